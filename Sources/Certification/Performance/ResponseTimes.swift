package import OCPPJ
import Synchronization

/// How long the Central System took to answer what the charge points of the test sent.
package final class ResponseTimes: Sendable {
    private struct Sample {
        let action: OCPPAction
        let duration: Duration
        let isAnswered: Bool
    }

    private let samples = Mutex<[Sample]>([])

    package init() {}

    /// - Parameter isAnswered: false when no answer came within that time.
    package func record(_ action: OCPPAction, _ duration: Duration, isAnswered: Bool) {
        samples.withLock { $0.append(Sample(action: action, duration: duration, isAnswered: isAnswered)) }
    }

    /// Forgets what was recorded, so that the next measurement is about what follows.
    package func reset() {
        samples.withLock { $0 = [] }
    }

    /// The measurement as a certificate prints it.
    ///
    /// - Parameters:
    ///   - action: nil for all messages.
    ///   - limit: what is allowed.
    package func measurement(of action: OCPPAction? = nil, limit: Duration) -> ResponseTimeMeasurement {
        let taken = samples.withLock { samples in samples.filter { action == nil || $0.action == action } }
        let sorted = taken.map(\.duration).sorted()
        let slowest = taken.max { $0.duration < $1.duration }
        return ResponseTimeMeasurement(
            messages: sorted.count, unanswered: taken.count { !$0.isAnswered },
            p50Ms: Self.percentile(50, of: sorted), p99Ms: Self.percentile(99, of: sorted),
            slowestMs: (sorted.last ?? .zero) / .milliseconds(1), slowestAction: slowest?.action.rawValue,
            limitMs: limit / .milliseconds(1))
    }

    /// The smallest time that so many of a hundred did not exceed (the nearest rank), in milliseconds; 0 for no times at all.
    private static func percentile(_ hundredths: Int, of sorted: [Duration]) -> Double {
        guard !sorted.isEmpty else { return 0 }
        let rank = (sorted.count * hundredths + 99) / 100
        return sorted[max(1, rank) - 1] / .milliseconds(1)
    }
}

/// Response times of one kind of message, in milliseconds.
package struct ResponseTimeMeasurement: Codable, Hashable, Sendable {
    package let messages: Int
    /// Messages that were not answered within the limit.
    package let unanswered: Int
    package let p50Ms: Double
    package let p99Ms: Double
    package let slowestMs: Double
    /// Which message was answered slowest; nil when there was none.
    package let slowestAction: String?
    /// What is allowed.
    package let limitMs: Double
    /// Whether everything was answered within the limit; nil when nothing was measured.
    package let passed: Bool?

    package init(
        messages: Int, unanswered: Int, p50Ms: Double, p99Ms: Double, slowestMs: Double, slowestAction: String?,
        limitMs: Double
    ) {
        self.messages = messages
        self.unanswered = unanswered
        self.p50Ms = p50Ms
        self.p99Ms = p99Ms
        self.slowestMs = slowestMs
        self.slowestAction = slowestAction
        self.limitMs = limitMs
        passed = messages == 0 ? nil : unanswered == 0 && slowestMs <= limitMs
    }
}

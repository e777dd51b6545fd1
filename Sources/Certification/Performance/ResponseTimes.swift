package import OCPPJ
import Synchronization

/// How long the Central System took to answer, over a whole run.
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

    /// The measurement as a certificate prints it.
    ///
    /// - Parameters:
    ///   - action: nil for all messages.
    ///   - limit: what is allowed.
    package func measurement(of action: OCPPAction? = nil, limit: Duration) -> ResponseTimeMeasurement {
        let taken = samples.withLock { samples in samples.filter { action == nil || $0.action == action } }
        let sorted = taken.map(\.duration).sorted()
        let rank = max(0, Int((Double(sorted.count) * 0.99).rounded(.up)) - 1)
        let slowest = taken.max { $0.duration < $1.duration }
        return ResponseTimeMeasurement(
            messages: sorted.count, unanswered: taken.count { !$0.isAnswered },
            p50Ms: sorted.isEmpty ? 0 : sorted[(sorted.count - 1) / 2] / .milliseconds(1),
            p99Ms: sorted.isEmpty ? 0 : sorted[rank] / .milliseconds(1),
            slowestMs: (sorted.last ?? .zero) / .milliseconds(1), slowestAction: slowest?.action.rawValue,
            limitMs: limit / .milliseconds(1))
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
    package let slowestAction: String?
    /// What is allowed.
    package let limitMs: Double

    /// Whether everything was answered within the limit.
    package var isWithinLimit: Bool { unanswered == 0 && slowestMs <= limitMs }
}

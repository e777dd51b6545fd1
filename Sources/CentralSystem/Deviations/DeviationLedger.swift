package import OCPPJ
import Synchronization

/// Deviations counted since the last flush, of all charge points.
///
/// Deviations can come with every message of a misbehaving charge point, so they are counted in memory and written in batches.
/// A crash loses the counts of the last seconds and nothing else.
package final class DeviationLedger: Sendable {
    package struct Key: Hashable, Sendable {
        package var chargePointKey: Int64
        package var rule: DeviationRule

        package init(chargePointKey: Int64, rule: DeviationRule) {
            self.chargePointKey = chargePointKey
            self.rule = rule
        }
    }

    /// Longer details are cut, so that a charge point cannot fill our memory with them.
    private static let detailLimit = 300

    private let time: any TimeSource
    private let counts = Mutex<[Key: Deviation]>([:])

    package init(time: any TimeSource = SystemTime()) {
        self.time = time
    }

    package func note(_ rule: DeviationRule, _ detail: String, chargePointKey: Int64) {
        let now = time.now()
        let detail = detail.cut(to: Self.detailLimit)
        let one = Deviation(rule: rule, count: 1, firstAt: now, lastAt: now, lastDetail: detail)
        counts.withLock { counts in
            let key = Key(chargePointKey: chargePointKey, rule: rule)
            counts[key] = counts[key]?.merged(with: one) ?? one
        }
    }

    /// What is counted here for one charge point and not written yet, ordered by rule.
    package func deviations(chargePointKey: Int64) -> [Deviation] {
        counts.withLock { counts in
            counts.filter { $0.key.chargePointKey == chargePointKey }.map(\.value)
        }
        .sorted { $0.rule.rawValue < $1.rule.rawValue }
    }

    /// Takes everything out, to be written.
    package func takeAll() -> [Key: Deviation] {
        counts.withLock { counts in
            defer { counts = [:] }
            return counts
        }
    }

    /// Puts back what could not be written.
    package func putBack(_ taken: [Key: Deviation]) {
        counts.withLock { counts in counts.merge(taken) { $0.merged(with: $1) } }
    }
}

/// How often a duration fell into which bucket.
package final class Histogram: Sendable {
    /// The buckets' upper bounds in seconds.
    package static let boundsInSeconds: [Double] = [
        0.000_05, 0.000_1, 0.000_5, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5, 1, 5,
    ]
    private static let boundsInNanoseconds = boundsInSeconds.map { Int($0 * 1_000_000_000) }

    private let buckets: [Counter]
    private let nanoseconds = Counter()

    package init() {
        buckets = (0...Self.boundsInSeconds.count).map { _ in Counter() }
    }

    package func observe(nanoseconds duration: Int) {
        nanoseconds.increment(by: duration)
        var index = 0
        for bound in Self.boundsInNanoseconds where duration > bound { index += 1 }
        buckets[index].increment()
    }

    package struct Reading: Sendable {
        /// For each bound the number of observations at or below it.
        package var cumulativeCounts: [Int]
        package var count: Int
        package var sumInSeconds: Double
    }

    package var reading: Reading {
        var total = 0
        let cumulative = buckets.map { bucket in
            total += bucket.value
            return total
        }
        return Reading(
            cumulativeCounts: Array(cumulative.dropLast()), count: total,
            sumInSeconds: Double(nanoseconds.value) / 1_000_000_000)
    }
}

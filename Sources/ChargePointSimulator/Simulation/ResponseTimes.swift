/// How long answers took: percentiles without keeping every time.
package struct ResponseTimes: Sendable {
    /// Upper bounds grow by an eighth from 1 µs: percentiles are exact to about 12 %.
    private static let bucketsPerDoubling = 8

    package private(set) var count = 0
    package private(set) var slowestNanoseconds: Int64 = 0
    private var buckets: [Int32] = []

    package init() {}

    mutating func record(nanoseconds: Int64) {
        count += 1
        slowestNanoseconds = max(slowestNanoseconds, nanoseconds)
        let bucket = Self.bucket(for: nanoseconds)
        if buckets.count <= bucket { buckets.append(contentsOf: repeatElement(0, count: bucket + 1 - buckets.count)) }
        buckets[bucket] += 1
    }

    mutating func add(_ other: ResponseTimes) {
        count += other.count
        slowestNanoseconds = max(slowestNanoseconds, other.slowestNanoseconds)
        if buckets.count < other.buckets.count {
            buckets.append(contentsOf: repeatElement(0, count: other.buckets.count - buckets.count))
        }
        for (index, count) in other.buckets.enumerated() { buckets[index] += count }
    }

    /// The time within which this share of the answers came, in microseconds.
    ///
    /// - Parameter share: from 0 to 1.
    package func percentileMicroseconds(_ share: Double) -> Double {
        var left = Int((Double(count) * share).rounded(.up))
        for (index, count) in buckets.enumerated() {
            left -= Int(count)
            if left <= 0 { return min(Self.upperBound(of: index), Double(slowestNanoseconds)) / 1000 }
        }
        return Double(slowestNanoseconds) / 1000
    }

    /// Buckets are the doublings above 1 µs, each cut into equal parts.
    private static func bucket(for nanoseconds: Int64) -> Int {
        let units = max(1, nanoseconds / 1000)
        let doubling = Int64.bitWidth - 1 - units.leadingZeroBitCount
        let base = Int64(1) << Int64(doubling)
        return doubling * bucketsPerDoubling + Int((units - base) * Int64(bucketsPerDoubling) / base)
    }

    private static func upperBound(of bucket: Int) -> Double {
        let base = Double(Int64(1) << Int64(bucket / bucketsPerDoubling))
        return (base + base * Double(bucket % bucketsPerDoubling + 1) / Double(bucketsPerDoubling)) * 1000
    }
}

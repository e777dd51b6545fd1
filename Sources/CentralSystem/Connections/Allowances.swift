import OCPPJ

/// How often something may still happen a minute, for each of many. Whoever has all that is allowed is not remembered.
struct Allowances<Key: Hashable & Sendable>: Sendable {
    /// How many are remembered before those of no interest are forgotten.
    private static var remembered: Int { 10_000 }

    private var buckets: [Key: TokenBucket] = [:]
    private var sweepAt = Self.remembered

    /// How many are remembered.
    var count: Int { buckets.count }

    /// Takes one.
    ///
    /// - Parameters:
    ///   - perMinute: how often it may happen, at once or spread; 0 means without a limit.
    ///   - now: milliseconds.
    /// - Returns: nil, or the seconds to wait because there is none left.
    mutating func take(_ key: Key, perMinute: Int, at now: Int64) -> Int? {
        guard perMinute > 0 else { return nil }
        if buckets.count >= sweepAt { forget(at: now) }
        var bucket = buckets[key] ?? TokenBucket(capacity: perMinute, perSecond: Double(perMinute) / 60, at: now)
        defer { buckets[key] = bucket }
        return bucket.take(at: now) ? nil : max(1, bucket.secondsUntilToken(at: now))
    }

    /// The seconds to wait until there is one; nil when there is one.
    func wait(for key: Key, at now: Int64) -> Int? {
        guard var bucket = buckets[key] else { return nil }
        let seconds = bucket.secondsUntilToken(at: now)
        return seconds > 0 ? seconds : nil
    }

    /// Gives back one that was taken for nothing.
    mutating func giveBack(_ key: Key, at now: Int64) {
        guard var bucket = buckets[key] else { return }
        bucket.giveBack()
        buckets[key] = bucket.isFull(at: now) ? nil : bucket
    }

    private mutating func forget(at now: Int64) {
        buckets = buckets.filter { entry in
            var bucket = entry.value
            return !bucket.isFull(at: now)
        }
        sweepAt = max(Self.remembered, 2 * buckets.count)
    }
}

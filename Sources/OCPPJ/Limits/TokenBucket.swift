/// How often something may happen: at a steady rate, and after a rest so many times at once.
///
/// A pure value that is told the time. A clock that runs backwards gives nothing and takes nothing.
package struct TokenBucket: Hashable, Sendable {
    /// How many tokens it holds at most, which is how often it may happen at once.
    private let capacity: Double
    private let tokensPerMillisecond: Double
    private var tokens: Double
    private var updatedAt: Int64

    /// - Parameters:
    ///   - capacity: how often at once; at least 1.
    ///   - perSecond: how often in the long run; above 0.
    ///   - now: milliseconds on the clock that all calls use. It begins full.
    package init(capacity: Int, perSecond: Double, at now: Int64) {
        self.capacity = Double(max(1, capacity))
        tokensPerMillisecond = perSecond / 1000
        tokens = self.capacity
        updatedAt = now
    }

    /// Takes a token.
    ///
    /// - Returns: false when there is none.
    package mutating func take(at now: Int64) -> Bool {
        refill(at: now)
        guard tokens >= 1 else { return false }
        tokens -= 1
        return true
    }

    /// Gives back a token that was taken.
    package mutating func giveBack() {
        tokens = min(capacity, tokens + 1)
    }

    /// Whether nothing is missing, so that it need not be remembered.
    package mutating func isFull(at now: Int64) -> Bool {
        refill(at: now)
        return tokens >= capacity
    }

    /// Seconds until there is a token, rounded up; 0 when there is one.
    package mutating func secondsUntilToken(at now: Int64) -> Int {
        refill(at: now)
        return tokens >= 1 ? 0 : Int(((1 - tokens) / tokensPerMillisecond / 1000).rounded(.up))
    }

    private mutating func refill(at now: Int64) {
        let passed = max(0, now - updatedAt)
        tokens = min(capacity, tokens + Double(passed) * tokensPerMillisecond)
        updatedAt = now
    }
}

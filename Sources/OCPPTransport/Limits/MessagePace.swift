import OCPPJ

/// How fast a peer sends what nothing of ours paces.
///
/// A charge point waits for the answer to a CALL before it sends the next (OCPP-J 1.6, section 4.1.1). Whoever does so is paced by
/// our answers, and may be as fast as he can: an offline queue of thousands is through in seconds. So only messages are counted
/// that did not wait: CALLs while another one is unanswered, repeats, answers to nothing, texts that are no messages, pings.
struct MessagePace: Sendable {
    enum Verdict: Hashable {
        case fine
        /// Too fast: answered with an error.
        case tooFast
        /// Too fast for too long: to be closed.
        case tooLong
    }

    /// Seconds of the steady rate that may come at once.
    private static let burstSeconds = 10

    /// Messages a second in the long run.
    let limit: Int
    private var bucket: TokenBucket
    /// Messages that were refused since there was last room for the whole burst.
    private var refused = 0

    /// - Parameter limit: messages a second; above 0.
    init(limit: Int, at now: Int64) {
        self.limit = limit
        bucket = TokenBucket(capacity: limit * Self.burstSeconds, perSecond: Double(limit), at: now)
    }

    /// A message came that did not wait.
    mutating func note(at now: Int64) -> Verdict {
        if bucket.isFull(at: now) { refused = 0 }
        guard !bucket.take(at: now) else { return .fine }
        refused += 1
        return refused > limit * Self.burstSeconds ? .tooLong : .tooFast
    }

    /// For the peer.
    var words: String { "more than \(limit) messages a second that do not wait for an answer" }
}

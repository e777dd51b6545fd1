import OCPPJ

/// When a charge point's faults come next, and what they left behind.
struct FaultState: Hashable, Sendable {
    /// Decides when faults come, and nothing else: they are the same whatever drivers do meanwhile.
    var random: SeededRandom
    var linkLossAt: Timestamp?
    var halfOpenAt: Timestamp?
    var powerFailureAt: Timestamp?
    /// When the charge point was switched on last.
    var startedAt: Timestamp
    /// Whether something has set the clock since then.
    var isClockSet = false
    /// The messages whose answer was lost once.
    var answersLost: Set<Int> = []
    /// Transactions that were never stopped: the Central System is never told their end.
    var unstopped = 0

    var dueAt: Timestamp? { [linkLossAt, halfOpenAt, powerFailureAt].compactMap(\.self).min() }
}

/// How a connection goes without having been closed.
enum LinkLoss: Hashable, Sendable {
    /// TCP ends without a close frame.
    case dropped
    /// It stays open, but nobody listens any more.
    case forsaken
}

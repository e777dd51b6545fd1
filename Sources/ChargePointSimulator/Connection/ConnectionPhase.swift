import OCPPJ

/// The charge point's connection as it sees it.
enum ConnectionPhase: Hashable, Sendable {
    /// There is none; the next attempt is made then.
    case down(retryAt: Timestamp)
    case connecting
    case up
    /// There is none, and none is wanted any more.
    case stopped
}

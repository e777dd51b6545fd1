import Dispatch
import Synchronization

/// Lets a log message through once a minute. On a full disk everything fails, thousands of times a second, and saying so as
/// often would fill what is left.
final class MessageLimit: Sendable {
    private static let nanoseconds: UInt64 = 60_000_000_000

    private let next = Atomic<UInt64>(0)

    /// Whether to log now; the next minute belongs to this message then.
    func isDue() -> Bool {
        let now = DispatchTime.now().uptimeNanoseconds
        let due = next.load(ordering: .relaxed)
        guard now >= due else { return false }
        return next.compareExchange(expected: due, desired: now + Self.nanoseconds, ordering: .relaxed).exchanged
    }
}

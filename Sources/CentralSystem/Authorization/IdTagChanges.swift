import Synchronization

/// Counts the changes to what is registered, so that a feature which derives something from it knows when to look again.
package final class IdTagChanges: Sendable {
    private let counter = Atomic<Int>(0)

    package init() {}

    /// How many changes there were since the program started.
    package var count: Int { counter.load(ordering: .acquiring) }

    /// Something changed, and the change is stored.
    package func note() { counter.add(1, ordering: .acquiringAndReleasing) }
}

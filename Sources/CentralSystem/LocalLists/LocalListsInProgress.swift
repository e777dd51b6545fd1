import Synchronization

/// The charge points that updates are being sent to. Two at a time would take each other's versions.
final class LocalListsInProgress: Sendable {
    private let identities = Mutex<Set<String>>([])

    /// - Returns: false when it is in progress already.
    func begin(_ identity: String) -> Bool { identities.withLock { $0.insert(identity).inserted } }

    func end(_ identity: String) { identities.withLock { _ = $0.remove(identity) } }
}

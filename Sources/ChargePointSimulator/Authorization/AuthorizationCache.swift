import OCPP16
import OCPPJ

/// What the Central System said about identifiers, for when it cannot be asked (OCPP 1.6, section 3.5.1).
struct AuthorizationCache: Hashable, Sendable {
    private struct Entry: Hashable, Sendable {
        let status: AuthorizationStatus
        let expiry: Timestamp?
        let storedAt: Timestamp
    }

    /// How many identifiers are remembered.
    let capacity: Int
    private var entries: [String: Entry] = [:]

    init(capacity: Int = 200) {
        self.capacity = capacity
    }

    var count: Int { entries.count }

    /// The status at the moment; nil for an identifier that is not remembered.
    func status(of idTag: IdToken, at now: Timestamp) -> AuthorizationStatus? {
        guard let entry = entries[idTag.key] else { return nil }
        if entry.status == .accepted, let expiry = entry.expiry, expiry <= now { return .expired }
        return entry.status
    }

    /// Remembers what an answer said. ConcurrentTx says nothing about the identifier itself, so it is not kept.
    mutating func store(_ info: IdTagInfo, for idTag: IdToken, at now: Timestamp) {
        guard info.status != .concurrentTx else { return }
        entries[idTag.key] = Entry(status: info.status, expiry: info.expiryDate?.timestamp, storedAt: now)
        if entries.count > capacity, let oldest = entries.min(by: { $0.value.storedAt < $1.value.storedAt }) {
            entries[oldest.key] = nil
        }
    }

    mutating func clear() {
        entries = [:]
    }
}

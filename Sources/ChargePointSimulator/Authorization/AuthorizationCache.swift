import OCPP16
import OCPPJ

/// What the Central System said about identifiers, for when it cannot be asked (OCPP 1.6, section 3.5.1). It outlasts
/// reboots (erratum 3.4).
struct AuthorizationCache: Hashable, Sendable {
    private struct Entry: Hashable, Sendable {
        let known: KnownIdTag
        let storedAt: Timestamp
    }

    /// How many identifiers are remembered.
    let capacity: Int
    private var entries: [String: Entry] = [:]

    init(capacity: Int = 200) {
        self.capacity = capacity
    }

    var count: Int { entries.count }

    /// What is remembered about an identifier, if anything.
    func known(_ idTag: IdToken) -> KnownIdTag? {
        entries.isEmpty ? nil : entries[idTag.key]?.known
    }

    /// The status at the moment; nil for an identifier that is not remembered.
    func status(of idTag: IdToken, at now: Timestamp) -> AuthorizationStatus? {
        known(idTag)?.status(at: now)
    }

    /// Remembers what an answer said. ConcurrentTx says nothing about the identifier itself, so it is not kept.
    ///
    /// A full cache first forgets whoever may not charge, then the oldest.
    mutating func store(_ info: IdTagInfo, for idTag: IdToken, at now: Timestamp) {
        guard info.status != .concurrentTx else { return }
        if entries.count >= capacity, entries[idTag.key] == nil { makeRoom(at: now) }
        entries[idTag.key] = Entry(known: KnownIdTag(info), storedAt: now)
    }

    private mutating func makeRoom(at now: Timestamp) {
        entries = entries.filter { $0.value.known.status(at: now) == .accepted }
        guard entries.count >= capacity, let oldest = entries.min(by: { $0.value.storedAt < $1.value.storedAt }) else {
            return
        }
        entries[oldest.key] = nil
    }

    mutating func forget(_ idTag: IdToken) {
        guard !entries.isEmpty else { return }
        entries[idTag.key] = nil
    }

    mutating func clear() {
        entries = [:]
    }
}

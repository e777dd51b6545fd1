import OCPPJ
import Persistence
import Synchronization
import X509

/// What decides about client certificates, in memory: the authorities that are trusted and the certificates that are revoked.
///
/// Read from the database when it is first needed and after each change. Every change counts up a number, by which what was verified
/// before is known to be out of date.
final class CertificateTrust: Sendable {
    struct Snapshot: Sendable {
        /// Rises with every change.
        var generation: Int
        var roots: CertificateStore
        var authorities: [DecodedCertificate]
        var revoked: Set<String>
    }

    private struct State {
        var generation = 0
        var current: Snapshot?
    }

    private let database: any Database
    private let state = Mutex(State())

    init(database: any Database) {
        self.database = database
    }

    /// What is trusted has changed, and the change is durable.
    func invalidate() {
        state.withLock { state in
            state.generation += 1
            state.current = nil
        }
    }

    /// - Throws: `DatabaseError`.
    func snapshot() async throws -> Snapshot {
        let (generation, current) = state.withLock { ($0.generation, $0.current) }
        if let current { return current }
        let (authorities, revoked) = try await database.read { connection in
            (
                try TrustedAuthorityStore.trusted(in: connection).map(\.document),
                try ChargePointCertificateStore.revokedFingerprints(in: connection)
            )
        }
        let fresh = Snapshot(
            generation: generation, roots: CertificateStore(authorities.map(\.certificate)), authorities: authorities,
            revoked: revoked)
        state.withLock { state in
            // A change in between makes this one out of date already; whoever comes next reads again.
            if state.generation == generation { state.current = fresh }
        }
        return fresh
    }
}

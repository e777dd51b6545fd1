import OCPPJ
package import Persistence

/// Connection attempts that were refused. The newest 10,000 are kept.
package final class RefusedConnectionService: Sendable {
    /// Rows that the table keeps.
    static let kept = 10_000
    /// Refusals that may wait to be written; further ones are only counted in the metrics.
    static let bufferLimit = 10_000

    private let database: any Database
    private let metrics: CentralSystemMetrics
    private let waiting = WaitingRecords<RefusedConnection>(limit: bufferLimit)

    /// Told of identities whose refusal was written.
    private let written: @Sendable (_ identity: String) -> Void

    package init(
        database: any Database, metrics: CentralSystemMetrics, written: @escaping @Sendable (_ identity: String) -> Void = { _ in }
    ) {
        self.written = written
        self.database = database
        self.metrics = metrics
    }

    /// Refused attempts, newest first. Written within a second of the refusal.
    ///
    /// - Throws: `CentralSystemError` with code `.invalidCursor`.
    package func list(_ page: PageRequest = PageRequest()) async throws -> Page<RefusedConnection> {
        let before = try page.rowID()
        let items = try await database.read {
            try RefusedConnectionStore.list(before: before, limit: page.limit + 1, in: $0)
        }
        return Page(items, limit: page.limit) { String($0.id) }
    }

    /// Takes note of a refusal; it is written with the next batch.
    func record(_ refusal: AdmissionRefusal, of request: UpgradeRequest) {
        metrics.connectionsRefused[String(refusal.status)].increment()
        let item = RefusedConnection(
            id: 0, time: request.receivedAt, remoteAddress: request.remoteAddress, target: request.target.cut(to: 200),
            identity: request.identity.map { $0.cut(to: 100) }, status: refusal.status, reason: refusal.reason)
        waiting.add(item)
    }

    /// Writes what waits, in one write.
    func flush() async throws {
        try await waiting.write { batch in
            try await database.write { connection in
                for item in batch { try RefusedConnectionStore.add(item, in: connection) }
                try RefusedConnectionStore.prune(keeping: Self.kept, in: connection)
            }
            for identity in Set(batch.compactMap(\.identity)) { written(identity) }
        }
    }
}

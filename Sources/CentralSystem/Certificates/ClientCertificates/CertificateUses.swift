import OCPPJ
import Persistence
import Synchronization

/// Notes which certificate a charge point connected with; written in batches.
///
/// What is written: first and last use; a certificate that is not known yet becomes known; older ones that a newer one replaces are
/// superseded when the newer one is first used, and not before, because until then the charge point may come back with the old one.
final class CertificateUses: Sendable {
    private struct Use {
        var document: DecodedCertificate
        var chargePoint: ChargePointReference
        var at: Timestamp
    }

    private struct State {
        /// Not written yet, by charge point and fingerprint.
        var waiting: [String: Use] = [:]
    }

    private let database: any Database
    private let state = Mutex(State())
    /// So many are written at a time, so that no message waits long behind them.
    private static let batch = 500

    init(database: any Database) {
        self.database = database
    }

    func note(_ document: DecodedCertificate, _ chargePoint: ChargePointReference, at moment: Timestamp) {
        state.withLock { state in
            state.waiting["\(chargePoint.key) \(document.fingerprint)"] = Use(
                document: document, chargePoint: chargePoint, at: moment)
        }
    }

    /// Writes what was noted since.
    ///
    /// - Throws: `DatabaseError`; then it is written the next time.
    func flush() async throws {
        while true {
            let batch = state.withLock { state in
                let batch = Dictionary(uniqueKeysWithValues: state.waiting.prefix(Self.batch).map { ($0.key, $0.value) })
                for key in batch.keys { state.waiting[key] = nil }
                return batch
            }
            guard !batch.isEmpty else { return }
            do {
                try await database.write { connection in
                    for use in batch.values { try Self.write(use, in: connection) }
                }
            } catch {
                state.withLock { $0.waiting.merge(batch) { newer, _ in newer } }
                throw error
            }
        }
    }

    private static func write(_ use: Use, in connection: any SQLConnection) throws {
        let found = try ChargePointCertificateStore.find(fingerprint: use.document.fingerprint, in: connection)
            .first { $0.chargePoint.key == use.chargePoint.key }
        var certificate: ChargePointCertificate
        if let found {
            certificate = found
        } else {
            certificate = ChargePointCertificate(use.chargePoint, .presented, .active, at: use.at)
            certificate.adopt([use.document])
            certificate.id = try ChargePointCertificateStore.insert(certificate, in: connection)
        }
        let isFirst = certificate.firstUsedAt == nil
        certificate.firstUsedAt = certificate.firstUsedAt ?? use.at
        certificate.lastUsedAt = max(certificate.lastUsedAt ?? use.at, use.at)
        // Whoever uses it has it, whatever became of the answer to CertificateSigned.
        if certificate.state == .signed || certificate.state == .unanswered || certificate.state == .rejected {
            certificate.state = .active
            certificate.explanation = nil
        }
        try ChargePointCertificateStore.save(certificate, dueAt: nil, in: connection)
        guard isFirst else { return }
        for var older in try ChargePointCertificateStore.active(
            before: certificate.id, chargePointKey: use.chargePoint.key, in: connection)
        {
            older.state = .superseded
            older.explanation = "certificate \(certificate.id) is in use since \(use.at.rfc3339)"
            try ChargePointCertificateStore.save(older, dueAt: nil, in: connection)
        }
    }
}

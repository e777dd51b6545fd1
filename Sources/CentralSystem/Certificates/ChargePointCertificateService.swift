package import OCPPJ
import Persistence

/// Certificates of charge points: looking at them and revoking them.
package struct ChargePointCertificateService: Sendable {
    let database: any Database
    let time: any TimeSource
    let connections: ConnectionRegistry
    let trust: CertificateTrust

    package func now() -> Timestamp { time.now() }

    /// Certificates that match, newest first; refused requests are among them.
    ///
    /// - Throws: `CentralSystemError` (`.chargePointNotFound`, `.invalidCursor`).
    package func list(_ filter: CertificateFilter, _ page: PageRequest) async throws -> Page<ChargePointCertificate> {
        let before = try page.rowID()
        let now = time.now()
        let found = try await database.read { connection in
            let key = try filter.chargePoint.map { identity in
                guard let key = try ChargePointService.key(of: identity, in: connection) else {
                    throw CentralSystemError.chargePointNotFound(identity)
                }
                return key
            }
            return try ChargePointCertificateStore.list(
                filter, chargePointKey: key, at: now, before: before, limit: page.limit + 1, in: connection)
        }
        return Page(found, limit: page.limit) { String($0.id) }
    }

    /// - Throws: `CentralSystemError` with code `.notFound`.
    package func get(_ id: Int64) async throws -> ChargePointCertificate {
        guard let certificate = try await database.read({ try ChargePointCertificateStore.find(id, in: $0) }) else {
            throw CentralSystemError(.notFound, "there is no certificate \(id)")
        }
        return certificate
    }

    /// Revokes a certificate: no charge point is let in with it any more, and one that is connected with it is disconnected.
    ///
    /// - Throws: `CentralSystemError` (`.notFound`; `.conflict` when there is no certificate, or it is revoked already).
    package func revoke(_ id: Int64, reason: String?) async throws -> ChargePointCertificate {
        let now = time.now()
        let revoked = try await database.write { connection -> [ChargePointCertificate] in
            guard let listed = try ChargePointCertificateStore.find(id, in: connection) else {
                throw CentralSystemError(.notFound, "there is no certificate \(id)")
            }
            guard let fingerprint = listed.fingerprint else {
                throw CentralSystemError(.conflict, "request \(id) has no certificate that could be revoked")
            }
            guard listed.state != .revoked else { throw CentralSystemError(.conflict, "certificate \(id) is revoked already") }
            // The same certificate may be recorded for several charge points.
            return try ChargePointCertificateStore.find(fingerprint: fingerprint, in: connection).map { certificate in
                var certificate = certificate
                certificate.state = .revoked
                certificate.revokedAt = now
                certificate.explanation = reason
                try ChargePointCertificateStore.save(certificate, dueAt: nil, in: connection)
                return certificate
            }
        }
        trust.invalidate()
        for certificate in revoked {
            let identity = certificate.chargePoint.identity
            // One that is just being opened was let in before; it is waited for.
            guard let fingerprint = certificate.fingerprint, await connections.openedLink(to: identity) != nil,
                connections.session(identity)?.security.certificateFingerprint == fingerprint
            else { continue }
            connections.close(identity, .closedByOperator("its certificate was revoked"))
        }
        return try await get(id)
    }
}

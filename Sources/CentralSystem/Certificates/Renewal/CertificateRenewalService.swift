import OCPP16
package import OCPPJ
import Persistence

/// Renewing certificates of charge points: on request, and before they expire where automation is allowed.
package struct CertificateRenewalService: Sendable {
    let database: any Database
    let time: any TimeSource
    let settings: CertificateSettings
    let commands: CommandService
    let connections: ConnectionRegistry
    let chargePoints: ChargePointService

    private static let parallelism = 8
    /// What did not work is tried again by itself after this long.
    private static let retrySeconds = 86_400

    package func now() -> Timestamp { time.now() }

    /// Asks a charge point to ask for a certificate, and waits for its answer to that.
    ///
    /// - Throws: as `CommandService.send`.
    package func request(
        of identity: String, requestedBy: String, timeout: Duration? = nil, alongside: CommandService.Alongside? = nil
    ) async throws -> (command: Command, renewal: CertificateRenewal) {
        let command = try await commands.send(
            ExtendedTriggerMessage(requestedMessage: .signChargePointCertificate), to: identity, requestedBy: requestedBy,
            timeout: timeout, alongside: alongside)
        guard let renewal = try await database.read({ try CertificateRenewalStore.find(command: command.id, in: $0) }) else {
            throw CentralSystemError(.notFound, "the renewal of command \(command.id) is gone")
        }
        return (command, renewal)
    }

    /// The renewals of a charge point, newest first.
    ///
    /// - Throws: `CentralSystemError` (`.chargePointNotFound`, `.invalidCursor`).
    package func list(chargePoint identity: String, _ page: PageRequest) async throws -> Page<CertificateRenewal> {
        let before = try page.rowID()
        let found = try await database.read { connection in
            guard let key = try ChargePointService.key(of: identity, in: connection) else {
                throw CentralSystemError.chargePointNotFound(identity)
            }
            return try CertificateRenewalStore.list(chargePointKey: key, before: before, limit: page.limit + 1, in: connection)
        }
        return Page(found, limit: page.limit) { String($0.id) }
    }

    /// - Throws: `CentralSystemError` with code `.notFound`.
    package func get(_ id: Int64, chargePoint identity: String) async throws -> CertificateRenewal {
        guard let renewal = try await database.read({ try CertificateRenewalStore.find(id, in: $0) }),
            renewal.chargePoint.identity == identity
        else { throw CentralSystemError(.notFound, "there is no renewal \(id) of \(identity)") }
        return renewal
    }

    /// Renews what expires soon, where nobody has to ask: a chore.
    func renewExpiring() async throws {
        let now = time.now()
        let (start, limit) = settings.expiring(at: now)
        var after: Int64 = 0
        while !Task.isCancelled {
            let last = after
            let page = try await database.read { connection in
                try ChargePointCertificateStore.expiring(
                    between: start, and: limit, after: last, limit: 200, in: connection
                ).map { certificate in
                    let recent = try CertificateRenewalStore.exists(
                        since: now.advanced(bySeconds: -Self.retrySeconds), chargePointKey: certificate.chargePoint.key,
                        in: connection)
                    return (certificate, recent)
                }
            }
            guard let end = page.last?.0.id else { return }
            after = end
            let due = page.filter { !$0.1 && $0.0.origin == .issued && allowsAutomation($0.0.chargePoint.identity) }
            try await renew(Set(due.map(\.0.chargePoint.identity)))
        }
    }

    private func allowsAutomation(_ identity: String) -> Bool {
        guard let session = connections.session(identity) else { return false }
        let (registrationStatus, settings) = session.snapshot()
        return registrationStatus == .accepted && chargePoints.allowsAutomation(settings)
    }

    private func renew(_ identities: Set<String>) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (index, identity) in identities.enumerated() {
                if index >= Self.parallelism { try await group.next() }
                group.addTask { _ = try await request(of: identity, requestedBy: "automation") }
            }
            try await group.waitForAll()
        }
    }
}

package import OCPP16
import OCPPJ
import Persistence

/// Root certificates in charge points: installing, listing and deleting them (use cases M03 to M05).
package struct InstalledCertificateService: Sendable {
    let database: any Database
    let authority: CertificateAuthority?
    let commands: CommandService

    /// What an operator wants installed.
    package enum Content: Hashable, Sendable {
        /// Any text: what a charge point makes of one that cannot be read is its business.
        case text(String)
        /// The root of the authority in the box, as far as it is known here.
        case authority(KeyKind)
        /// A certificate that went through here before.
        case known(fingerprint: String)
    }

    /// Sends InstallCertificate and waits for the answer.
    ///
    /// - Returns: the command and the certificate as it stands now.
    /// - Throws: as `CommandService.send`; `CentralSystemError` (`.invalidMember`) when there is no such content.
    package func install(
        _ content: Content, as type: CertificateUseEnumType, in identity: String, requestedBy: String, timeout: Duration?
    ) async throws -> (command: Command, certificate: InstalledCertificate) {
        let text = try await text(of: content)
        let request: InstallCertificate
        do {
            request = InstallCertificate(certificateType: type, certificate: try BoundedString(text))
        } catch {
            throw CentralSystemError(.invalidMember, member: "certificate", "certificate: \(error.phrase)")
        }
        let command = try await commands.send(request, to: identity, requestedBy: requestedBy, timeout: timeout)
        guard let certificate = try await database.read({ try InstalledCertificateStore.find(command: command.id, in: $0) }) else {
            throw CentralSystemError(.notFound, "the record of command \(command.id) is gone")
        }
        return (command, certificate)
    }

    private func text(of content: Content) async throws -> String {
        switch content {
        case .text(let text): return PEMBlock.withLineFeeds(text)
        case .authority(let kind):
            guard let root = authority?.chain(kind).last else {
                throw CentralSystemError(.invalidMember, member: "authority", "authority: no certificate authority is set up")
            }
            return root.pem
        case .known(let fingerprint):
            guard let document = try await database.read({ try TrustedAuthorityStore.find(fingerprint.lowercased(), in: $0) }) else {
                throw CentralSystemError(
                    .invalidMember, member: "fingerprint", "fingerprint: no certificate with this fingerprint is known here")
            }
            return document.pem
        }
    }

    /// Sends GetInstalledCertificateIds and waits for the answer.
    ///
    /// - Throws: as `CommandService.send`.
    package func read(
        _ type: CertificateUseEnumType, from identity: String, requestedBy: String, timeout: Duration?
    ) async throws -> Command {
        try await commands.send(
            GetInstalledCertificateIds(certificateType: type), to: identity, requestedBy: requestedBy, timeout: timeout)
    }

    /// What is known of a charge point's certificates, newest first.
    ///
    /// - Throws: `CentralSystemError` with code `.chargePointNotFound`.
    package func list(chargePoint identity: String) async throws -> InstalledCertificateReport {
        try await database.read { connection in
            guard let key = try ChargePointService.key(of: identity, in: connection) else {
                throw CentralSystemError.chargePointNotFound(identity)
            }
            let readings = try InstalledCertificateStore.readings(chargePointKey: key, in: connection)
            return InstalledCertificateReport(
                certificates: try InstalledCertificateStore.list(chargePointKey: key, in: connection),
                centralSystemRootsReadAt: readings.first { $0.type == .centralSystemRootCertificate }?.at,
                manufacturerRootsReadAt: readings.first { $0.type == .manufacturerRootCertificate }?.at)
        }
    }

    /// Sends DeleteCertificate with the hash data that the charge point listed, letter by letter; for one that it never listed, with our
    /// own in SHA-256.
    ///
    /// - Throws: as `CommandService.send`; `CentralSystemError` (`.notFound`; `.conflict` when it cannot be named).
    package func delete(
        _ id: Int64, from identity: String, requestedBy: String, timeout: Duration?
    ) async throws -> (command: Command, certificate: InstalledCertificate) {
        let certificate = try await get(id, of: identity)
        guard let hashData = try certificate.hashData ?? certificate.document?.hashData(.sha256) else {
            throw CentralSystemError(
                .conflict, "certificate \(id) cannot be named to the charge point; read its installed certificates first")
        }
        let command = try await commands.send(
            DeleteCertificate(certificateHashData: hashData), to: identity, requestedBy: requestedBy, timeout: timeout)
        return (command, try await get(id, of: identity))
    }

    /// - Throws: `CentralSystemError` (`.chargePointNotFound`, `.notFound`).
    package func get(_ id: Int64, of identity: String) async throws -> InstalledCertificate {
        try await database.read { connection in
            guard let key = try ChargePointService.key(of: identity, in: connection) else {
                throw CentralSystemError.chargePointNotFound(identity)
            }
            guard let found = try InstalledCertificateStore.find(id, in: connection), found.chargePoint.key == key else {
                throw CentralSystemError(.notFound, "\(identity) has no installed certificate \(id)")
            }
            return found
        }
    }
}

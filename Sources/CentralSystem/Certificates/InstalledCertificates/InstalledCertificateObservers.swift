import OCPP16
import OCPPJ
import Persistence

/// Follows InstallCertificate, whoever sent it and whatever the text (use case M05).
struct InstallCertificateObserver: CommandObserver {
    func recorded(_ request: InstallCertificate, _ command: CommandReference, in connection: any SQLConnection) throws {
        var certificate = InstalledCertificate(
            id: 0, chargePoint: command.chargePoint, certificateType: request.certificateType, state: .requested,
            requestedAt: command.requestedAt, changedAt: command.requestedAt, commandId: command.id)
        var document: DecodedCertificate?
        do throws(CertificateFault) {
            document = try DecodedCertificate.all(inPEM: request.certificate.text)[0]
            certificate.fingerprint = document?.fingerprint
        } catch {
            certificate.explanation = "what was sent is no certificate that can be read: \(error.reason)"
        }
        if let document { try TrustedAuthorityStore.remember(document, at: command.requestedAt, in: connection) }
        try InstalledCertificateStore.save(certificate, in: connection)
    }

    func concluded(
        _ request: InstallCertificate, _ conclusion: CommandConclusion<InstallCertificateResponse>, _ command: CommandReference,
        in connection: any SQLConnection
    ) throws {
        // A list may have been faster, and says more.
        guard var certificate = try InstalledCertificateStore.find(command: command.id, in: connection),
            certificate.state == .requested
        else { return }
        switch conclusion {
        case .answered(let answer, let time):
            certificate.changedAt = time
            switch answer.status {
            case .accepted: certificate.state = .installed
            case .failed: certificate.state = .failed
            case .rejected: certificate.state = .rejected
            }
        case .unanswered(let outcome, let text, let time):
            certificate.changedAt = time
            certificate.state = outcome == .callError ? .failed : .unanswered
            certificate.explanation = text
        }
        try replaceOthers(certificate, in: connection)
        try InstalledCertificateStore.save(certificate, in: connection)
    }

    /// The same certificate is in the charge point once, however often it was sent: the newest row is the one that stays.
    private func replaceOthers(_ certificate: InstalledCertificate, in connection: any SQLConnection) throws {
        guard certificate.state == .installed, let fingerprint = certificate.fingerprint else { return }
        for var other in try InstalledCertificateStore.list(chargePointKey: certificate.chargePoint.key, in: connection)
        where other.id != certificate.id && other.fingerprint == fingerprint && other.state == .installed
            && other.certificateType == certificate.certificateType
        {
            other.state = .notListed
            other.explanation = "it was installed again"
            other.changedAt = certificate.changedAt
            try InstalledCertificateStore.save(other, in: connection)
        }
    }
}

/// Follows GetInstalledCertificateIds (use case M03): what is known becomes what the charge point lists.
struct GetInstalledCertificateIdsObserver: CommandObserver {
    func concluded(
        _ request: GetInstalledCertificateIds, _ conclusion: CommandConclusion<GetInstalledCertificateIdsResponse>,
        _ command: CommandReference, in connection: any SQLConnection
    ) throws {
        guard case .answered(let answer, let time) = conclusion else { return }
        // NotFound and an Accepted without data are both the empty list.
        let listing = CertificateListing(
            type: request.certificateType, hashData: answer.certificateHashData ?? [], chargePoint: command.chargePoint, at: time)
        try listing.apply(in: connection)
    }
}

/// Follows DeleteCertificate (use case M04).
struct DeleteCertificateObserver: CommandObserver {
    func concluded(
        _ request: DeleteCertificate, _ conclusion: CommandConclusion<DeleteCertificateResponse>, _ command: CommandReference,
        in connection: any SQLConnection
    ) throws {
        guard case .answered(let answer, let time) = conclusion else { return }
        let listed = request.certificateHashData
        for var certificate in try InstalledCertificateStore.list(chargePointKey: command.chargePoint.key, in: connection)
        where certificate.state == .installed && certificate.isNamed(by: listed) {
            certificate.changedAt = time
            certificate.commandId = command.id
            switch answer.status {
            case .accepted: certificate.state = .deleted
            case .notFound:
                certificate.state = .notListed
                certificate.explanation = "the charge point does not have it (DeleteCertificate: NotFound)"
            case .failed: certificate.explanation = "the charge point could not delete it (DeleteCertificate: Failed)"
            }
            try InstalledCertificateStore.save(certificate, in: connection)
        }
    }
}

import OCPP16
import OCPPJ
import Persistence

/// Follows CertificateSigned, whoever sent it: the server after a request, or an operator with a chain of their own.
struct CertificateSignedObserver: CommandObserver {
    /// So often an unanswered certificate is sent, then it is given up.
    static let attempts = 5
    private static let retrySeconds = 60

    func recorded(_ request: CertificateSigned, _ command: CommandReference, in connection: any SQLConnection) throws {
        let chain = try? DecodedCertificate.all(inPEM: request.certificateChain.text)
        let known = try chain.map { try Self.waiting($0[0].fingerprint, command.chargePoint, in: connection) } ?? nil
        if var certificate = known {
            certificate.commandId = command.id
            try ChargePointCertificateStore.save(certificate, dueAt: nil, in: connection)
            return
        }
        var certificate = ChargePointCertificate(command.chargePoint, .supplied, .signed, at: command.requestedAt)
        certificate.commandId = command.id
        if let chain {
            certificate.adopt(chain)
        } else {
            certificate.explanation = "what was sent holds no certificate that can be read"
        }
        _ = try ChargePointCertificateStore.insert(certificate, in: connection)
    }

    private static func waiting(
        _ fingerprint: String, _ chargePoint: ChargePointReference, in connection: any SQLConnection
    ) throws -> ChargePointCertificate? {
        try ChargePointCertificateStore.find(fingerprint: fingerprint, in: connection).first {
            $0.chargePoint.key == chargePoint.key && $0.state == .signed && $0.origin == .issued
        }
    }

    func concluded(
        _ request: CertificateSigned, _ conclusion: CommandConclusion<CertificateSignedResponse>, _ command: CommandReference,
        in connection: any SQLConnection
    ) throws {
        guard var certificate = try ChargePointCertificateStore.find(command: command.id, in: connection),
            certificate.state == .signed
        else { return }
        var due: Timestamp?
        switch conclusion {
        case .answered(let answer, let time):
            certificate.answeredAt = time
            certificate.state = answer.status == .accepted ? .active : .rejected
            certificate.explanation = answer.status == .accepted ? nil : "the charge point answered Rejected"
        case .unanswered(.callError, let text, let time):
            certificate.answeredAt = time
            certificate.state = .rejected
            certificate.explanation = text
        case .unanswered(let outcome, let text, let time):
            certificate.explanation = text
            // What was never sent is no attempt.
            if outcome != .notConnected, outcome != .queueFull { certificate.attempts += 1 }
            if certificate.origin == .issued, certificate.attempts < Self.attempts {
                due = time.advanced(bySeconds: Self.retrySeconds)
            } else {
                certificate.state = .unanswered
            }
        }
        try ChargePointCertificateStore.save(certificate, dueAt: due, in: connection)
    }
}

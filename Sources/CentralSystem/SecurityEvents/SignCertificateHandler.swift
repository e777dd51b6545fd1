import OCPP16
import Persistence

/// Answers SignCertificate (security whitepaper, section 5.1) with Rejected, because there is no certificate authority to sign
/// with, and leaves a note among the charge point's security events.
struct SignCertificateHandler: CallHandler {
    let database: any Database

    func handle(_ request: SignCertificate, _ context: CallContext) async throws -> SignCertificateResponse {
        let event = SecurityEvent(
            id: 0, type: SecurityEventService.signCertificateRejected, timestamp: context.receivedAt,
            techInfo: "no certificate authority is set up; the request has \(request.csr.text.utf8.count) bytes",
            receivedAt: context.receivedAt)
        let key = context.chargePoint.key
        try await database.write { try SecurityEventStore.add(event, chargePointKey: key, in: $0) }
        return SignCertificateResponse(status: .rejected)
    }
}

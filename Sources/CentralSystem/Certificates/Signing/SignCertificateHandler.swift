import OCPP16
import OCPPJ
import Persistence
import X509

/// Answers SignCertificate (security whitepaper, section 5.17): a request that may be signed is kept together with the answer, and its
/// certificate follows in a CALL of its own (use cases A02 and A03). One that may not is refused, visibly.
struct SignCertificateHandler: CallHandler {
    let database: any Database
    /// Whether there is an authority to sign with.
    let hasAuthority: Bool
    let settings: CertificateSettings
    let serialNumber: RegisteredSerialNumber

    /// How long the sending waits for the way by which it is started at once, right after the answer.
    private static let patienceSeconds = 5
    /// Each signed certificate is a row that stays, because it can be used; no charge point needs so many.
    private static let requestsPerDay = 100
    /// No fewer, because they count.
    private static let refusedKept = requestsPerDay + 1

    func handle(_ request: SignCertificate, _ context: CallContext) async throws -> SignCertificateResponse {
        let read = Result { () throws(CertificateFault) in try CertificateRequest(pem: request.csr.text) }
        let accepted = try await database.write { try decide(request.csr.text, read, context, in: $0) }
        return SignCertificateResponse(status: accepted ? .accepted : .rejected)
    }

    private func decide(
        _ text: String, _ read: Result<CertificateRequest, CertificateFault>, _ context: CallContext,
        in connection: any SQLConnection
    ) throws -> Bool {
        let chargePoint = context.chargePoint
        let now = context.receivedAt
        if case .success(let request) = read,
            try ChargePointCertificateStore.pending(request: request.fingerprint, chargePointKey: chargePoint.key, in: connection)
        {
            return true
        }
        // A charge point gone mad must not fill the table; the one that is too many is the last to leave a trace.
        let requests = { seconds in
            try ChargePointCertificateStore.requests(
                since: now.advanced(bySeconds: -seconds), chargePointKey: chargePoint.key, in: connection)
        }
        let (recent, daily) = (try requests(60), try requests(86_400))
        guard recent <= settings.requestsPerMinute, daily <= Self.requestsPerDay else { return false }
        let isTooMany = recent == settings.requestsPerMinute || daily == Self.requestsPerDay
        if let reason = try objection(to: read, context, isTooMany, in: connection) {
            try refuse(reason, chargePoint, at: now, in: connection)
            return false
        }
        guard case .success(let request) = read else { return false }
        var certificate = ChargePointCertificate(chargePoint, .issued, .requested, at: now)
        certificate.request = PEMBlock.withLineFeeds(text)
        certificate.subject = request.subject.description
        certificate.key = request.key.text
        let id = try ChargePointCertificateStore.insert(
            certificate, requestFingerprint: request.fingerprint, dueAt: now.advanced(bySeconds: Self.patienceSeconds),
            in: connection)
        try CertificateRenewalStore.requested(certificate: id, chargePointKey: chargePoint.key, at: now, in: connection)
        return true
    }

    private func objection(
        to read: Result<CertificateRequest, CertificateFault>, _ context: CallContext, _ isTooMany: Bool,
        in connection: any SQLConnection
    ) throws -> String? {
        let chargePoint = context.chargePoint
        guard hasAuthority else { return "no certificate authority is set up" }
        // A certificate would make whoever comes first under this identity its owner for good.
        guard context.securityProfile > .none else {
            return "the charge point has not shown who it is (security profile 0); give it a password first"
        }
        guard try ChargePointService.isAccepted(key: chargePoint.key, in: connection) else {
            return "the charge point waits for acceptance"
        }
        guard !isTooMany else {
            return "more than \(settings.requestsPerMinute) requests in a minute or \(Self.requestsPerDay) in a day; further ones are refused without a trace"
        }
        switch read {
        case .failure(let fault): return fault.reason
        case .success(let request):
            let holder = CertificateHolder(
                chargePoint: chargePoint, serialNumber: try serialNumber(chargePoint.key, connection))
            return try request.objection(for: holder, settings) ?? revokedKey(of: request, chargePoint, in: connection)
        }
    }

    /// A key whose certificate was revoked may be in the wrong hands.
    private func revokedKey(
        of request: CertificateRequest, _ chargePoint: ChargePointReference, in connection: any SQLConnection
    ) throws -> String? {
        let revoked = try ChargePointCertificateStore.list(
            CertificateFilter(state: .revoked), chargePointKey: chargePoint.key, at: Timestamp(milliseconds: 0), before: nil,
            limit: 50, in: connection)
        let isKnown = revoked.contains { certificate in
            (try? DecodedCertificate.all(inPEM: certificate.chain ?? ""))?.first?.certificate.publicKey == request.publicKey
        }
        return isKnown ? "its key is that of a certificate that was revoked; a new key is needed" : nil
    }

    private func refuse(
        _ reason: String, _ chargePoint: ChargePointReference, at now: Timestamp, in connection: any SQLConnection
    ) throws {
        var certificate = ChargePointCertificate(chargePoint, .issued, .refused, at: now)
        certificate.explanation = reason
        let id = try ChargePointCertificateStore.insert(certificate, in: connection)
        try ChargePointCertificateStore.keepRefused(Self.refusedKept, chargePointKey: chargePoint.key, in: connection)
        try CertificateRenewalStore.requested(certificate: id, chargePointKey: chargePoint.key, at: now, in: connection)
        try SecurityEventService.note(
            SecurityEventService.signCertificateRejected, techInfo: String(reason.prefix(255)), chargePointKey: chargePoint.key,
            at: now, in: connection)
    }
}


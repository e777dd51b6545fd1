import CentralSystem
import OCPP16
import OCPPJ

extension CertificateOrigin: JSONEnumeration {}
extension CertificateState: JSONEnumeration {}
extension CertificateRenewalState: JSONEnumeration {}
extension KeyKind: JSONEnumeration {}

/// A certificate of a charge point as it stands now.
struct CertificateView: JSONObject, Sendable {
    var certificate: ChargePointCertificate
    var now: Timestamp

    static let representation = Representation<CertificateView>(
        "Certificate", "A certificate of a charge point, from its request to its end.",
        [
            Field("id", "The id of this record.", \.certificate.id),
            Field("chargePointId", "The charge point.", \.certificate.chargePoint.identity),
            Field("origin", originDescription, \.certificate.origin),
            Field("state", stateDescription, { $0.certificate.effectiveState(at: $0.now) }),
            Field("explanation", "Why it is in this state, in words.", \.certificate.explanation),
            Field("subject", "Whose it is; of a request, for whom it was asked.", \.certificate.subject),
            Field("issuer", "Who signed it.", \.certificate.issuer),
            Field("serialNumber", "Its serial number in hexadecimal.", \.certificate.serialNumber),
            Field("fingerprint", "SHA-256 of it in hexadecimal; `null` while there is none.", \.certificate.fingerprint),
            Field("key", "Its key, for example `RSA 2048` or `EC P-256`.", \.certificate.key),
            Field("notBefore", "From when it is valid.", \.certificate.notBefore),
            Field("notAfter", "Until when it is valid.", \.certificate.notAfter),
            Field("chain", "It and those of its issuers in PEM, its own first.", \.certificate.chain),
            Field("createdAt", "When it was requested, sent or first presented.", \.certificate.createdAt),
            Field("answeredAt", "When the charge point answered CertificateSigned.", \.certificate.answeredAt),
            Field("commandId", "The last CertificateSigned that brought it.", \.certificate.commandId),
            Field("attempts", "How often CertificateSigned was sent without an answer.", \.certificate.attempts),
            Field("firstUsedAt", "When the charge point first connected with it.", \.certificate.firstUsedAt),
            Field("lastUsedAt", "When it last did.", \.certificate.lastUsedAt),
            Field("revokedAt", "When it was revoked.", \.certificate.revokedAt),
        ])

    private static let originDescription = """
        `issued`: requested by the charge point and signed here. `supplied`: sent by an operator in a CertificateSigned of their own. \
        `presented`: the charge point connected with it, and its authority is trusted.
        """

    private static let stateDescription = """
        `requested`: to be signed. `signed`: CertificateSigned is on its way, and is sent again when it is not answered. `active`: the \
        charge point has it; older ones stay valid. `superseded`: a newer one is in use; still valid. `refused`: the request was turned \
        down. `rejected`: the charge point turned it down. `unanswered`: CertificateSigned was never answered. `revoked`: nobody is let in \
        with it. `expired`: its time is over.
        """
}

/// A renewal as it stands now.
struct CertificateRenewalView: JSONObject, Sendable {
    var renewal: CertificateRenewal
    var now: Timestamp

    static let representation = Representation<CertificateRenewalView>(
        "CertificateRenewal", "A charge point that was asked to ask for a new certificate, and what became of it.",
        [
            Field("id", "The id of the renewal.", \.renewal.id),
            Field("chargePointId", "The charge point.", \.renewal.chargePoint.identity),
            Field("state", stateDescription, { $0.renewal.effectiveState(at: $0.now) }),
            Field("explanation", "Why, in words.", \.renewal.effectiveExplanation),
            Field("requestedAt", "When ExtendedTriggerMessage was sent.", \.renewal.requestedAt),
            Field("requestedBy", "Who asked for it.", \.renewal.requestedBy),
            Field("answeredAt", "When it was answered.", \.renewal.answeredAt),
            Field("requestReceivedAt", "When the charge point's SignCertificate came.", \.renewal.requestReceivedAt),
            Field("commandId", "The record of ExtendedTriggerMessage.", \.renewal.commandId),
            Field("certificate", "The certificate that came of it; `null` while there is no request.", { view in
                view.renewal.certificate.map { CertificateView(certificate: $0, now: view.now) }
            }),
        ])

    private static let stateDescription = """
        `requested`: ExtendedTriggerMessage is on its way. `triggered`: the charge point will send SignCertificate. `requestReceived`: it \
        did. `signed`: CertificateSigned is on its way. `installed`: the charge point has the certificate. `inUse`: it connected with it. \
        `refused`: by the charge point or by this server, see `explanation`. `unanswered`: a message was not answered. `timedOut`: no \
        SignCertificate came within ten minutes.
        """
}

/// A certificate of an authority, or of this server.
struct AuthorityCertificateView: JSONObject, Sendable {
    var document: DecodedCertificate

    static let representation = Representation<AuthorityCertificateView>(
        "AuthorityCertificate", "A certificate in facts.",
        [
            Field("subject", "Whose it is.", \.document.subject),
            Field("issuer", "Who signed it.", \.document.issuer),
            Field("serialNumber", "Its serial number in hexadecimal.", \.document.serialNumber),
            Field("fingerprint", "SHA-256 of it in hexadecimal.", \.document.fingerprint),
            Field("key", "Its key, for example `RSA 3072` or `EC P-256`.", \.document.key?.text),
            Field("notBefore", "From when it is valid.", \.document.notBefore),
            Field("notAfter", "Until when it is valid.", \.document.notAfter),
            Field("certificate", "In PEM.", \.document.pem),
        ])
}

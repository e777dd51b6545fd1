package import OCPPJ

/// A certificate of a charge point, from its request to its end.
package struct ChargePointCertificate: Hashable, Sendable {
    package var id: Int64
    package var chargePoint: ChargePointReference
    package var origin: CertificateOrigin
    package var state: CertificateState
    /// Why it is in this state, for people.
    package var explanation: String?
    /// SHA-256 of the certificate in hexadecimal; nil while there is none.
    package var fingerprint: String?
    package var subject: String?
    package var issuer: String?
    package var serialNumber: String?
    /// `RSA 2048`, `EC P-256`.
    package var key: String?
    package var notBefore: Timestamp?
    package var notAfter: Timestamp?
    /// The certificate and those of its issuers in PEM, its own first.
    package var chain: String?
    /// The request in PEM; nil for a certificate that was not requested here.
    package var request: String?
    package var createdAt: Timestamp
    /// When the charge point answered CertificateSigned.
    package var answeredAt: Timestamp?
    /// The last CertificateSigned that brought it.
    package var commandId: Int64?
    /// How often CertificateSigned was sent without an answer.
    package var attempts: Int
    package var firstUsedAt: Timestamp?
    package var lastUsedAt: Timestamp?
    package var revokedAt: Timestamp?

    /// The state, told apart from one whose time is over.
    package func effectiveState(at now: Timestamp) -> CertificateState {
        guard let notAfter, notAfter < now, state == .active || state == .superseded else { return state }
        return .expired
    }
}

/// How a certificate came to be known.
package enum CertificateOrigin: String, CaseIterable, Sendable {
    /// Signed by the authority of this server.
    case issued
    /// Sent by an operator in a CertificateSigned of their own.
    case supplied
    /// Presented by the charge point.
    case presented
}

/// Where a certificate of a charge point stands.
package enum CertificateState: String, CaseIterable, Sendable {
    /// The request was accepted and is to be signed.
    case requested
    /// Signed; CertificateSigned has not been answered yet, and is sent again.
    case signed
    /// The charge point has it. Older ones stay valid.
    case active
    /// A newer one is in use; still valid.
    case superseded
    /// The request was turned down.
    case refused
    /// The charge point turned the certificate down.
    case rejected
    /// CertificateSigned was never answered.
    case unanswered
    case revoked
    /// Its time is over. Never stored: it follows from the time.
    case expired
}

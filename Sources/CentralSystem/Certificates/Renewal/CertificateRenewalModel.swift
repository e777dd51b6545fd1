package import OCPPJ

/// A request to a charge point to ask for a new certificate (ExtendedTriggerMessage with SignChargePointCertificate; use case A02), and
/// what became of it.
package struct CertificateRenewal: Hashable, Sendable {
    package var id: Int64
    package var chargePoint: ChargePointReference
    package var commandId: Int64
    package var requestedBy: String
    package var requestedAt: Timestamp
    /// As stored: up to the request of the charge point. What follows is the certificate's.
    package var state: CertificateRenewalState
    package var explanation: String?
    /// When the charge point answered.
    package var answeredAt: Timestamp?
    /// When its SignCertificate came.
    package var requestReceivedAt: Timestamp?
    package var certificate: ChargePointCertificate?

    /// How long a SignCertificate is waited for.
    package static let patienceSeconds = 600

    /// Where it stands, with what the certificate tells.
    package func effectiveState(at now: Timestamp) -> CertificateRenewalState {
        if let certificate {
            switch certificate.state {
            case .requested: return .requestReceived
            case .signed: return .signed
            case .refused, .rejected: return .refused
            case .unanswered: return .unanswered
            case .active, .superseded, .revoked, .expired: return certificate.firstUsedAt == nil ? .installed : .inUse
            }
        }
        let isLate = requestedAt.advanced(bySeconds: Self.patienceSeconds) < now
        return isLate && (state == .triggered || state == .requested) ? .timedOut : state
    }

    /// Why, for people.
    package var effectiveExplanation: String? { certificate?.explanation ?? explanation }
}

/// Where the renewal of a certificate stands.
package enum CertificateRenewalState: String, CaseIterable, Sendable {
    /// ExtendedTriggerMessage is on its way.
    case requested
    /// The charge point will send SignCertificate.
    case triggered
    case requestReceived
    /// CertificateSigned is on its way.
    case signed
    /// The charge point has accepted the certificate.
    case installed
    /// It has connected with it.
    case inUse
    /// The charge point refused to ask, the request was refused, or the certificate was.
    case refused
    /// ExtendedTriggerMessage or CertificateSigned was not answered.
    case unanswered
    /// No SignCertificate came.
    case timedOut
}

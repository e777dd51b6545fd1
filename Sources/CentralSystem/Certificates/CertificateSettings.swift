import OCPPJ

/// How certificates of charge points are made and checked.
package struct CertificateSettings: Hashable, Sendable {
    /// Whose name a certificate must bear.
    package var subject: CertificateSubjectRule
    /// The operator's name that a request must have as its organization (O); empty: not looked at.
    package var organization: String
    /// How long a charge point's certificate is valid; 1...3,650.
    package var chargePointDays: Int
    /// How long before its end a certificate counts as expiring and is renewed; 1...365.
    package var renewDays: Int
    /// How many requests of one charge point are taken a minute.
    package var requestsPerMinute: Int

    /// So long after its end a certificate is no longer warned of.
    static let expiredDays = 30

    /// Between which moments a certificate counts as expiring.
    func expiring(at now: Timestamp) -> (start: Timestamp, end: Timestamp) {
        (now.advanced(bySeconds: -Self.expiredDays * 86_400), now.advanced(bySeconds: renewDays * 86_400))
    }

    package init(
        subject: CertificateSubjectRule = .serialNumberOrIdentity, organization: String = "", chargePointDays: Int = 365,
        renewDays: Int = 30, requestsPerMinute: Int = 10
    ) {
        self.subject = subject
        self.organization = organization
        self.chargePointDays = chargePointDays
        self.renewDays = renewDays
        self.requestsPerMinute = requestsPerMinute
    }
}

/// Which name in a certificate makes it a charge point's own. The whitepaper has the serial number in the CN (A00.FR.511); many charge
/// points send their identity.
package enum CertificateSubjectRule: String, CaseIterable, Sendable {
    case serialNumberOrIdentity
    case serialNumber
    case identity
    /// Whatever name: a certificate of our own authority must still have been issued to this charge point.
    case any

    /// Why these names are not the charge point's; nil when one is.
    func objection(to names: [String], of holder: CertificateHolder) -> String? {
        let identity = holder.chargePoint.identity
        let wanted: [String]
        switch self {
        case .any: return nil
        case .identity: wanted = [identity]
        case .serialNumber: wanted = [holder.serialNumber].compactMap { $0 }
        case .serialNumberOrIdentity: wanted = [identity] + [holder.serialNumber].compactMap { $0 }
        }
        guard !wanted.isEmpty else { return "no serial number is registered for \(identity), so no name can be right" }
        if names.contains(where: wanted.contains) { return nil }
        let shown = names.isEmpty ? "nobody" : names.prefix(3).map { "\"\($0.prefix(64))\"" }.joined(separator: ", ")
        return "it is for \(shown), not for \(wanted.joined(separator: " or "))"
    }
}

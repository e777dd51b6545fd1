import CentralSystem

extension Setting {
    static let authorityCertificateEC = Setting(
        key: "ca.certificateEC", kind: .text(default: ""),
        meaning: "PEM file of an own certificate authority with an elliptic curve key: its certificate, then those above it. Without it one is made in the data directory.")
    static let authorityKeyEC = Setting(
        key: "ca.keyEC", kind: .text(default: ""), meaning: "PEM file of the key to `ca.certificateEC`.")
    static let authorityCertificateRSA = Setting(
        key: "ca.certificateRSA", kind: .text(default: ""),
        meaning: "PEM file of an own certificate authority with an RSA key: its certificate, then those above it. Without it one is made in the data directory.")
    static let authorityKeyRSA = Setting(
        key: "ca.keyRSA", kind: .text(default: ""), meaning: "PEM file of the key to `ca.certificateRSA`.")
    static let authorityYears = Setting(
        key: "ca.rootYears", kind: .integer(default: 20, range: 1...50),
        meaning: "How many years a root certificate is valid that is made here.")
    static let certificateSubject = Setting(
        key: "certificates.subject",
        kind: .choice(default: CertificateSubjectRule.serialNumberOrIdentity.rawValue, of: CertificateSubjectRule.allCases.map(\.rawValue)),
        meaning: "Which name makes a certificate a charge point's own: the serial number that is registered for it, or its identity. `any` takes every name in requests, and in certificates of trusted authorities.")
    static let certificateOrganization = Setting(
        key: "certificates.organization", kind: .text(default: ""),
        meaning: "The organization (O) that a charge point's request for a certificate must have: its `CpoName`. Empty: not looked at.")
    static let certificateDays = Setting(
        key: "certificates.chargePointDays", kind: .integer(default: 365, range: 1...3650),
        meaning: "How long a charge point's certificate is valid that is signed here.")
    static let certificateRenewDays = Setting(
        key: "certificates.renewDays", kind: .integer(default: 30, range: 1...365),
        meaning: "How long before its end a certificate is warned of, and renewed: the server's own always, a charge point's where automation is allowed.")
    static let certificateRequests = Setting(
        key: "certificates.requestsPerMinute", kind: .integer(default: 10, range: 1...1000),
        meaning: "How many requests for a certificate are taken from one charge point in a minute; further ones are refused.")

    /// The keys about certificates, in the order of the documentation.
    static let certificates: [Setting] = [
        authorityCertificateEC, authorityKeyEC, authorityCertificateRSA, authorityKeyRSA, authorityYears, certificateSubject,
        certificateOrganization, certificateDays, certificateRenewDays, certificateRequests,
    ]
}

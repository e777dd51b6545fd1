/// The keys of the security whitepaper (section 7).
extension ConfigurationKey {
    static let additionalRootCertificateCheck = ConfigurationKey(
        "AdditionalRootCertificateCheck", .readOnly, .boolean, "false")
    // The setting itself is kept with the credentials: what is not here cannot be told.
    static let authorizationKey = ConfigurationKey("AuthorizationKey", .writeOnly, .text(maximumLength: 40), "")
    static let certificateSignedMaxChainSize = ConfigurationKey(
        "CertificateSignedMaxChainSize", .readOnly, .integer(1...10_000), "10000")
    static let certificateStoreMaxLength = ConfigurationKey(
        "CertificateStoreMaxLength", .readOnly, .integer(1...1000), "10")
    // The longest organizationName of a certificate (RFC 5280, appendix A.1).
    static let cpoName = ConfigurationKey("CpoName", .writable, .text(maximumLength: 64), "")
    // Only changeSecurityProfile changes it.
    static let securityProfile = ConfigurationKey("SecurityProfile", .writable, .integer(0...3), "0")

    static let security: [ConfigurationKey] = [
        additionalRootCertificateCheck, authorizationKey, certificateSignedMaxChainSize, certificateStoreMaxLength, cpoName,
        securityProfile,
    ]

    /// Which of them a charge point has. A password was there before the whitepaper (OCPP-J 1.6, section 6.2).
    static func names(for security: ChargePointSecurity) -> Set<String> {
        if security.knowsExtension { return allNames }
        return security.password == nil ? [] : [authorizationKey.name]
    }

    static func isOfSecurity(_ key: ConfigurationKey) -> Bool { allNames.contains(key.name) }

    private static let allNames = Set(security.map(\.name))
}

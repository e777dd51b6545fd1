extension Setting {
    static let minimumSecurityProfile = Setting(
        key: "security.minimumProfile", kind: .integer(default: 0, range: 0...3),
        meaning: "The security profile below which no charge point is let in, whatever is registered for it: 0 none, 1 Basic authentication, 2 TLS and Basic authentication, 3 TLS with a client certificate. Above 0, charge points that nobody registered are refused.")

    /// The keys about how charge points show who they are, in the order of the documentation.
    static let securityProfiles: [Setting] = [minimumSecurityProfile]
}

/// How a charge point proves who it is, and how its connection is protected (security whitepaper, section 2.1). Higher is safer.
package enum SecurityProfile: Int, CaseIterable, Comparable, Sendable {
    /// Neither.
    case none = 0
    /// HTTP Basic authentication.
    case basic = 1
    /// TLS, and in it HTTP Basic authentication.
    case tlsWithBasic = 2
    /// TLS with a certificate of the charge point.
    case tlsWithClientCertificate = 3

    package static func < (left: SecurityProfile, right: SecurityProfile) -> Bool { left.rawValue < right.rawValue }

    /// The configuration key that holds a charge point's profile (security whitepaper, section 7.6).
    static let configurationKey = "SecurityProfile"

    /// Whether a configuration key is that one; case and blanks do not count.
    static func isConfigurationKey(_ key: String) -> Bool {
        key.lowercased().filter { !$0.isWhitespace } == configurationKey.lowercased()
    }

    /// Reads the value of the configuration key; nil when it is no profile.
    init?(configurationValue text: String) {
        guard let number = Int(text.filter { !$0.isWhitespace }) else { return nil }
        self.init(rawValue: number)
    }

    var demandsTLS: Bool { self >= .tlsWithBasic }
}

extension ChargePoint {
    /// The profile below which this charge point is refused: what is registered, or else what follows from its password. The
    /// server's own minimum comes on top.
    package var requiredSecurityProfile: SecurityProfile {
        .required(registered: securityProfile, hasPassword: hasPassword)
    }
}

extension SecurityProfile {
    static func required(registered: SecurityProfile?, hasPassword: Bool) -> SecurityProfile {
        // A password that exists is asked for: whoever set it did not mean it to be left out.
        max(registered ?? .none, hasPassword ? .basic : .none)
    }
}

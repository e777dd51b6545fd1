package import OCPP16

/// How secure a virtual charge point is at first, and how it behaves where the security whitepaper leaves a choice.
package struct ChargePointSecurity: Hashable, Sendable {
    /// A security profile (security whitepaper, section 2.1). Higher ones are more secure.
    package enum Profile: Int, Comparable, CaseIterable, Sendable {
        /// Neither password nor TLS.
        case unsecured = 0
        /// HTTP Basic authentication over an unsecured connection.
        case basic = 1
        /// TLS with HTTP Basic authentication.
        case tlsWithBasic = 2
        /// TLS with a certificate of the charge point.
        case tlsWithCertificate = 3

        package static func < (left: Profile, right: Profile) -> Bool { left.rawValue < right.rawValue }

        package var usesPassword: Bool { self == .basic || self == .tlsWithBasic }
        package var usesTLS: Bool { self >= .tlsWithBasic }
    }

    /// Whether it knows the messages and configuration keys of the security whitepaper. One that does not answers them with
    /// NotImplemented.
    package var knowsExtension: Bool
    package var profile: Profile
    /// The password for HTTP Basic authentication; nil for none.
    package var password: [UInt8]?
    /// Whether a password that came with AuthorizationKey is sent as its hexadecimal text, as some charge points do, and not
    /// as the bytes that it stands for.
    package var sendsPasswordAsHex = false
    /// The charge point's certificate and key; nil until it has asked for one.
    package var certificate: OwnCertificate?
    /// The kind of the keys that it makes.
    package var keyKind = KeyKind.ellipticCurve
    /// The serial number, which goes into BootNotification and into the subject of its certificates; nil for the identity.
    package var serialNumber: String?
    /// CpoName at first.
    package var cpoName = "Stationmaster"
    /// CentralSystemRootCertificates that are installed at first.
    package var centralSystemRoots: [InstalledCertificate] = []
    /// ManufacturerRootCertificates that are installed at first.
    package var manufacturerRoots: [InstalledCertificate] = []
    /// How it identifies installed certificates.
    package var hashAlgorithm = HashAlgorithmEnumType.sha256
    /// AdditionalRootCertificateCheck.
    package var checksAdditionalRoots = false
    /// Whether the host in the URL must be in the Central System's certificate.
    package var verifiesHostname = true
    /// Whether it knows where the Central System can be reached over TLS.
    package var knowsSecureURL = true
    /// What it does not do as it should.
    package var faults: Set<SecurityFault> = []

    package init(profile: Profile = .unsecured, password: [UInt8]? = nil, knowsExtension: Bool = false) {
        self.profile = profile
        self.password = password
        self.knowsExtension = knowsExtension
    }
}

extension ChargePointSecurity {
    /// The bytes that an AuthorizationKey stands for: 16 to 20, as hexadecimal digits (security whitepaper, section 7.2); nil
    /// for anything else.
    package static func bytes(ofAuthorizationKey text: String) -> [UInt8]? {
        Hexadecimal.bytes(of: text).flatMap { (16...20).contains($0.count) ? $0 : nil }
    }
}

/// What a virtual charge point does wrong on purpose, so that others can be tested.
package enum SecurityFault: String, CaseIterable, Sendable {
    /// It rejects every certificate that it is brought with CertificateSigned.
    case refusesCertificates = "refuses-certificates"
    /// It rejects every AuthorizationKey.
    case refusesPasswords = "refuses-passwords"
    /// It rejects every SecurityProfile.
    case refusesSecurityProfiles = "refuses-security-profiles"
    /// It takes a new AuthorizationKey, and goes on with the old one.
    case keepsOldPassword = "keeps-old-password"
    /// It answers every SignedUpdateFirmware as if the firmware's signature were wrong.
    case seesInvalidSignatures = "sees-invalid-signatures"
}

/// The kind of a charge point's keys.
package enum KeyKind: String, CaseIterable, Sendable {
    /// NIST P-256.
    case ellipticCurve = "ec"
    /// RSA with 2048 bits.
    case rsa
}

extension ChargePointSecurity {
    /// Its password, and those that AuthorizationKey will bring, are sent as the hexadecimal text of their bytes (field note 1.3).
    mutating func sendPasswordAsHex() {
        guard !sendsPasswordAsHex else { return }
        sendsPasswordAsHex = true
        password = password.map { Array(Hexadecimal.text(of: $0).utf8) }
    }
}

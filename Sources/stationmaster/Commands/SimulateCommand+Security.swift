import ArgumentParser
import ChargePointSimulator
import Foundation
import OCPP16

/// How secure the charge points of `simulate` are.
struct SimulatedSecurity: ParsableArguments {
    @Option(help: "The URL of the central system over TLS without the identity, for example wss://localhost:9443/ocpp; for security profiles 2 and 3.")
    var tlsURL: String?

    @Option(help: "The security profile at first, 0…3; with it the charge points know the messages of the security whitepaper and take signed firmware only.")
    var securityProfile: Int?

    @Option(help: "The password for HTTP Basic authentication; the identity is the user name. Others on this machine can see it: better use --password-file, or STATIONMASTER_SIMULATE_PASSWORD in the environment.")
    var password: String?

    @Option(help: "A file with the password.")
    var passwordFile: String?

    @Flag(help: "The password is given as an AuthorizationKey is: as the hexadecimal digits of its bytes.")
    var passwordIsHex = false

    @Flag(help: "Charge points send an AuthorizationKey as its hexadecimal digits, not as the bytes.")
    var sendsPasswordAsHex = false

    @Option(help: "A PEM file with the roots that the central system’s certificate must lead to: the CentralSystemRootCertificates that are installed at first.")
    var trustRoots: String?

    @Option(help: "A PEM file with the ManufacturerRootCertificates that are installed at first, for signed firmware.")
    var manufacturerRoots: String?

    @Option(help: "A PEM file with the charge point’s certificate and those of its issuers; {identity} in the name stands for the identity.")
    var clientCertificate: String?

    @Option(help: "A PEM file with the key of the certificate; {identity} as above.")
    var clientKey: String?

    @Option(help: "The kind of the keys that charge points make: ec or rsa.")
    var keyKind = "ec"

    @Option(help: "The serial number of a single charge point, which stands in its certificates; the identity unless it is given.")
    var serialNumber: String?

    @Option(help: "CpoName at first.")
    var cpoName = "Stationmaster"

    @Option(help: "How installed certificates are identified: SHA256, SHA384 or SHA512.")
    var hashAlgorithm = "SHA256"

    @Flag(help: "AdditionalRootCertificateCheck: a new root must be signed by the one that it replaces.")
    var additionalRootCheck = false

    @Flag(help: "Do not compare the host in the URL with the central system’s certificate.")
    var withoutHostnameCheck = false

    @Option(name: .customLong("security-fault"), help: "What charge points do wrong on purpose: refuses-certificates, refuses-passwords, refuses-security-profiles, keeps-old-password or sees-invalid-signatures; may be given several times.")
    var faults: [String] = []

    func validate() throws {
        guard securityProfile.map({ ChargePointSecurity.Profile(rawValue: $0) != nil }) ?? true else {
            throw ValidationError("Security profiles are 0, 1, 2 and 3.")
        }
        guard KeyKind(rawValue: keyKind) != nil else { throw ValidationError("The kind of keys is ec or rsa.") }
        guard HashAlgorithmEnumType(rawValue: hashAlgorithm) != nil else {
            throw ValidationError("The hash algorithm is SHA256, SHA384 or SHA512.")
        }
        for name in faults where SecurityFault(rawValue: name) == nil {
            throw ValidationError("There is no fault “\(name)”.")
        }
        guard (clientCertificate == nil) == (clientKey == nil) else {
            throw ValidationError("--client-certificate and --client-key go together.")
        }
    }
}

extension SimulatedSecurity {
    /// Puts everything into the settings of a simulation.
    ///
    /// - Throws: `ValidationError` for a file that cannot be read, or has not in it what it should.
    func apply(to settings: inout SimulationSettings) throws {
        if settings.url.hasPrefix("wss://"), tlsURL == nil {
            settings.secureURL = settings.url
            settings.url = ""
        } else {
            settings.secureURL = tlsURL
        }
        settings.trustedCertificates = settings.trustedCertificates ?? trustRoots
        guard serialNumber == nil || settings.count == 1 else {
            throw ValidationError("--serial-number is for a single charge point.")
        }
        settings.security = try security(hasSecureURL: settings.secureURL != nil)
        guard let clientCertificate, let clientKey else { return }
        for identity in settings.identities {
            var security = settings.security
            security.certificate = try reading(clientCertificate) {
                try OwnCertificate(
                    chain: text(of: Self.path(clientCertificate, identity)), key: text(of: Self.path(clientKey, identity)))
            }
            settings.securityByIdentity[identity] = security
        }
    }

    private func security(hasSecureURL: Bool) throws -> ChargePointSecurity {
        let password = try givenPassword()
        let likely: ChargePointSecurity.Profile =
            if hasSecureURL { clientCertificate == nil ? .tlsWithBasic : .tlsWithCertificate } else {
                password == nil ? .unsecured : .basic
            }
        var security = ChargePointSecurity(
            profile: securityProfile.flatMap(ChargePointSecurity.Profile.init) ?? likely, password: password,
            knowsExtension: securityProfile != nil || hasSecureURL)
        security.sendsPasswordAsHex = sendsPasswordAsHex
        security.keyKind = KeyKind(rawValue: keyKind) ?? .ellipticCurve
        security.serialNumber = serialNumber
        security.cpoName = cpoName
        security.hashAlgorithm = HashAlgorithmEnumType(rawValue: hashAlgorithm) ?? .sha256
        security.checksAdditionalRoots = additionalRootCheck
        security.verifiesHostname = !withoutHostnameCheck
        security.faults = Set(faults.compactMap(SecurityFault.init))
        if let trustRoots { security.centralSystemRoots = try certificates(in: trustRoots) }
        if let manufacturerRoots { security.manufacturerRoots = try certificates(in: manufacturerRoots) }
        return security
    }

    /// The password as it is sent; nil without any.
    private func givenPassword() throws -> [UInt8]? {
        var given = password ?? ProcessInfo.processInfo.environment["STATIONMASTER_SIMULATE_PASSWORD"]
        if let passwordFile { given = try text(of: passwordFile).trimmingCharacters(in: .newlines) }
        guard let given, !given.isEmpty else { return nil }
        guard passwordIsHex else { return Array(given.utf8) }
        guard let bytes = ChargePointSecurity.bytes(ofAuthorizationKey: given) else {
            throw ValidationError("The password is not the hexadecimal digits of 16 to 20 bytes.")
        }
        return sendsPasswordAsHex ? Array(given.utf8) : bytes
    }

    private func certificates(in path: String) throws -> [InstalledCertificate] {
        try reading(path) { try InstalledCertificate.all(inPEM: text(of: path)) }
    }

    private func text(of path: String) throws -> String {
        try reading(path) { try String(contentsOfFile: path, encoding: .utf8) }
    }

    private func reading<Value>(_ path: String, _ body: () throws -> Value) throws -> Value {
        do {
            return try body()
        } catch let error as ValidationError {
            throw error
        } catch {
            throw ValidationError("\(path): \(error)")
        }
    }

    private static func path(_ pattern: String, _ identity: String) -> String {
        pattern.replacingOccurrences(of: "{identity}", with: identity)
    }
}

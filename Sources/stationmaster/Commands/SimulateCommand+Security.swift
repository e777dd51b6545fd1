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
    /// Whether anything but the URL is given.
    var isGiven: Bool {
        let texts = [password, passwordFile, trustRoots, manufacturerRoots, clientCertificate, clientKey, serialNumber]
        return texts.contains { $0 != nil } || securityProfile != nil || passwordIsHex || sendsPasswordAsHex
            || additionalRootCheck || withoutHostnameCheck || !faults.isEmpty
    }

    /// Puts everything into a scenario with one fleet.
    ///
    /// - Throws: `ScenarioError` for a file that cannot be read, or has not in it what it should.
    func apply(to scenario: inout Scenario) throws {
        scenario.trustedCertificates = scenario.trustedCertificates ?? trustRoots
        let description = description
        for index in scenario.fleets.indices {
            try description.apply(to: &scenario.fleets[index], path: "security", hasSecureURL: scenario.secureURL != nil)
        }
    }

    private var description: SecurityDescription {
        var description = SecurityDescription()
        description.profile = securityProfile.flatMap(ChargePointSecurity.Profile.init)
        description.password = password ?? ProcessInfo.processInfo.environment["STATIONMASTER_SIMULATE_PASSWORD"]
        description.passwordFile = passwordFile
        description.passwordIsHex = passwordIsHex
        description.sendsPasswordAsHex = sendsPasswordAsHex
        description.trustRoots = trustRoots
        description.manufacturerRoots = manufacturerRoots
        description.clientCertificate = clientCertificate
        description.clientKey = clientKey
        description.keyKind = KeyKind(rawValue: keyKind) ?? .ellipticCurve
        description.serialNumber = serialNumber
        description.cpoName = cpoName
        description.hashAlgorithm = HashAlgorithmEnumType(rawValue: hashAlgorithm) ?? .sha256
        description.checksAdditionalRoots = additionalRootCheck
        description.verifiesHostname = !withoutHostnameCheck
        description.faults = Set(faults.compactMap(SecurityFault.init))
        return description
    }
}

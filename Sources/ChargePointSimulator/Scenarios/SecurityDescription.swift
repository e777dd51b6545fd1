import Foundation
package import OCPP16

/// How secure the charge points of a fleet are at first, as people describe it: passwords and certificates stand in files.
package struct SecurityDescription: Sendable {
    /// The security profile; nil for the one that what is given suggests.
    package var profile: ChargePointSecurity.Profile?
    package var password: String?
    /// A file with the password, in place of the password.
    package var passwordFile: String?
    /// Whether the password is given as an AuthorizationKey is: as the hexadecimal digits of its bytes.
    package var passwordIsHex = false
    package var sendsPasswordAsHex = false
    /// A PEM file with the roots that the Central System's certificate must lead to.
    package var trustRoots: String?
    /// A PEM file with the ManufacturerRootCertificates that are installed at first.
    package var manufacturerRoots: String?
    /// PEM files with the charge point's certificate chain and its key; `{identity}` in the names stands for the identity.
    package var clientCertificate: String?
    package var clientKey: String?
    package var keyKind = KeyKind.ellipticCurve
    /// The serial number of a single charge point; nil for the identity.
    package var serialNumber: String?
    package var cpoName = "Stationmaster"
    package var hashAlgorithm = HashAlgorithmEnumType.sha256
    package var checksAdditionalRoots = false
    package var verifiesHostname = true
    package var faults: Set<SecurityFault> = []
    /// What relative paths are relative to; nil for the working directory.
    package var folder: String?

    package init() {}

    static func path(_ path: String, in folder: String?) -> String {
        guard let folder, !folder.isEmpty, !path.hasPrefix("/") else { return path }
        return folder + "/" + path
    }
}

extension SecurityDescription {
    /// Gives it to a fleet.
    ///
    /// - Parameters:
    ///   - path: where it stands, for errors.
    ///   - hasSecureURL: whether there is a URL for TLS.
    /// - Throws: `ScenarioError` for a file that cannot be read, or has not in it what it should.
    package func apply(to fleet: inout Fleet, path: String, hasSecureURL: Bool) throws(ScenarioError) {
        guard serialNumber == nil || fleet.identities.count == 1 else {
            throw ScenarioError(path + ".serialNumber", "is for a single charge point")
        }
        guard (clientCertificate == nil) == (clientKey == nil) else {
            throw ScenarioError(path, "has one of clientCertificate and clientKey; allowed: both or none")
        }
        fleet.security = try security(path, hasSecureURL: hasSecureURL)
        guard let clientCertificate, let clientKey else { return }
        for identity in fleet.identities {
            var security = fleet.security
            let chain = try text(of: Self.name(clientCertificate, identity), path + ".clientCertificate")
            let key = try text(of: Self.name(clientKey, identity), path + ".clientKey")
            do {
                security.certificate = try OwnCertificate(chain: chain, key: key)
            } catch {
                throw ScenarioError(path + ".clientCertificate", "\(Self.name(clientCertificate, identity)): \(error)")
            }
            fleet.securityByIdentity[identity] = security
        }
    }

    private func security(_ path: String, hasSecureURL: Bool) throws(ScenarioError) -> ChargePointSecurity {
        let password = try givenPassword(path)
        let likely: ChargePointSecurity.Profile =
            if hasSecureURL { clientCertificate == nil ? .tlsWithBasic : .tlsWithCertificate } else {
                password == nil ? .unsecured : .basic
            }
        var security = ChargePointSecurity(
            profile: profile ?? likely, password: password, knowsExtension: profile != nil || hasSecureURL)
        security.sendsPasswordAsHex = sendsPasswordAsHex
        security.keyKind = keyKind
        security.serialNumber = serialNumber
        security.cpoName = cpoName
        security.hashAlgorithm = hashAlgorithm
        security.checksAdditionalRoots = checksAdditionalRoots
        security.verifiesHostname = verifiesHostname
        security.faults = faults
        if let trustRoots { security.centralSystemRoots = try certificates(in: trustRoots, "centralSystem.trustRoots") }
        if let manufacturerRoots {
            security.manufacturerRoots = try certificates(in: manufacturerRoots, path + ".manufacturerRoots")
        }
        return security
    }

    /// The password as it is sent; nil without any.
    private func givenPassword(_ path: String) throws(ScenarioError) -> [UInt8]? {
        var given = password
        if let passwordFile { given = try text(of: passwordFile, path + ".passwordFile").trimmingCharacters(in: .newlines) }
        guard let given, !given.isEmpty else { return nil }
        guard passwordIsHex else { return Array(given.utf8) }
        guard let bytes = ChargePointSecurity.bytes(ofAuthorizationKey: given) else {
            throw ScenarioError(path + ".password", "is not the hexadecimal digits of 16 to 20 bytes")
        }
        return sendsPasswordAsHex ? Array(given.utf8) : bytes
    }

    private func certificates(in name: String, _ member: String) throws(ScenarioError) -> [InstalledCertificate] {
        let text = try text(of: name, member)
        do {
            return try InstalledCertificate.all(inPEM: text)
        } catch {
            throw ScenarioError(member, "\(name): \(error)")
        }
    }

    private func text(of name: String, _ member: String) throws(ScenarioError) -> String {
        do {
            return try String(contentsOfFile: Self.path(name, in: folder), encoding: .utf8)
        } catch {
            throw ScenarioError(member, "is \"\(name)\", a file that cannot be read: \(error.localizedDescription)")
        }
    }

    private static func name(_ pattern: String, _ identity: String) -> String {
        pattern.replacing("{identity}", with: identity)
    }
}

extension SecurityDescription {
    private static let members = [
        "profile", "password", "passwordFile", "passwordIsHex", "manufacturerRoots", "clientCertificate", "clientKey", "keyKind",
        "serialNumber", "cpoName", "hashAlgorithm", "additionalRootCheck", "hostnameCheck", "faults",
    ]

    init(_ node: ScenarioNode) throws(ScenarioError) {
        let members = try node.members(Self.members)
        self.init()
        if let node = members["profile"] { profile = ChargePointSecurity.Profile(rawValue: try node.integer(0...3)) }
        password = try members["password"]?.text()
        passwordFile = try members["passwordFile"]?.text()
        if let node = members["passwordIsHex"] { passwordIsHex = try node.flag() }
        manufacturerRoots = try members["manufacturerRoots"]?.text()
        clientCertificate = try members["clientCertificate"]?.text()
        clientKey = try members["clientKey"]?.text()
        if let node = members["keyKind"] { keyKind = try node.choice(KeyKind.self) }
        serialNumber = try members["serialNumber"]?.text()
        if let node = members["cpoName"] { cpoName = try node.text() }
        if let node = members["hashAlgorithm"] { hashAlgorithm = try node.choice(HashAlgorithmEnumType.self) }
        if let node = members["additionalRootCheck"] { checksAdditionalRoots = try node.flag() }
        if let node = members["hostnameCheck"] { verifiesHostname = try node.flag() }
        for node in members["faults"]?.elements ?? [] { faults.insert(try node.choice(SecurityFault.self)) }
    }
}

import CentralSystem
import ChargePointSimulator
import OCPPJ

/// How two of the simulated charge points come with TLS: one stays with its password, the other one is given a certificate over OCPP.
struct DemonstrationSecurity: Sendable {
    /// Stays on security profile 2.
    static let withPassword = "DEMO-0004"
    /// Begins on security profile 2; the operator takes it to profile 3.
    static let certified = "DEMO-0005"

    /// The endpoint with TLS as it is reached on this machine.
    private let url: String
    private let roots: [ChargePointSimulator.InstalledCertificate]
    /// What requests for certificates must have as their organization; empty for anything.
    private let organization: String

    /// Nil without an endpoint with TLS, and where the roots are not known that its certificates lead to: those of an operator's
    /// own files may be of any authority.
    init?(_ configuration: ServerConfiguration, _ addresses: Addresses, _ authority: CertificateAuthority) throws {
        let files = configuration.serverCertificates
        guard let url = addresses.localTLSURL, files.certificateEC.isEmpty, files.certificateRSA.isEmpty else { return nil }
        // Charge points install roots; the last of an operator's own authority may be an intermediate.
        let tops = [authority.chain(.ellipticCurve), authority.chain(.rsa)].compactMap(\.last)
        guard tops.allSatisfy({ $0.subject == $0.issuer }) else { return nil }
        self.url = url
        roots = try tops.map { try .init(pem: $0.pem) }
        organization = configuration.centralSystem.certificates.organization
    }

    /// Gives the two what they need, at both ends. Simulated charge points forget everything when the program ends, so they get new
    /// passwords every time; without TLS they are charge points like the others.
    static func register(
        _ security: DemonstrationSecurity?, for scenario: inout Scenario, at chargePoints: ChargePointService
    ) async throws {
        scenario.secureURL = security?.url
        for identity in [withPassword, certified] {
            // The serial number is what simulated charge points without one of their own ask for certificates with.
            let changed = try await chargePoints.update(
                identity,
                ChargePointChanges(
                    password: security == nil ? .remove : .generate,
                    security: SecurityRegistration(
                        profile: security == nil ? .some(nil) : .tlsWithBasic, serialNumber: identity)))
            guard let security, let password = changed.generatedPassword else { continue }
            scenario.fleets[0].securityByIdentity[identity] = security.chargePoint(password: password)
        }
    }

    /// - Parameter password: as it is set in AuthorizationKey.
    private func chargePoint(password: String) -> ChargePointSecurity {
        var security = ChargePointSecurity(
            profile: .tlsWithBasic, password: ChargePointSecurity.bytes(ofAuthorizationKey: password), knowsExtension: true)
        security.centralSystemRoots = roots
        // The certificate is for the name that others reach the server by.
        security.verifiesHostname = false
        if !organization.isEmpty { security.cpoName = organization }
        return security
    }
}

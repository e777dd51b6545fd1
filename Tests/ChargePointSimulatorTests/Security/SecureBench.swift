import OCPP16
import OCPPJ

@testable import ChargePointSimulator

let factoryPassword = Array("factory password".utf8)

/// A booted charge point that knows the security whitepaper, with a root of the authority installed.
func secureBench(
    _ profile: ChargePointSecurity.Profile = .basic, authority: TestAuthority? = nil,
    change: (inout ChargePointSecurity) throws -> Void = { _ in }
) throws -> Bench {
    var security = ChargePointSecurity(profile: profile, password: factoryPassword, knowsExtension: true)
    if let authority {
        security.centralSystemRoots = [authority.root]
        if profile == .tlsWithCertificate { security.certificate = try authority.own() }
    }
    try change(&security)
    var bench = try idleBench { $0.security = security }
    bench.forget()
    return bench
}

extension Bench {
    mutating func configure(_ key: String, _ value: String) throws -> ConfigurationStatus {
        try command(ChangeConfiguration(key: CiString(key), value: CiString(value))).status
    }

    /// What GetConfiguration says about a key.
    mutating func configured(_ key: String) throws -> KeyValue? {
        try command(GetConfiguration(key: [CiString(key)])).configurationKey?.first
    }

    /// The security log.
    var logged: [String] { behaviour.security.log.entries.map(\.event) }

    mutating func install(
        _ certificate: InstalledCertificate, _ type: CertificateUseEnumType = .centralSystemRootCertificate
    ) throws -> CertificateStatusEnumType {
        try command(InstallCertificate(certificateType: type, certificate: BoundedString(certificate.pem))).status
    }

    mutating func installed(
        _ type: CertificateUseEnumType = .centralSystemRootCertificate
    ) throws -> [CertificateHashDataType] {
        let answer = try command(GetInstalledCertificateIds(certificateType: type))
        return answer.status == .accepted ? answer.certificateHashData ?? [] : []
    }
}

extension OutgoingMessage {
    var event: SecurityEventNotification? { if case .securityEvent(let message) = self { message } else { nil } }
    var signCertificate: SignCertificate? { if case .signCertificate(let message, _) = self { message } else { nil } }
    var logStatus: LogStatusNotification? { if case .logStatus(let message) = self { message } else { nil } }
    var signedFirmware: SignedFirmwareStatusNotification? {
        if case .signedFirmwareStatus(let message) = self { message } else { nil }
    }
}

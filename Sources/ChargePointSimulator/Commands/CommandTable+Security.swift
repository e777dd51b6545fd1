import OCPP16
import OCPPJ

/// The messages of the security whitepaper. They belong to no feature profile: a charge point knows all or none.
extension CommandTable {
    static let security: [OCPPAction: Command] = Dictionary(uniqueKeysWithValues: [
        command(.core, CertificateSigned.self) { $0.certificateSigned($1, at: $2) },
        command(.core, DeleteCertificate.self) { try $0.deleteCertificate($1, at: $2) },
        command(.core, ExtendedTriggerMessage.self) { $0.trigger($1, at: $2) },
        command(.core, GetInstalledCertificateIds.self) { behaviour, request, _ in
            try behaviour.getInstalledCertificateIds(request)
        },
        command(.core, GetLog.self) { $0.getLog($1, at: $2) },
        command(.core, InstallCertificate.self) { $0.installCertificate($1, at: $2) },
        command(.core, SignedUpdateFirmware.self) { $0.updateFirmware($1, at: $2) },
    ])
}

extension CertificationCase {
    /// The cases of Security, in the order of the certification.
    static let securityCases: [CertificationCase] = [
        updatePassword, renewCertificate, installManufacturerRoot, installCentralSystemRoot, deleteCertificate,
        invalidChargePointCertificate, invalidCentralSystemCertificate, getSecurityLog, secureFirmwareUpdate,
        secureFirmwareUpdateInvalidSignature, upgradeSecurityProfile, basicAuthentication, serverCertificate,
        clientCertificate, subprotocolNegotiation,
    ]
}

public import OCPPJ

/// Installs a root certificate.
///
/// Sent by the Central System (Security whitepaper, section 5.11).
public struct InstallCertificate: OCPPRequest {
    public typealias Response = InstallCertificateResponse
    public static let action: OCPPAction = "InstallCertificate"

    /// What the certificate is used for.
    public var certificateType: CertificateUseEnumType
    /// The certificate, X.509 in PEM.
    public var certificate: BoundedString<5500>

    public init(certificateType: CertificateUseEnumType, certificate: BoundedString<5500>) {
        self.certificateType = certificateType
        self.certificate = certificate
    }
}

/// Whether the certificate is installed (Security whitepaper, section 5.12).
public struct InstallCertificateResponse: Codable, Hashable, Sendable {
    /// The outcome.
    public var status: CertificateStatusEnumType

    public init(status: CertificateStatusEnumType) {
        self.status = status
    }
}

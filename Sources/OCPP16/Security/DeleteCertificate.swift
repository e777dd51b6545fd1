public import OCPPJ

/// Asks the charge point to delete an installed certificate.
///
/// Sent by the Central System (Security whitepaper, section 5.3).
public struct DeleteCertificate: OCPPRequest {
    public typealias Response = DeleteCertificateResponse
    public static let action: OCPPAction = "DeleteCertificate"

    /// The certificate, as GetInstalledCertificateIds listed it.
    public var certificateHashData: CertificateHashDataType

    public init(certificateHashData: CertificateHashDataType) {
        self.certificateHashData = certificateHashData
    }
}

/// Whether the certificate is deleted (Security whitepaper, section 5.4).
public struct DeleteCertificateResponse: Codable, Hashable, Sendable {
    /// The outcome.
    public var status: DeleteCertificateStatusEnumType

    public init(status: DeleteCertificateStatusEnumType) {
        self.status = status
    }
}

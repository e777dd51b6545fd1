public import OCPPJ

/// Brings the charge point the certificate that it asked for.
///
/// Sent by the Central System (Security whitepaper, section 5.1).
public struct CertificateSigned: OCPPRequest {
    public typealias Response = CertificateSignedResponse
    public static let action: OCPPAction = "CertificateSigned"

    /// The signed certificate and those of its issuers, X.509 in PEM, leaf first.
    public var certificateChain: BoundedString<10000>

    public init(certificateChain: BoundedString<10000>) {
        self.certificateChain = certificateChain
    }
}

/// Whether the certificate is taken (Security whitepaper, section 5.2).
public struct CertificateSignedResponse: Codable, Hashable, Sendable {
    /// Whether the certificate is valid.
    public var status: CertificateSignedStatusEnumType

    public init(status: CertificateSignedStatusEnumType) {
        self.status = status
    }
}

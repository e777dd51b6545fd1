public import OCPPJ

/// Asks for a certificate to be signed.
///
/// Sent by the charge point (Security whitepaper, section 5.17).
public struct SignCertificate: OCPPRequest {
    public typealias Response = SignCertificateResponse
    public static let action: OCPPAction = "SignCertificate"

    /// The certificate signing request (RFC 2986) in PEM.
    public var csr: BoundedString<5500>

    public init(csr: BoundedString<5500>) {
        self.csr = csr
    }
}

/// Whether the request will be forwarded; the certificate comes with CertificateSigned (Security whitepaper,
/// section 5.18).
public struct SignCertificateResponse: Codable, Hashable, Sendable {
    /// Whether the request is accepted.
    public var status: GenericStatusEnumType

    public init(status: GenericStatusEnumType) {
        self.status = status
    }
}

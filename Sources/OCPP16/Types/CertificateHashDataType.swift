/// Identifies an installed certificate (Security whitepaper, section 6.1).
public struct CertificateHashDataType: Codable, Hashable, Sendable {
    /// The algorithm of the hashes.
    public var hashAlgorithm: HashAlgorithmEnumType
    /// The hash of the issuer's name.
    public var issuerNameHash: BoundedString<128>
    /// The hash of the issuer's public key.
    public var issuerKeyHash: BoundedString<128>
    /// The serial number of the certificate.
    public var serialNumber: BoundedString<40>

    public init(
        hashAlgorithm: HashAlgorithmEnumType,
        issuerNameHash: BoundedString<128>,
        issuerKeyHash: BoundedString<128>,
        serialNumber: BoundedString<40>
    ) {
        self.hashAlgorithm = hashAlgorithm
        self.issuerNameHash = issuerNameHash
        self.issuerKeyHash = issuerKeyHash
        self.serialNumber = serialNumber
    }
}

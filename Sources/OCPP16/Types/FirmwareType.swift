/// A firmware to be installed (Security whitepaper, section 6.7).
public struct FirmwareType: Codable, Hashable, Sendable {
    /// The URI of the firmware.
    public var location: BoundedString<512>
    /// When to retrieve it.
    public var retrieveDateTime: DateTime
    /// When to install it; as soon as possible when absent.
    public var installDateTime: DateTime?
    /// The certificate that the firmware was signed with, X.509 in PEM.
    public var signingCertificate: BoundedString<5500>
    /// The signature of the firmware in Base64.
    public var signature: BoundedString<800>

    public init(
        location: BoundedString<512>,
        retrieveDateTime: DateTime,
        installDateTime: DateTime? = nil,
        signingCertificate: BoundedString<5500>,
        signature: BoundedString<800>
    ) {
        self.location = location
        self.retrieveDateTime = retrieveDateTime
        self.installDateTime = installDateTime
        self.signingCertificate = signingCertificate
        self.signature = signature
    }
}

package import OCPPJ

/// What is known of the root certificates in a charge point.
package struct InstalledCertificateReport: Hashable, Sendable {
    package var certificates: [InstalledCertificate]
    /// When the charge point listed its certificates of that type last.
    package var centralSystemRootsReadAt: Timestamp?
    package var manufacturerRootsReadAt: Timestamp?
}

/// The answer to GetInstalledCertificateIds (Security whitepaper, section 6.9).
public enum GetInstalledCertificateStatusEnumType: String, Enumeration {
    /// The certificates are listed.
    case accepted = "Accepted"
    /// There is no certificate of that type.
    case notFound = "NotFound"
}

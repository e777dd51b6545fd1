/// The answer to DeleteCertificate (Security whitepaper, section 6.5).
public enum DeleteCertificateStatusEnumType: String, Enumeration {
    /// The certificate has been deleted.
    case accepted = "Accepted"
    /// The certificate could not be deleted.
    case failed = "Failed"
    /// There is no such certificate.
    case notFound = "NotFound"
}

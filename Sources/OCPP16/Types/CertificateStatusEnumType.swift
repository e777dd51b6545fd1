/// The answer to InstallCertificate (Security whitepaper, section 6.3).
public enum CertificateStatusEnumType: String, Enumeration {
    /// The certificate has been installed.
    case accepted = "Accepted"
    /// The certificate is valid, but could not be installed.
    case failed = "Failed"
    /// The certificate is invalid, or there are too many already.
    case rejected = "Rejected"
}

/// The answer to CertificateSigned (Security whitepaper, section 6.2).
public enum CertificateSignedStatusEnumType: String, Enumeration {
    /// The certificate is valid.
    case accepted = "Accepted"
    /// The certificate is invalid.
    case rejected = "Rejected"
}

/// The answer to SignCertificate (Security whitepaper, section 6.8).
public enum GenericStatusEnumType: String, Enumeration {
    /// The request will be executed.
    case accepted = "Accepted"
    /// The request will not be executed.
    case rejected = "Rejected"
}

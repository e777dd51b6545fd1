/// The algorithm of the hashes that identify a certificate (Security whitepaper, section 6.10).
public enum HashAlgorithmEnumType: String, Enumeration {
    /// SHA-256.
    case sha256 = "SHA256"
    /// SHA-384.
    case sha384 = "SHA384"
    /// SHA-512.
    case sha512 = "SHA512"
}

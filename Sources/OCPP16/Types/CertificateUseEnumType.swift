/// What a root certificate is used for (Security whitepaper, section 6.4).
public enum CertificateUseEnumType: String, Enumeration {
    /// It signs the certificates of Central System and charge points.
    case centralSystemRootCertificate = "CentralSystemRootCertificate"
    /// It verifies firmware signing certificates.
    case manufacturerRootCertificate = "ManufacturerRootCertificate"
}

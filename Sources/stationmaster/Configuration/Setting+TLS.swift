extension Setting {
    static let tlsServerName = Setting(
        key: "tls.serverName", kind: .text(default: ""),
        meaning: "The fully qualified name that charge points connect to; it becomes the common name (CN) of the server's certificates. When absent: the host of `ocpp.publicURL` or `ocpp.host`, else the machine's name.")
    static let tlsAlternativeNames = Setting(
        key: "tls.alternativeNames", kind: .text(default: ""),
        meaning: "Further names and addresses for the server's certificates, separated by commas.")
    static let tlsCertificateEC = Setting(
        key: "tls.certificateEC", kind: .text(default: ""),
        meaning: "PEM file of the server's own certificate with an elliptic curve key, and those of its issuers. Without it the certificate authority makes one. The file is read again when it changes.")
    static let tlsKeyEC = Setting(
        key: "tls.keyEC", kind: .text(default: ""), meaning: "PEM file of the key to `tls.certificateEC`.")
    static let tlsCertificateRSA = Setting(
        key: "tls.certificateRSA", kind: .text(default: ""),
        meaning: "PEM file of the server's own certificate with an RSA key, and those of its issuers. Without it the certificate authority makes one. The file is read again when it changes.")
    static let tlsKeyRSA = Setting(
        key: "tls.keyRSA", kind: .text(default: ""), meaning: "PEM file of the key to `tls.certificateRSA`.")

    /// The keys about TLS for charge points, in the order of the documentation.
    static let tls: [Setting] = [
        tlsServerName, tlsAlternativeNames, tlsCertificateEC, tlsKeyEC, tlsCertificateRSA, tlsKeyRSA,
    ]
}

import OCPPTransport

extension Setting {
    static let tlsEnabled = Setting(
        key: "tls.enabled", kind: .boolean(default: true),
        meaning: "Whether charge points can connect with TLS (`wss://`), on a port of its own.")
    static let tlsHost = Setting(
        key: "tls.host", kind: .text(default: "0.0.0.0"), meaning: "The address that charge points connect to with TLS.")
    static let tlsPort = Setting(
        key: "tls.port", kind: .integer(default: 9443, range: 0...65535),
        meaning: "The port that charge points connect to with TLS; 0 takes a free one.")
    static let tlsPublicURL = Setting(
        key: "tls.publicURL", kind: .text(default: ""),
        meaning: "The URL that charge points are given for TLS, without the identity, when it differs from host and port: `wss://csms.example.com/ocpp`.")
    static let tlsServerName = Setting(
        key: "tls.serverName", kind: .text(default: ""),
        meaning: "The fully qualified name that charge points connect to; it becomes the common name (CN) of the server's certificates. When absent: the host of `tls.publicURL`, of `ocpp.publicURL` or `tls.host`, else the machine's name.")
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
        tlsEnabled, tlsHost, tlsPort, tlsPublicURL, tlsServerName, tlsAlternativeNames, tlsCertificateEC, tlsKeyEC, tlsCertificateRSA,
        tlsKeyRSA,
    ]
}

extension OCPPListenerConfiguration.TLSPort {
    /// Nil when TLS is switched off.
    ///
    /// - Throws: `SettingError`.
    init?(_ reader: SettingReader) throws {
        guard try reader.boolean(.tlsEnabled) else { return nil }
        self.init(host: reader.text(.tlsHost), port: try reader.integer(.tlsPort))
    }
}

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
    static let tlsCertificateEC = Setting(
        key: "tls.certificateEC", kind: .text(default: ""),
        meaning: "A PEM file with the server's certificate chain for an elliptic curve key. Together with `tls.keyEC`.")
    static let tlsKeyEC = Setting(
        key: "tls.keyEC", kind: .text(default: ""), meaning: "A PEM file with the private key of that certificate.")
    static let tlsCertificateRSA = Setting(
        key: "tls.certificateRSA", kind: .text(default: ""),
        meaning: "A PEM file with the server's certificate chain for an RSA key. Together with `tls.keyRSA`.")
    static let tlsKeyRSA = Setting(
        key: "tls.keyRSA", kind: .text(default: ""), meaning: "A PEM file with the private key of that certificate.")

    /// The keys about TLS for charge points, in the order of the documentation.
    static let tls: [Setting] = [
        tlsEnabled, tlsHost, tlsPort, tlsCertificateEC, tlsKeyEC, tlsCertificateRSA, tlsKeyRSA,
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

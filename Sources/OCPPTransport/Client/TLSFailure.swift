import NIOSSL

/// Why TLS with a central system did not come about.
package enum TLSFailure: String, Hashable, Sendable, CustomStringConvertible {
    /// The server's certificate leads to none of the roots that are trusted, is expired, or is damaged.
    case untrustedCertificate
    /// The server's certificate is for another host.
    case nameMismatch
    /// Server and client have no version of TLS in common.
    case noCommonVersion
    /// Server and client have no cipher suite in common.
    case noCommonCipherSuite
    /// The server refused, for example because of the client's certificate.
    case alert
    /// Anything else, such as a server that does not speak TLS.
    case other

    package var description: String {
        switch self {
        case .untrustedCertificate: "the central system's certificate is not trusted"
        case .nameMismatch: "the central system's certificate is for another host"
        case .noCommonVersion: "the central system speaks no version of TLS that is allowed"
        case .noCommonCipherSuite: "the central system offers no cipher suite that is allowed"
        case .alert: "the central system refused TLS"
        case .other: "the TLS handshake failed"
        }
    }
}

extension TLSFailure {
    /// The failure that an error of NIOSSL stands for; nil for errors that are not about TLS.
    static func connectFailure(_ error: any Error) -> ConnectFailure? {
        switch error {
        case let error as NIOSSLExtraError:
            let names: [NIOSSLExtraError] = [.failedToValidateHostname, .serverHostnameImpossibleToMatch]
            return .tls(names.contains(error) ? .nameMismatch : .other, detail: "\(error)")
        case let cause as BoringSSLError: return .tls(kind(of: cause), detail: text(of: cause))
        case let error as NIOSSLError: return connectFailure(error)
        default: return nil
        }
    }

    private static func connectFailure(_ error: NIOSSLError) -> ConnectFailure? {
        switch error {
        case .handshakeFailed(let cause): .tls(kind(of: cause), detail: text(of: cause))
        // BoringSSL has verified the certificate before the names in it are looked at.
        case .unableToValidateCertificate: .tls(.nameMismatch, detail: "\(error)")
        case .noCertificateToValidate: .tls(.untrustedCertificate, detail: "\(error)")
        // The server closed the connection without a word: whatever it said before counts.
        case .uncleanShutdown: nil
        default: .tls(.other, detail: "\(error)")
        }
    }

    /// BoringSSL tells the cause only by the name of its error.
    private static func kind(of cause: BoringSSLError) -> TLSFailure {
        let text = text(of: cause)
        // What an alert says about versions and suites is about both sides, so it goes first.
        let names: [(String, TLSFailure)] = [
            ("ALERT_PROTOCOL_VERSION", .noCommonVersion), ("UNSUPPORTED_PROTOCOL", .noCommonVersion),
            ("WRONG_CIPHER_RETURNED", .noCommonCipherSuite), ("UNKNOWN_CIPHER_RETURNED", .noCommonCipherSuite),
            ("ALERT", .alert), ("CERTIFICATE_VERIFY_FAILED", .untrustedCertificate),
        ]
        return names.first { text.contains($0.0) }?.1 ?? .other
    }

    /// The names of the errors, without the places in BoringSSL's sources.
    private static func text(of cause: BoringSSLError) -> String {
        switch cause {
        case .sslError(let stack), .unknownError(let stack), .invalidSNIName(let stack), .failedToSetALPN(let stack):
            let names = stack.map { "\($0)".split(separator: " at ").first.map(String.init) ?? "\($0)" }
            return names.isEmpty ? "\(cause)" : names.joined(separator: ", ")
        default: return "\(cause)"
        }
    }
}

import NIOCore
import NIOSSL

/// Why a TLS handshake failed, in words for the operator who has to find out what is wrong with a charge point.
enum HandshakeFailureReason {
    static func words(for error: any Error, hello: ClientHello?, shown: CertificateKind?) -> String {
        switch error {
        case NIOSSLError.handshakeFailed(.sslError(let stack)):
            if stack == [.eofDuringHandshake] { return hungUp(shown) }
            let names = stack.compactMap { name(in: $0.description) }
            return words(for: names.first ?? "unknown", hello: hello, shown: shown)
        case is IOError:
            return "the peer reset the connection during the handshake" + certificate(shown)
        default:
            return "the handshake failed: \(error)"
        }
    }

    /// - Parameter name: BoringSSL's name for the reason, for example `NO_SHARED_CIPHER`.
    static func words(for name: String, hello: ClientHello?, shown: CertificateKind?) -> String {
        if let alert = alert(in: name) { return words(forAlert: alert, shown) }
        switch name {
        case "UNSUPPORTED_PROTOCOL", "WRONG_VERSION_NUMBER", "UNKNOWN_PROTOCOL":
            guard let hello, !hello.offersSupportedVersion else { return "no common TLS version" }
            let offered = hello.versionNames.joined(separator: ", ")
            return "offers only \(offered.isEmpty ? "no version" : offered); TLS 1.2 is the minimum"
        case "NO_SHARED_CIPHER": return "no common cipher suite"
        case "NO_SHARED_GROUP": return "no common group (elliptic curve) for the key exchange"
        case "NO_COMMON_SIGNATURE_ALGORITHMS": return "no common signature algorithm" + certificate(shown)
        case "INAPPROPRIATE_FALLBACK": return "the peer fell back to an older version than it could have used"
        case "BAD_SIGNATURE": return "the peer does not hold the key of the certificate that it presented"
        default: return "the handshake failed: " + plain(name)
        }
    }

    private static func words(forAlert alert: String, _ shown: CertificateKind?) -> String {
        let meaning: String? =
            switch alert {
            case "UNKNOWN_CA": "it does not trust our certificate"
            case "BAD_CERTIFICATE", "UNSUPPORTED_CERTIFICATE": "it cannot use our certificate"
            case "CERTIFICATE_EXPIRED": "our certificate has expired by its clock"
            case "CERTIFICATE_REVOKED": "it holds our certificate for revoked"
            case "CERTIFICATE_UNKNOWN": "it does not accept our certificate"
            case "PROTOCOL_VERSION": "it does not speak a TLS version of ours"
            default: nil
            }
        let text = "the peer sent the alert \(plain(alert))"
        return (meaning.map { "\(text): \($0)" } ?? text) + certificate(shown)
    }

    private static func hungUp(_ shown: CertificateKind?) -> String {
        "the peer hung up during the handshake" + certificate(shown)
    }

    private static func certificate(_ shown: CertificateKind?) -> String {
        shown.map { " (it was shown the \($0.words) certificate)" } ?? ""
    }

    /// `UNKNOWN_CA` of `TLSV1_ALERT_UNKNOWN_CA`.
    private static func alert(in name: String) -> String? {
        guard let found = name.firstRange(of: "_ALERT_"), name.hasPrefix("TLSV1") || name.hasPrefix("SSLV3") else { return nil }
        return String(name[found.upperBound...])
    }

    /// `unknown CA`
    private static func plain(_ name: String) -> String {
        name.split(separator: "_").map { ["CA", "TLS", "SSL"].contains($0) ? String($0) : $0.lowercased() }
            .joined(separator: " ")
    }

    /// The name in `Error: 268435703 error:100000f7:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER at ssl.cc:1`.
    static func name(in description: String) -> String? {
        guard let mark = description.firstRange(of: "OPENSSL_internal:") else { return nil }
        let rest = description[mark.upperBound...].prefix { $0 != " " && $0 != ":" }
        return rest.isEmpty ? nil : String(rest)
    }
}

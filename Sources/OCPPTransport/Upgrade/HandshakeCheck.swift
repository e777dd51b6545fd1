import NIOHTTP1
import OCPPJ

/// What RFC 6455 (section 4.2.1) demands of an upgrade request beyond what the WebSocket library checks.
enum HandshakeCheck {
    /// The base64 text of 16 bytes.
    private static let keyLength = 24

    /// Nil when the request is sound.
    static func refusal(of head: HTTPRequestHead) -> AdmissionRefusal? {
        guard head.method == .GET else {
            return AdmissionRefusal(status: 400, reason: "a WebSocket is asked for with GET")
        }
        guard head.headers.first(name: "Sec-WebSocket-Key")?.utf8.count == keyLength else {
            return AdmissionRefusal(status: 400, reason: "Sec-WebSocket-Key must be 16 bytes in base64")
        }
        // The library keeps an admitted upgrade until the body has come, and for ever when it never does.
        guard head.headers["Content-Length"].allSatisfy({ $0 == "0" }), head.headers["Transfer-Encoding"].isEmpty else {
            return AdmissionRefusal(status: 400, reason: "an upgrade request has no body")
        }
        return nil
    }
}

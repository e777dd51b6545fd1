import Testing

@testable import OCPPTransport

@Suite("WebSocket URLs")
struct WebSocketURLTests {
    @Test("host, port and path are taken apart", arguments: [
        ("ws://127.0.0.1:9000/ocpp/CP-1", "127.0.0.1", 9000, "/ocpp/CP-1"),
        ("ws://csms.example.com/ocpp/CP-1", "csms.example.com", 80, "/ocpp/CP-1"),
        ("ws://[::1]:9000/x", "::1", 9000, "/x"),
        ("ws://host", "host", 80, "/"),
    ])
    func parts(text: String, host: String, port: Int, target: String) throws {
        let url = try #require(WebSocketURL(text))
        #expect(url.host == host)
        #expect(url.port == port)
        #expect(url.target == target)
    }

    @Test("wss means TLS, on port 443 unless another is given", arguments: [
        ("wss://csms.example.com/ocpp", 443, true), ("wss://csms.example.com:9443/ocpp", 9443, true),
        ("ws://csms.example.com/ocpp", 80, false),
    ])
    func secure(text: String, port: Int, isSecure: Bool) throws {
        let url = try #require(WebSocketURL(text))
        #expect(url.port == port)
        #expect(url.isSecure == isSecure)
        #expect(url.host == "csms.example.com")
    }

    @Test("anything else is refused", arguments: ["", "http://host/", "ws://", "ws://host:0/", "ws://host:x/", "ws://[::1/", "ws://host:70000/"])
    func refuses(text: String) {
        #expect(WebSocketURL(text) == nil)
    }
}

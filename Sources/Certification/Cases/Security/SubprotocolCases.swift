/// TC_088: the version of OCPP is agreed on in the upgrade (OCPP-J 1.6, section 3.1.2). The case forbids what the text of OCPP-J describes:
/// to complete the handshake without the header, and to close then.
extension CertificationCase {
    static let subprotocolNegotiation = CertificationCase(
        "TC_088_CSMS", "Subprotocol negotiation", .security
    ) { test in
        await test.chargePoint.disconnect()
        var attempt = ConnectionAttempt()
        attempt.subprotocols = ["ocpp0.1"]
        try await test.refused("the connection that offers only ocpp0.1", attempt)
        attempt.subprotocols = ["ocpp0.1", "ocpp1.6"]
        let answer = try await test.chargePoint.connect(attempt)
        try test.check("the headers Sec-WebSocket-Protocol", answer.subprotocols, is: ["ocpp1.6"])
    }
}

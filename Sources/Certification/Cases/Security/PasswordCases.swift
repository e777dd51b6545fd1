import ChargePointSimulator
import OCPP16

/// TC_073 and TC_085: HTTP Basic authentication and its password (security whitepaper, sections 2.3 and 2.4, use case A01).
extension CertificationCase {
    static let updatePassword = CertificationCase(
        "TC_073_CSMS", "Update the Basic authentication password", .security,
        [
            .variant("security profile 1", station: .basic) { test in
                try await test.booted()
                try await test.changePassword(of: .basic)
            },
            .variant("security profile 2", station: .tlsWithBasic) { test in
                try await test.changePassword(of: .tlsWithBasic)
            },
            .variant("the charge point refuses") { test in
                try await test.booted()
                for status in [ConfigurationStatus.rejected, .notSupported] {
                    let (asked, _) = try await test.newPassword()
                    try await asked.answer(ChangeConfigurationResponse(status: status), shown: status.rawValue)
                    await test.chargePoint.disconnect()
                    // The old password stays valid.
                    try await test.chargePoint.connect()
                }
            },
        ])

    static let basicAuthentication = CertificationCase(
        "TC_085_CSMS", "Basic authentication", .security,
        [
            .variant("security profile 1", station: .basic) { test in try await test.authenticate(as: .basic) },
            .variant("security profile 2", station: .tlsWithBasic) { test in
                try await test.authenticate(as: .tlsWithBasic)
            },
        ])
}

extension CaseRun {
    /// How the charge point writes the password into the header: both must work.
    private enum PasswordForm: CaseIterable {
        case bytes, hexadecimalText
    }

    /// The operator changes the password twice; the charge point uses it in either form.
    fileprivate func changePassword(of station: TestStation) async throws(CaseFailure) {
        // Should a step fail, nobody knows which password is good.
        stations.forget(station)
        for form in PasswordForm.allCases {
            let old = chargePoint.access.password
            let (asked, new) = try await newPassword()
            try await asked.answer(ChangeConfigurationResponse(status: .accepted), shown: "Accepted")
            await chargePoint.loseConnection()
            trace.add(.note, form == .bytes ? "the new password goes as bytes" : "the new password goes as hexadecimal text")
            chargePoint.access.password = form == .bytes ? new : Array(asked.request.value.text.utf8)
            try await chargePoint.connect()
            if let old {
                var attempt = ConnectionAttempt()
                attempt.password = .other(old)
                try await refused("the connection with the old password", attempt)
            }
            chargePoint.access.password = new
        }
        stations.keep(chargePoint.access, for: station)
    }

    /// ChangeConfiguration(AuthorizationKey) at the operator's request, unanswered, and the bytes of the password in it.
    fileprivate func newPassword() async throws(CaseFailure) -> (AskedCommand<ChangeConfiguration>, [UInt8]) {
        let asked = try await ask(
            ChangeConfiguration.self,
            OperatorRequest(
                ChangeConfiguration.action, payload: #"{"key":"AuthorizationKey"}"#, chosenByCentralSystem: ["value"]))
        try check("ChangeConfiguration.req: key", asked.request.key.text, is: "AuthorizationKey")
        let value = asked.request.value.text
        let expected = "expected the hexadecimal digits of 16 to 20 bytes"
        // The value itself is nobody's business.
        guard let bytes = Hexadecimal.bytes(of: value) else {
            throw chargePoint.fail("ChangeConfiguration.req: value had \(value.count) characters that are no bytes, \(expected)")
        }
        guard (16...20).contains(bytes.count) else {
            throw chargePoint.fail("ChangeConfiguration.req: value had the digits of \(bytes.count) bytes, \(expected)")
        }
        trace.add(.check, "ChangeConfiguration.req: value is the hexadecimal form of \(bytes.count) bytes")
        return (asked, bytes)
    }

    /// Connects without and with the password: one that was given as text, then one of any bytes, given in hexadecimal.
    fileprivate func authenticate(as station: TestStation) async throws(CaseFailure) {
        stations.forget(station)
        let registered = chargePoint.access
        try await authenticate()
        await chargePoint.disconnect()
        trace.add(.note, "another password, of which the hexadecimal form is configured")
        chargePoint.access = try await stations.give(Self.passwordOfBytes(), to: registered)
        try await chargePoint.connect()
        try await authenticate()
        stations.keep(chargePoint.access, for: station)
    }

    private func authenticate() async throws(CaseFailure) {
        await chargePoint.disconnect()
        var attempt = ConnectionAttempt()
        attempt.password = .none
        try await refused("the connection without Authorization", attempt, status: 401)
        try await chargePoint.connect()
        try await booted()
    }

    /// 20 bytes that are no UTF-8 and hold what separates user name and password.
    private static func passwordOfBytes() -> [UInt8] {
        [0xFF, UInt8(ascii: ":"), 0x00] + (0..<17).map { _ in UInt8.random(in: 0...255) }
    }
}

import OCPP16
import OCPPJ

/// Steps that several cases of Security share.
extension CaseRun {
    /// A text of limited length, as certificates and locations are.
    func bounded<let maximum: Int>(_ text: String) throws(CaseFailure) -> BoundedString<maximum> {
        do {
            return try BoundedString(text)
        } catch {
            throw .failed("the test cannot write a text of \(text.count) characters: \(error)")
        }
    }

    /// Asks for a connection that must not come about.
    ///
    /// - Parameters:
    ///   - what: how it is asked for: "the connection with the old password".
    ///   - status: the HTTP status that it must be refused with; nil for any.
    ///   - alsoInTLS: whether it may end in the TLS handshake as well.
    func refused(
        _ what: String, _ attempt: ConnectionAttempt = ConnectionAttempt(), status: Int? = nil, alsoInTLS: Bool = false
    ) async throws(CaseFailure) {
        let wanted = "it to be refused" + (status.map { " with HTTP \($0)" } ?? (alsoInTLS ? " in TLS or HTTP" : " in HTTP"))
        switch try await chargePoint.attempt(attempt) {
        case .upgraded: throw chargePoint.fail("\(what) was accepted, expected \(wanted)")
        case .refused(let seen, _, _):
            try check(
                "\(what) is refused with HTTP \(seen)", status == nil || seen == status,
                otherwise: "\(what) was refused with HTTP \(seen), expected \(wanted)")
        case .tlsFailed(let failure, _):
            try check(
                "\(what) is refused in TLS", alsoInTLS, otherwise: "\(what) ended in TLS (\(failure)), expected \(wanted)")
        }
    }

    /// SecurityEventNotification, answered and stored.
    func securityEvent(_ type: String) async throws(CaseFailure) {
        let moment = SystemTime().now()
        try await chargePoint.send(SecurityEventNotification(type: bounded(type), timestamp: DateTime(moment)))
        // The time goes over the wire in whole seconds now and then.
        let second = moment.milliseconds / 1000 * 1000
        try await checkShown(.securityEvent(identity: identity, type: type, sinceMs: second))
    }

    /// Checks a text in PEM: however its lines end.
    func checkPEM(_ what: String, _ seen: String, is expected: String) throws(CaseFailure) {
        try check(
            "\(what) is the configured one", Self.lines(of: seen) == Self.lines(of: expected),
            otherwise: "\(what) was \(seen.isEmpty ? "empty" : "another one"), expected the configured one")
    }

    /// Checks that the operator sees this status, once the CALL is answered.
    func checkOutcome<Request>(of asked: AskedCommand<Request>, is status: String) async throws(CaseFailure) {
        guard let shown = try await asked.outcome().status else {
            trace.add(.note, "not looked at: whether the outcome is shown")
            return
        }
        try check("the outcome of \(Request.action) that the operator sees", shown, is: status)
    }

    private static func lines(of text: String) -> [Substring] {
        text.split(whereSeparator: \.isNewline)
    }
}

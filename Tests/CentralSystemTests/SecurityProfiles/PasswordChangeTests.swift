import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Changes of passwords over OCPP")
struct PasswordChangeTests {
    static let old = "secret-of-sixteen"

    let central: CentralSystemFixture
    let link = FakeLink()

    init() async throws {
        central = try await CentralSystemFixture()
        try await central.register(password: .set(Self.old))
        try await connect(Self.old)
    }

    private func connect(_ password: String) async throws {
        try await central.knock("CP-1", authorization: AdmissionTests.basic("CP-1", password)).responder.opened(link)
    }

    private func isGood(_ password: String) async -> Bool {
        await central.refusal("CP-1", authorization: AdmissionTests.basic("CP-1", password)) == nil
    }

    /// Changes the password; the new one as it was sent.
    private func change(_ reply: @escaping @Sendable (OCPPAction) throws(CallFailure) -> String) async throws -> String {
        link.answer(reply)
        _ = try await central.system.securityProfiles.changePassword(of: "CP-1", requestedBy: "test")
        let sent = try #require(link.calls.last)
        #expect(sent.action == "ChangeConfiguration")
        let payload = try JSONNode.parse(Array(sent.payload.utf8))
        #expect(payload["key"]?.string == "AuthorizationKey")
        return try #require(payload["value"]?.string)
    }

    @Test("the new password is 20 random bytes in hexadecimal, a different one each time")
    func random() async throws {
        let first = try await change { _ in #"{"status":"Rejected"}"# }
        let second = try await change { _ in #"{"status":"Rejected"}"# }
        #expect(Hexadecimal.decode(Array(first.utf8))?.count == 20)
        #expect(first != second)
    }

    @Test("once it is accepted, only the new password is good")
    func accepted() async throws {
        let new = try await change { _ in #"{"status":"Accepted"}"# }
        #expect(await isGood(new))
        #expect(await !isGood(Self.old))
    }

    @Test("refused, not supported or never sent, only the old one is good", arguments: [
        #"{"status":"Rejected"}"#, #"{"status":"NotSupported"}"#, "callError", "queueFull",
    ])
    func refused(answer: String) async throws {
        let new = try await change { action throws(CallFailure) in
            switch answer {
            case "callError": throw CallFailure(.callError, action: action)
            case "queueFull": throw CallFailure(.queueFull, action: action)
            default: return answer
            }
        }
        #expect(await isGood(Self.old))
        #expect(await !isGood(new))
    }

    @Test("without an answer, or when it takes a reboot, both are good until the new one is used", arguments: [
        #"{"status":"RebootRequired"}"#, "timedOut", "disconnected", #"{"status":"Perhaps"}"#,
    ])
    func unknown(answer: String) async throws {
        let new = try await change { action throws(CallFailure) in
            switch answer {
            case "timedOut": throw CallFailure(.timedOut, action: action)
            case "disconnected": throw CallFailure(.disconnected, action: action)
            default: return answer
            }
        }
        #expect(await isGood(Self.old))
        #expect(await isGood(new))
        #expect(await !isGood(Self.old))
    }

    @Test("a change that was cut by a crash leaves both good")
    func crash() async throws {
        let new = ChargePointPassword.generate()
        let request = ReceivedChangeConfiguration(key: "AuthorizationKey", value: new)
        let key = try await central.key()
        try await central.database.write { connection in
            try AuthorizationKeyObserver().recorded(
                request,
                CommandReference(
                    id: 99, chargePoint: ChargePointReference(key: key, identity: "CP-1"),
                    requestedAt: CentralSystemFixture.morning, requestedBy: "test"), in: connection)
        }
        let restarted = try await central.restarted()
        let basic = AdmissionTests.basic("CP-1", new)
        _ = try await restarted.admission.decide(
            UpgradeRequest(
                target: "/ocpp/CP-1", identity: "CP-1", authorization: basic, subprotocols: nil, remoteAddress: "1",
                receivedAt: CentralSystemFixture.morning))
        #expect(await !isGood(Self.old))
    }

    @Test("one that comes through the plain command counts the same, as bytes and as hexadecimal text")
    func plainCommand() async throws {
        let hexadecimal = Hexadecimal.encode("twenty-bytes-or-less".utf8)
        link.answer { _ in #"{"status":"Accepted"}"# }
        _ = try await central.system.commands.send(
            "ChangeConfiguration",
            payload: JSONNode.parse(Array(#"{"key":"authorizationkey","value":"\#(hexadecimal)"}"#.utf8)), to: "CP-1",
            requestedBy: "test")
        #expect(await isGood("twenty-bytes-or-less"))
        #expect(await isGood(hexadecimal))
        #expect(await !isGood(Self.old))
    }

    @Test("of two that are on their way at once, the one that is taken last is good")
    func overlapping() async throws {
        let second = ChargePointPassword.generate()
        let request = ReceivedChangeConfiguration(key: "AuthorizationKey", value: second)
        let key = try await central.key()
        let pending = Command(
            id: 0, chargePointId: "CP-1", action: "ChangeConfiguration", payload: Array("{}".utf8),
            requestedAt: CentralSystemFixture.morning, requestedBy: "test", outcome: .pending)
        let reference = try await central.database.write { connection in
            let id = try CommandStore.insert(pending, chargePointKey: key, in: connection)
            let reference = CommandReference(
                id: id, chargePoint: ChargePointReference(key: key, identity: "CP-1"),
                requestedAt: CentralSystemFixture.morning, requestedBy: "test")
            try AuthorizationKeyObserver().recorded(request, reference, in: connection)
            return reference
        }
        let first = try await change { _ in #"{"status":"Accepted"}"# }
        #expect(await isGood(first))
        try await central.database.write { connection in
            try AuthorizationKeyObserver().concluded(
                request, .answered(ReportedChange(status: LenientText("Accepted")), at: CentralSystemFixture.morning), reference,
                in: connection)
        }
        #expect(await isGood(second))
        #expect(await !isGood(first))
    }

    @Test("removed and registered again, a charge point has no password of before")
    func removed() async throws {
        let new = try await change { action throws(CallFailure) in throw CallFailure(.timedOut, action: action) }
        try await central.system.chargePoints.delete("CP-1")
        try await central.register(security: SecurityRegistration(profile: .basic))
        #expect(await !isGood(new))
    }

    @Test("a connection with the password of before ends when an operator sets another")
    func cut() async throws {
        _ = try await central.system.chargePoints.update("CP-1", ChargePointChanges(note: "nothing about passwords"))
        #expect(link.closed.isEmpty)
        _ = try await central.system.chargePoints.update("CP-1", ChargePointChanges(password: .generate))
        #expect(link.closed == [.closedByOperator("its password was changed")])
    }

    @Test("an operator's new password ends what was under way")
    func operatorDecides() async throws {
        let new = try await change { action throws(CallFailure) in throw CallFailure(.timedOut, action: action) }
        _ = try await central.system.chargePoints.update("CP-1", ChargePointChanges(password: .set("chosen-by-a-person")))
        #expect(await !isGood(new))
        #expect(await isGood("chosen-by-a-person"))
    }

    @Test("of changes that were never answered only the newest five stay good")
    func bounded() async throws {
        var sent: [String] = []
        for _ in 0..<6 {
            sent.append(try await change { action throws(CallFailure) in throw CallFailure(.timedOut, action: action) })
        }
        #expect(await !isGood(sent[0]))
        #expect(await isGood(sent[1]))
    }

    @Test("a charge point without a password has one from the moment that it takes it")
    func first() async throws {
        try await central.register("CP-2")
        let station = FakeLink()
        try await central.knock("CP-2").responder.opened(station)
        _ = try await central.system.securityProfiles.changePassword(of: "CP-2", requestedBy: "test")
        #expect(await central.refusal("CP-2") == 401)
        #expect(try await central.system.chargePoints.get("CP-2").requiredSecurityProfile == .basic)
    }

    @Test("the password is in no record of the command")
    func secret() async throws {
        let new = try await change { _ in #"{"status":"Accepted"}"# }
        let commands = try await central.system.commands.list(chargePoint: "CP-1").items
        #expect(!commands.contains { String(decoding: $0.payload, as: UTF8.self).contains(new) })
    }
}

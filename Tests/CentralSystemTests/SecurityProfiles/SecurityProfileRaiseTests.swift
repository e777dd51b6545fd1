import OCPPJ
import Testing

@testable import CentralSystem

@Suite("Raising the security profile over OCPP")
struct SecurityProfileRaiseTests {
    static let basic = AdmissionTests.basic("CP-1", "secret-of-sixteen")
    static let tls = TransportSecurity(version: "TLSv1.2")

    let central: CentralSystemFixture
    let link = FakeLink()

    init() async throws {
        central = try await CentralSystemFixture()
        try await central.register(password: .set("secret-of-sixteen"))
        try await central.knock("CP-1", authorization: Self.basic).responder.opened(link)
    }

    private func send(_ value: String, key: String = "SecurityProfile", _ status: String) async throws {
        link.answer { _ in #"{"status":"\#(status)"}"# }
        _ = try await central.system.commands.send(
            "ChangeConfiguration", payload: JSONNode.parse(Array(#"{"key":"\#(key)","value":"\#(value)"}"#.utf8)), to: "CP-1",
            requestedBy: "test")
    }

    private func profile() async throws -> SecurityProfile? { try await central.system.chargePoints.get("CP-1").securityProfile }

    @Test("once it is accepted, lower profiles are refused, and the open connection stays for the Reset")
    func accepted() async throws {
        try await send("2", "Accepted")
        #expect(try await profile() == .tlsWithBasic)
        #expect(link.closed.isEmpty)
        #expect(central.system.connections.isConnected("CP-1"))
        #expect(await central.refusal("CP-1", authorization: Self.basic) == 401)
        #expect(await central.refusal("CP-1", authorization: Self.basic, security: Self.tls) == nil)
    }

    @Test("the key's spelling in another case counts", arguments: ["securityprofile", "SECURITYPROFILE", " SecurityProfile"])
    func spelling(key: String) async throws {
        try await send("2", key: key, "Accepted")
        #expect(try await profile() == .tlsWithBasic)
    }

    @Test("a refusal changes nothing", arguments: ["Rejected", "NotSupported"])
    func refused(status: String) async throws {
        try await send("2", status)
        #expect(try await profile() == nil)
        #expect(try await central.system.chargePoints.get("CP-1").pendingSecurityProfile == nil)
        #expect(await central.refusal("CP-1", authorization: Self.basic) == nil)
    }

    @Test("a lower profile, or none at all, never lowers it", arguments: ["0", "1", "2", "4", "-1", "two", ""])
    func neverLower(value: String) async throws {
        try await send("2", "Accepted")
        try await send(value, "Accepted")
        #expect(try await profile() == .tlsWithBasic)
    }

    @Test("without a clear answer both are let in, until the higher one is used")
    func unknown() async throws {
        try await send("2", "RebootRequired")
        #expect(try await profile() == nil)
        #expect(try await central.system.chargePoints.get("CP-1").pendingSecurityProfile == .tlsWithBasic)
        #expect(await central.refusal("CP-1", authorization: Self.basic) == nil)
        #expect(await central.refusal("CP-1", authorization: Self.basic, security: Self.tls) == nil)
        #expect(try await profile() == .tlsWithBasic)
        #expect(await central.refusal("CP-1", authorization: Self.basic) == 401)
    }

    @Test("an operator can lower it, by changing the registration")
    func lowered() async throws {
        try await send("2", "Accepted")
        _ = try await central.system.chargePoints.update(
            "CP-1", ChargePointChanges(security: SecurityRegistration(profile: .some(.basic))))
        #expect(await central.refusal("CP-1", authorization: Self.basic) == nil)
    }

    @Test("the verb sends the key and the number as text")
    func verb() async throws {
        let command = try await central.system.securityProfiles.raise(to: .tlsWithBasic, of: "CP-1", requestedBy: "test")
        #expect(link.calls.last?.payload == #"{"key":"SecurityProfile","value":"2"}"#)
        #expect(SecurityProfileService.status(of: command) == "Accepted")
    }
}

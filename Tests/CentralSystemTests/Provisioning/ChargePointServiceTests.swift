import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("Charge point service")
struct ChargePointServiceTests {
    @Test("a charge point comes back as it was registered")
    func create() async throws {
        let fixture = try await CentralSystemFixture()
        let settings = ChargePointSettings(
            heartbeatIntervalSeconds: 10, pingIntervalSeconds: 0, requireSubprotocol: true, meterEnergyScale: 1000)
        let update = try await fixture.register("CP-1", .pending, password: .set("secret"), settings: settings)
        #expect(update.isNew)
        #expect(update.generatedPassword == nil)
        let found = try await fixture.system.chargePoints.get("CP-1")
        #expect(found == update.chargePoint)
        #expect(found.registrationStatus == .pending)
        #expect(found.hasPassword)
        #expect(found.settings == settings)
        #expect(found.createdAt == CentralSystemFixture.morning)
    }

    @Test("an identity is registered once")
    func twice() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let error = await #expect(throws: CentralSystemError.self) { try await fixture.register() }
        #expect(error?.code == .alreadyExists)
    }

    @Test("what is outside its range is refused with the member", arguments: [
        ("id", NewChargePoint(id: " ")),
        ("password", NewChargePoint(id: "CP-1", password: .set(""))),
        ("password", NewChargePoint(id: "CP:1", password: .generate)),
        ("settings.heartbeatIntervalSeconds", NewChargePoint(id: "CP-1", settings: ChargePointSettings(heartbeatIntervalSeconds: 0))),
        ("settings.pingIntervalSeconds", NewChargePoint(id: "CP-1", settings: ChargePointSettings(pingIntervalSeconds: -1))),
        ("settings.meterEnergyScale", NewChargePoint(id: "CP-1", settings: ChargePointSettings(meterEnergyScale: 0))),
    ])
    func refused(member: String, new: NewChargePoint) async throws {
        let fixture = try await CentralSystemFixture()
        let error = await #expect(throws: CentralSystemError.self) { try await fixture.system.chargePoints.create(new) }
        #expect(error?.code == .invalidMember)
        #expect(error?.member == member)
    }

    @Test("a password is kept, replaced, generated and removed")
    func passwords() async throws {
        let fixture = try await CentralSystemFixture()
        let service = fixture.system.chargePoints
        try await fixture.register(password: .set("secret"))
        #expect(try await service.update("CP-1", ChargePointChanges(note: "by the door")).chargePoint.hasPassword)
        #expect(try await service.replace(NewChargePoint(id: "CP-1")).chargePoint.hasPassword)
        let generated = try await service.update("CP-1", ChargePointChanges(password: .generate))
        #expect(generated.generatedPassword?.utf8.count == 40)
        #expect(try await !service.update("CP-1", ChargePointChanges(password: .remove)).chargePoint.hasPassword)
    }

    @Test("changes take effect on the open connection at once")
    func live() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register("CP-1", .pending)
        let station = try await fixture.connect()
        #expect(try await station.refusal("Authorize", #"{"idTag":"TAG"}"#)?.code == .securityError)
        _ = try await fixture.system.chargePoints.update(
            "CP-1",
            ChargePointChanges(
                registrationStatus: .accepted,
                settings: { settings in
                    settings.heartbeatIntervalSeconds = 7
                    settings.pingIntervalSeconds = 5
                }))
        #expect(try await station.refusal("Authorize", #"{"idTag":"TAG"}"#) == nil)
        #expect(station.link.applied == [ConnectionSettings(pingIntervalSeconds: 5, silenceLimitSeconds: 30, queueLimit: 100)])
        #expect(try await station.result("BootNotification", Station.boot)["interval"]?.int == 7)
    }

    @Test("a list is filtered, ordered and cut into pages")
    func list() async throws {
        let fixture = try await CentralSystemFixture()
        for id in ["C", "A", "D", "B", "100%"] { try await fixture.register(id, id == "D" ? .rejected : .accepted) }
        let stations = [try await fixture.connect("A"), try await fixture.connect("D")]
        let service = fixture.system.chargePoints
        let first = try await service.list(ChargePointFilter(), PageRequest(limit: 3))
        #expect(first.items.map(\.id) == ["100%", "A", "B"])
        let second = try await service.list(ChargePointFilter(), PageRequest(limit: 3, cursor: first.nextCursor))
        #expect(second.items.map(\.id) == ["C", "D"])
        #expect(second.nextCursor == nil)
        #expect(try await service.list(ChargePointFilter(connected: true)).items.map(\.id) == ["A", "D"])
        #expect(try await service.list(ChargePointFilter(connected: false), PageRequest(limit: 1)).items.map(\.id) == ["100%"])
        #expect(try await service.list(ChargePointFilter(connected: false), PageRequest(limit: 1, cursor: "100%")).items.map(\.id) == ["B"])
        #expect(try await service.list(ChargePointFilter(registrationStatus: .rejected)).items.map(\.id) == ["D"])
        #expect(try await service.list(ChargePointFilter(search: "0%")).items.map(\.id) == ["100%"])
        #expect(try await service.list(ChargePointFilter(search: "c")).items.map(\.id) == ["C"])
        withExtendedLifetime(stations) {}
    }

    @Test("a removed charge point is gone, disconnected, and comes back under its old key without its secrets")
    func delete() async throws {
        let fixture = try await CentralSystemFixture()
        let service = fixture.system.chargePoints
        try await fixture.register(password: .set(CentralSystemFixture.password))
        let station = try await fixture.connect()
        _ = try await station.result("StatusNotification", #"{"connectorId":1,"errorCode":"NoError","status":"Available"}"#)
        _ = try await station.result("BootNotification", Station.boot)
        let key = try await fixture.key()
        try await service.delete("CP-1")
        #expect(station.link.closed == [.closedByOperator("the charge point was removed")])
        #expect(await #expect(throws: CentralSystemError.self) { try await service.get("CP-1") }?.code == .chargePointNotFound)
        let again = try await fixture.register().chargePoint
        #expect(again.key == key)
        #expect(!again.hasPassword)
        #expect(again.bootNotification == nil)
        #expect(try await fixture.system.connectors.list(chargePointKey: key).isEmpty)
    }

    @Test("a charge point with an open transaction is not removed")
    func deleteWhileCharging() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        let time = fixture.time.now().rfc3339
        _ = try await station.result(
            "StartTransaction", #"{"connectorId":1,"idTag":"TAG","meterStart":0,"timestamp":"\#(time)"}"#)
        let error = await #expect(throws: CentralSystemError.self) { try await fixture.system.chargePoints.delete("CP-1") }
        #expect(error?.code == .conflict)
    }

    @Test("disconnecting closes the connection, and there must be one")
    func disconnect() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let service = fixture.system.chargePoints
        #expect(await #expect(throws: CentralSystemError.self) { try await service.disconnect("CP-1") }?.code == .notConnected)
        let station = try await fixture.connect()
        try await service.disconnect("CP-1")
        #expect(station.link.closed.count == 1)
    }
}

import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Boot and registration")
struct BootNotificationTests {
    @Test("an accepted charge point learns the heartbeat interval, others when to try again", arguments: [
        (RegistrationStatus.accepted, 300), (.pending, 60), (.rejected, 60),
    ])
    func answers(status: RegistrationStatus, interval: Int) async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register("CP-1", status)
        let answer = try await fixture.connect().result("BootNotification", Station.boot)
        #expect(answer["status"]?.string == status.rawValue)
        #expect(answer["interval"]?.int == interval)
        #expect(answer["currentTime"]?.string == CentralSystemFixture.morning.rfc3339)
    }

    @Test("the boot data is kept, and replaced by the next boot's")
    func kept() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        _ = try await station.result(
            "BootNotification",
            #"{"chargePointVendor":"V","chargePointModel":"M","firmwareVersion":"1","chargePointSerialNumber":"S","iccid":"I"}"#)
        fixture.time.advance(seconds: 5)
        _ = try await station.result(
            "BootNotification", #"{"chargePointVendor":"V","chargePointModel":"M2","firmwareVersion":"2"}"#)
        let boot = try #require(try await fixture.system.chargePoints.get("CP-1").bootNotification)
        #expect(
            boot
                == BootRecord(
                    chargePointVendor: "V", chargePointModel: "M2", firmwareVersion: "2",
                    receivedAt: CentralSystemFixture.morning.advanced(bySeconds: 5)))
    }

    static let accepted: Set<OCPPAction> = ["Authorize", "StartTransaction", "StopTransaction", "MeterValues"]

    @Test("before acceptance only reports are served; when rejected only a boot", arguments: OCPP16Catalogue.chargePointInitiated)
    func requirements(action: OCPPAction) async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register("PENDING", .pending)
        try await fixture.register("REJECTED", .rejected)
        let pending = try await fixture.connect("PENDING").refusal(action)
        #expect((pending?.code == .securityError) == Self.accepted.contains(action))
        let rejected = try await fixture.connect("REJECTED").refusal(action)
        #expect((rejected?.code == .securityError) == (action != BootNotification.action))
    }

    @Test("an accepted charge point needs no boot on its connection")
    func withoutBoot() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let answer = try await fixture.connect().result("Authorize", #"{"idTag":"TAG"}"#)
        #expect(answer["idTagInfo"]?["status"]?.string == "Invalid")
    }

    @Test("a heartbeat is answered with the time and writes nothing")
    func heartbeat() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        let writes = fixture.database.statistics().writes
        #expect(try await station.ask("Heartbeat") == .result(Array(#"{"currentTime":"2026-09-21T14:13:20.000Z"}"#.utf8)))
        #expect(fixture.database.statistics().writes == writes)
    }
}

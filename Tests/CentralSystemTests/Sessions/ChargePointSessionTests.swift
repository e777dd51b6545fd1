import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Sessions")
struct ChargePointSessionTests {
    @Test("every action of a charge point has a handler")
    func complete() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        for action in OCPP16Catalogue.chargePointInitiated {
            #expect(try await station.refusal(action)?.code != .notImplemented)
        }
    }

    @Test("an unknown action is not implemented", arguments: ["MakeCoffee", "bootnotification", "", "Reset"])
    func unknown(action: String) async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        #expect(try await station.refusal(OCPPAction(rawValue: action))?.code == .notImplemented)
        #expect(try await fixture.rules() == ["unknownAction"])
        #expect(fixture.system.metrics.callsReceived["other"].value == 1)
        #expect(fixture.system.metrics.callErrorsSent["NotImplemented"].value == 1)
    }

    @Test("a payload that does not conform gets the most specific code and names the member", arguments: [
        (#"{"chargePointVendor":"V"}"#, CallErrorCode.occurenceConstraintViolation, "chargePointModel"),
        (#"{"chargePointVendor":"V","chargePointModel":5}"#, .typeConstraintViolation, "chargePointModel"),
        (#"{"chargePointVendor":"V","chargePointModel":"123456789012345678901"}"#, .propertyConstraintViolation, "chargePointModel"),
        ("[]", .formationViolation, "payload"),
    ])
    func nonconforming(payload: String, code: CallErrorCode, member: String) async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        let error = try #require(try await station.refusal("BootNotification", payload))
        #expect(error.code == code)
        #expect(error.text.hasPrefix(member))
        let deviation = try #require(try await fixture.system.deviations.list(chargePointKey: try await fixture.key()).first)
        #expect(deviation.rule == .nonconformingPayload)
        #expect(deviation.lastDetail.contains(member))
        #expect(try await station.refusal("Heartbeat") == nil)
    }

    @Test("null counts as an empty payload")
    func null() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        #expect(try await fixture.connect().refusal("Heartbeat", "null") == nil)
    }

    @Test("failures of storage tell the charge point to keep the message", arguments: [
        (DatabaseError(.full, "disk full"), "storage is full, try again later"),
        (DatabaseError(.inputOutput, "secret path"), "the message could not be stored, try again later"),
    ])
    func storage(error: DatabaseError, text: String) {
        let refusal = CallError(refusing: error)
        #expect(refusal.code == .internalError)
        #expect(refusal.text == text)
    }

    @Test("a full disk refuses what must be stored, and nothing else")
    func fullDisk() async throws {
        var small = SQLiteSettings()
        small.maximumPageCount = 300
        let fixture = try await CentralSystemFixture(database: small)
        try await fixture.register()
        let station = try await fixture.connect()
        let transfer = #"{"vendorId":"V","data":"\#(String(repeating: "x", count: 9000))"}"#
        var refusal: CallError?
        for _ in 0..<200 where refusal == nil { refusal = try await station.refusal("DataTransfer", transfer) }
        #expect(refusal == CallError(.internalError, "storage is full, try again later"))
        #expect(try await station.refusal("Heartbeat") == nil)
        try await fixture.database.write { try $0.execute("DELETE FROM data_transfers") }
        #expect(try await station.refusal("DataTransfer", transfer) == nil)
    }

    @Test("a closed database refuses messages and the session lives on")
    func closedDatabase() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        await fixture.database.close()
        #expect(try await station.refusal("BootNotification", Station.boot)?.code == .internalError)
        #expect(try await station.refusal("Heartbeat") == nil)
    }

    @Test("a handler may repair what does not decode")
    func salvage() async throws {
        struct Lenient: CallHandler {
            func handle(_ request: StatusNotification, _ context: CallContext) async throws -> StatusNotificationResponse {
                #expect(request.status == .available)
                return StatusNotificationResponse()
            }
            func salvage(_ payload: JSONNode, failure: PayloadError, _ context: CallContext) -> StatusNotification? {
                guard payload["status"]?.string == "available" else { return nil }
                return StatusNotification(connectorId: 1, errorCode: .noError, status: .available)
            }
        }
        let fixture = try await CentralSystemFixture()
        let handler = RegisteredHandler(Lenient(), requirement: .none, metrics: fixture.system.metrics, answered: nil)
        func respond(_ json: String) async throws -> [UInt8] {
            try await handler.respond(
                CallContext(
                    chargePoint: ChargePointReference(key: 1, identity: "CP-1"), receivedAt: fixture.time.now(), messageID: "1",
                    payload: try JSONNode.parse(Array(json.utf8)),
                    deviations: DeviationRecorder(chargePointKey: 1, ledger: DeviationLedger())))
        }
        #expect(try await respond(#"{"status":"available"}"#) == Array("{}".utf8))
        await #expect(throws: PayloadError.self) { try await respond(#"{"status":"charging"}"#) }
    }

    @Test("protocol deviations and clock offsets belong to the charge point")
    func observations() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        station.responder.deviated(.lateAnswer, detail: "Reset 7")
        station.responder.deviated(.lateAnswer, detail: "Reset 8")
        let ahead = fixture.time.now().advanced(bySeconds: 7200).rfc3339
        _ = try await station.result(
            "StatusNotification", #"{"connectorId":1,"errorCode":"NoError","status":"Available","timestamp":"\#(ahead)"}"#)
        #expect(try await fixture.system.chargePoints.get("CP-1").clockOffsetSeconds == 7200)
        await fixture.system.flush()
        let restarted = try await fixture.restarted()
        #expect(try await restarted.chargePoints.get("CP-1").clockOffsetSeconds == 7200)
        let late = try await restarted.deviations.list(chargePointKey: try await fixture.key())
            .first { $0.rule.rawValue == "lateAnswer" }
        #expect(late?.count == 2)
        #expect(late?.lastDetail == "Reset 8")
    }

    @Test("handled CALLs are counted and timed")
    func metrics() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        for _ in 0..<3 { _ = try await station.result("Heartbeat") }
        #expect(fixture.system.metrics.callsReceived["Heartbeat"].value == 3)
        #expect(fixture.system.metrics.handlingTime(of: "Heartbeat")?.reading.count == 3)
        let time = fixture.time.now().rfc3339
        _ = try await station.result(
            "StartTransaction", #"{"connectorId":1,"idTag":"TAG","meterStart":0,"timestamp":"\#(time)"}"#)
        #expect(fixture.system.metrics.transactionsStarted.value == 1)
    }
}

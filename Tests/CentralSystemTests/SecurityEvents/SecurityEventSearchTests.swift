import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Security events of all charge points")
struct SecurityEventSearchTests {
    /// Two charge points and some events, a minute apart from the morning on.
    private func system(_ settings: CentralSystemSettings = CentralSystemSettings()) async throws -> CentralSystemFixture {
        let fixture = try await CentralSystemFixture(settings)
        for id in ["A", "B"] { try await fixture.register(id) }
        let stations = ["A": try await fixture.connect("A"), "B": try await fixture.connect("B")]
        for (id, type, info) in [
            ("A", "TamperDetectionActivated", "lid of cabinet 100%"), ("B", "StartupOfTheDevice", ""),
            ("A", "InvalidMessages", "bad_JSON"), ("B", "tamperdetectionactivated", "Lid"), ("B", "VendorEvent", "x"),
        ] {
            let info = info.isEmpty ? "" : #","techInfo":"\#(info)""#
            _ = try await stations[id]?.result(
                "SecurityEventNotification", #"{"type":"\#(type)","timestamp":"2026-09-21T14:13:20Z"\#(info)}"#)
            fixture.time.advance(seconds: 60)
        }
        let (key, now) = (try await fixture.key("A"), fixture.time.now())
        try await fixture.database.write {
            try SecurityEventService.note("LoginFailed", techInfo: "lid", chargePointKey: key, at: now, in: $0)
        }
        return fixture
    }

    private func types(_ fixture: CentralSystemFixture, _ filter: SecurityEventFilter) async throws -> [String] {
        try await fixture.system.securityEvents.list(filter).items.map(\.type)
    }

    @Test("the whitepaper's list says what is critical, whatever the case", arguments: [
        ("FirmwareUpdated", true), ("FailedToAuthenticateAtCentralSystem", false), ("CentralSystemFailedToAuthenticate", false),
        ("SettingSystemTime", true), ("StartupOfTheDevice", true), ("ResetOrReboot", true), ("SecurityLogWasCleared", true),
        ("ReconfigurationOfSecurityParameters", false), ("MemoryExhaustion", true), ("InvalidMessages", false),
        ("AttemptedReplayAttacks", false), ("TamperDetectionActivated", true), ("InvalidFirmwareSignature", false),
        ("InvalidFirmwareSigningCertificate", false), ("InvalidCentralSystemCertificate", false),
        ("InvalidChargePointCertificate", false), ("InvalidTLSVersion", false), ("InvalidTLSCipherSuite", false),
        ("resetorREBOOT", true), ("VendorEvent", false), ("", false),
    ])
    func critical(type: String, isCritical: Bool) {
        #expect(SecurityEventType(type).isCritical == isCritical)
        #expect(SecurityEventType.knownNames.count == 18)
    }

    @Test("each filter finds what it asks for, newest first")
    func filters() async throws {
        let fixture = try await system()
        let start = CentralSystemFixture.morning
        let all = ["LoginFailed", "VendorEvent", "tamperdetectionactivated", "InvalidMessages", "StartupOfTheDevice", "TamperDetectionActivated"]
        #expect(try await types(fixture, .init()) == all)
        #expect(try await types(fixture, .init(chargePoint: "A")) == [all[0], all[3], all[5]])
        #expect(try await types(fixture, .init(type: "TAMPERdetectionActivated")) == [all[2], all[5]])
        #expect(try await types(fixture, .init(chargePoint: "B", type: "TamperDetectionActivated")) == [all[2]])
        #expect(try await types(fixture, .init(isCritical: true)) == [all[2], all[4], all[5]])
        #expect(try await types(fixture, .init(isCritical: false)) == [all[0], all[1], all[3]])
        #expect(try await types(fixture, .init(isAlarming: true)) == [all[2], all[5]])
        #expect(try await types(fixture, .init(source: .centralSystem)) == [all[0]])
        #expect(try await types(fixture, .init(from: start.advanced(bySeconds: 60), to: start.advanced(bySeconds: 180))) == [all[3], all[4]])
        #expect(try await types(fixture, .init(from: start.advanced(bySeconds: 9000))).isEmpty)
        #expect(try await types(fixture, .init(to: start)).isEmpty)
        #expect(try await types(fixture, .init(search: "LID")) == [all[0], all[2], all[5]])
        // What LIKE takes for signs is only itself.
        #expect(try await types(fixture, .init(search: "100%")) == [all[5]])
        #expect(try await types(fixture, .init(search: "d_j")) == [all[3]])
        #expect(try await types(fixture, .init(search: "i%d")).isEmpty)
        #expect(try await types(fixture, .init(search: "\\")).isEmpty)
        await #expect { try await types(fixture, .init(chargePoint: "C")) } throws: {
            ($0 as? CentralSystemError)?.code == .chargePointNotFound
        }
    }

    @Test("pages follow one another without gaps")
    func pages() async throws {
        let fixture = try await system()
        var cursor: String?
        var found: [Int64] = []
        repeat {
            let page = try await fixture.system.securityEvents.list(SecurityEventFilter(), PageRequest(limit: 2, cursor: cursor))
            found += page.items.map(\.id)
            cursor = page.nextCursor
        } while cursor != nil
        #expect(found == found.sorted(by: >))
        #expect(found.count == 6)
    }

    @Test("an operator acknowledges an event once")
    func acknowledgement() async throws {
        let fixture = try await system()
        let service = fixture.system.securityEvents
        let id = try #require(try await service.list(SecurityEventFilter(isCritical: true)).items.first?.id)
        let event = try await service.acknowledge(id, note: "was me", by: "anna")
        #expect(event.acknowledgement == .init(time: fixture.time.now(), operatorName: "anna", note: "was me"))
        #expect(try await service.list(SecurityEventFilter(isAcknowledged: true)).items.map(\.id) == [id])
        #expect(try await service.list(SecurityEventFilter(isCritical: true, isAcknowledged: false)).items.count == 2)
        await #expect { try await service.acknowledge(id, note: nil, by: "ben") } throws: {
            ($0 as? CentralSystemError)?.code == .conflict
        }
        await #expect { try await service.acknowledge(4711, note: nil, by: "ben") } throws: {
            ($0 as? CentralSystemError)?.code == .notFound
        }
    }

    @Test("events go when they are too old, and only then")
    func retention() async throws {
        let fixture = try await system(CentralSystemSettings(securityEventDays: 1))
        fixture.time.advance(seconds: 86_400 - 150)
        try await fixture.system.securityEvents.prune()
        #expect(try await types(fixture, .init()) == ["LoginFailed", "VendorEvent", "tamperdetectionactivated"])
    }

    @Test("a clock that jumps years ahead does not take the events away")
    func jump() async throws {
        let fixture = try await system(CentralSystemSettings(securityEventDays: 30))
        let before = try await types(fixture, .init())
        fixture.time.advance(seconds: 10 * 365 * 86_400)
        try await fixture.system.securityEvents.prune()
        #expect(try await types(fixture, .init()) == before)
    }

    @Test("known types are counted apart, all others together, and only known critical ones as critical")
    func metrics() async throws {
        let fixture = try await system()
        let metrics = fixture.system.metrics
        #expect(metrics.securityEvents["TamperDetectionActivated"].value == 2)
        #expect(metrics.securityEvents["other"].value == 1)
        #expect(metrics.criticalSecurityEvents.value == 3)
        #expect(metrics.securityEvents.values.count == 19)
    }

    @Test("control characters in techInfo stay what they are")
    func controls() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        _ = try await fixture.connect().result(
            "SecurityEventNotification", #"{"type":"X","timestamp":"2026-09-21T14:13:20Z","techInfo":"a\u0000b\r\n\u001b[31mc\u202e"}"#)
        let event = try await fixture.system.securityEvents.list(SecurityEventFilter()).items.first
        #expect(event?.techInfo == "a\u{0}b\r\n\u{1B}[31mc\u{202E}")
    }

    @Test("every list reads an index from its end on", arguments: [
        SecurityEventFilter(), .init(type: "x"), .init(isCritical: true), .init(isCritical: true, isAcknowledged: false),
        .init(isAcknowledged: true), .init(source: .centralSystem), .init(from: CentralSystemFixture.morning),
        .init(to: CentralSystemFixture.morning), .init(search: "x"),
    ])
    func plans(filter: SecurityEventFilter) async throws {
        let fixture = try await CentralSystemFixture()
        let plan = try await fixture.database.read { connection in
            let recorder = PlanRecorder(connection)
            _ = try SecurityEventStore.list(filter, chargePointKey: nil, before: nil, limit: 10, in: recorder)
            return recorder.plans.joined(separator: "; ")
        }
        #expect(!plan.contains("TEMP B-TREE"), "\(plan)")
        #expect(plan.contains("SEARCH"), "\(plan)")
    }
}

/// Asks SQLite how it would read, besides reading.
private final class PlanRecorder: SQLConnection {
    private let connection: any SQLConnection
    private(set) var plans: [String] = []

    init(_ connection: any SQLConnection) { self.connection = connection }

    func rows(_ sql: String, _ arguments: [SQLValue]) throws -> [SQLRow] {
        plans += try connection.rows("EXPLAIN QUERY PLAN \(sql)", arguments).map { try $0.text("detail") }
        return try connection.rows(sql, arguments)
    }

    func row(_ sql: String, _ arguments: [SQLValue]) throws -> SQLRow? { try connection.row(sql, arguments) }
    func execute(_ sql: String, _ arguments: [SQLValue]) throws -> Int { try connection.execute(sql, arguments) }
}

import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Security events")
struct SecurityEventTests {
    @Test("an event is recorded with its time")
    func recorded() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        _ = try await fixture.connect().result(
            "SecurityEventNotification",
            #"{"type":"TamperDetectionActivated","timestamp":"2026-09-21T14:13:20+00:00","techInfo":"lid"}"#)
        let event = try #require(
            try await fixture.system.securityEvents.list(chargePointKey: try await fixture.key()).items.first)
        #expect(event.type == "TamperDetectionActivated")
        #expect(event.timestamp == CentralSystemFixture.morning)
        #expect(event.timestampReceived == "2026-09-21T14:13:20+00:00")
        #expect(event.techInfo == "lid")
    }

    @Test("a flood of events that are not critical does not push out a critical one")
    func flood() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        _ = try await fixture.connect().result(
            "SecurityEventNotification", #"{"type":"TamperDetectionActivated","timestamp":"2026-09-21T14:13:20Z"}"#)
        let (key, now) = (try await fixture.key(), fixture.time.now())
        try await fixture.database.write { connection in
            try connection.execute(
                """
                WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 10000)
                INSERT INTO security_events (charge_point_key, type, received_at) SELECT $1, 'InvalidMessages', $2 FROM numbers
                """,
                [.integer(key), .integer(now.milliseconds)])
            try SecurityEventService.note("InvalidMessages", techInfo: nil, chargePointKey: key, at: now, in: connection)
        }
        let kept = try await fixture.database.read { connection in
            try connection.rows("SELECT type, count(*) AS events FROM security_events GROUP BY type ORDER BY type")
                .map { [try $0.text("type"), String(try $0.int64("events"))] }
        }
        #expect(kept == [["InvalidMessages", "10000"], ["TamperDetectionActivated", "1"]])
    }

    @Test("a certificate request is rejected and leaves a note")
    func certificate() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let answer = try await fixture.connect().result("SignCertificate", #"{"csr":"-----BEGIN"}"#)
        #expect(answer["status"]?.string == "Rejected")
        let event = try await fixture.system.securityEvents.list(chargePointKey: try await fixture.key()).items.first
        #expect(event?.type == SecurityEventService.signCertificateRejected)
    }
}

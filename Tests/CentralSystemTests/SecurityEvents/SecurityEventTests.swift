import OCPP16
import OCPPJ
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

import OCPP16
import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Connector status")
struct StatusNotificationTests {
    @Test("a report is kept as sent, and replaced by the next")
    func report() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        _ = try await station.result(
            "StatusNotification",
            """
            {"connectorId":2,"errorCode":"OtherError","status":"Faulted","info":"door open",\
            "timestamp":"2026-09-21T14:13:19.000Z","vendorId":"com.example","vendorErrorCode":"E-17"}
            """)
        let key = try await fixture.key()
        var report = try #require(try await fixture.system.connectors.list(chargePointKey: key).first?.report)
        #expect(
            report
                == Connector.Report(
                    status: .faulted, errorCode: .otherError, info: "door open", vendorId: "com.example",
                    vendorErrorCode: "E-17", timestamp: CentralSystemFixture.morning.advanced(bySeconds: -1),
                    timestampReceived: "2026-09-21T14:13:19.000Z", receivedAt: CentralSystemFixture.morning))
        _ = try await station.result("StatusNotification", #"{"connectorId":2,"errorCode":"NoError","status":"Available"}"#)
        report = try #require(try await fixture.system.connectors.list(chargePointKey: key).first?.report)
        #expect(report.status == .available)
        #expect(report.info == nil)
        #expect(report.timestamp == nil)
    }

    @Test("a connector that a transaction names is known without a report")
    func ensured() async throws {
        let fixture = try await CentralSystemFixture()
        let key = try await fixture.register().chargePoint.key
        try await fixture.database.write { connection in
            for _ in 0..<2 {
                try ConnectorStore.ensureExists(
                    chargePointKey: key, connectorId: 3, at: CentralSystemFixture.morning, in: connection)
            }
        }
        let connectors = try await fixture.system.connectors.list(chargePointKeys: [key])[key]
        #expect(connectors == [Connector(chargePointKey: key, connectorId: 3, createdAt: CentralSystemFixture.morning)])
    }

    @Test("an unreadable time is accepted and noted")
    func oddTime() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        _ = try await fixture.connect().result(
            "StatusNotification", #"{"connectorId":0,"errorCode":"NoError","status":"Available","timestamp":"yesterday"}"#)
        #expect(try await fixture.rules() == ["unreadableTimestamp"])
    }

    @Test("an open transaction becomes stale when its connector is available")
    func stale() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        let time = fixture.time.now().rfc3339
        let started = try await station.result(
            "StartTransaction", #"{"connectorId":1,"idTag":"TAG","meterStart":0,"timestamp":"\#(time)"}"#)
        let id = try #require(started["transactionId"]?.int)
        fixture.time.advance(seconds: 60)
        _ = try await station.result("StatusNotification", #"{"connectorId":1,"errorCode":"NoError","status":"Available"}"#)
        #expect(try await fixture.system.transactions.get(id)?.stale != nil)
    }
}

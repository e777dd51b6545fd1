import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("Status reports of firmware, diagnostics and logs")
struct StatusReportTests {
    @Test("firmware status, signed or not, is recorded newest first")
    func firmware() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        _ = try await station.result("FirmwareStatusNotification", #"{"status":"Idle"}"#)
        _ = try await station.result("SignedFirmwareStatusNotification", #"{"status":"InstallRebooting","requestId":17}"#)
        _ = try await station.result("SignedFirmwareStatusNotification", #"{"status":"Installed"}"#)
        let page = try await fixture.system.firmwareStatuses.list(
            chargePointKey: try await fixture.key(), PageRequest(limit: 2))
        #expect(page.items.map(\.status) == ["Installed", "InstallRebooting"])
        #expect(page.items.map(\.requestId) == [nil, 17])
        let rest = try await fixture.system.firmwareStatuses.list(
            chargePointKey: try await fixture.key(), PageRequest(limit: 2, cursor: page.nextCursor))
        #expect(rest.items.map(\.isSigned) == [false])
    }

    @Test("diagnostics and log status are recorded apart")
    func diagnostics() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        _ = try await station.result("DiagnosticsStatusNotification", #"{"status":"Uploading"}"#)
        _ = try await station.result("LogStatusNotification", #"{"status":"Uploaded","requestId":3}"#)
        let key = try await fixture.key()
        #expect(try await fixture.system.diagnosticsStatuses.list(.diagnostics, chargePointKey: key).items.map(\.status) == ["Uploading"])
        #expect(try await fixture.system.diagnosticsStatuses.list(.log, chargePointKey: key).items.map(\.requestId) == [3])
    }
}

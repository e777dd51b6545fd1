import OCPP16
import OCPPJ
import Testing

@testable import CentralSystem

@Suite("Asking for the configuration after a boot")
struct ConfigurationAfterBootTests {
    private func chore(_ fixture: ConfigurationFixture) -> ConfigurationAfterBoot {
        ConfigurationAfterBoot(
            database: fixture.central.database, time: fixture.central.time, chargePoints: fixture.central.system.chargePoints,
            connections: fixture.central.system.connections, commands: fixture.central.system.commands)
    }

    @Test("is done only where it is allowed", arguments: [
        (false, nil as Bool?, false), (false, true, true), (true, nil, true), (true, false, false),
    ])
    func allowed(server: Bool, chargePoint: Bool?, asks: Bool) async throws {
        let fixture = try await ConfigurationFixture(
            CentralSystemSettings(automation: server), of: ChargePointSettings(automation: chargePoint))
        try await fixture.boot()
        #expect(fixture.link.calls.isEmpty)
        fixture.link.script { _, _ in .success(ConfigurationFixture.report([("A", "1")])) }
        try await chore(fixture).run()
        #expect(fixture.link.calls == (asks ? ["GetConfiguration {}"] : []))
        #expect(try await fixture.entry("A")?.value == (asks ? "1" : nil))
        #expect(try await fixture.known().lastReading?.requestedBy == (asks ? "automation" : nil))
    }

    @Test("is done once per boot, whatever the answer")
    func once() async throws {
        let fixture = try await ConfigurationFixture(CentralSystemSettings(automation: true))
        let chore = chore(fixture)
        try await chore.run()
        #expect(fixture.link.calls.isEmpty, "a connection is no boot")
        fixture.link.script { action, _ in .failure(CallFailure(.timedOut, action: action)) }
        try await fixture.boot()
        try await chore.run()
        try await chore.run()
        #expect(fixture.link.calls.count == 1)
        try await fixture.boot()
        try await chore.run()
        #expect(fixture.link.calls.count == 2)
    }

    @Test("is not done before the charge point is accepted", arguments: [RegistrationStatus.pending, .rejected])
    func registration(status: RegistrationStatus) async throws {
        let fixture = try await ConfigurationFixture(CentralSystemSettings(automation: true), status)
        try await fixture.boot()
        try await chore(fixture).run()
        #expect(fixture.link.calls.isEmpty)
        _ = try await fixture.central.system.chargePoints.update("CP-1", ChargePointChanges(registrationStatus: .accepted))
        try await chore(fixture).run()
        #expect(fixture.link.calls.isEmpty, "only the next boot is a boot")
        try await fixture.boot()
        try await chore(fixture).run()
        #expect(fixture.link.calls.count == 1)
    }

    @Test("waits a while for a connection that was lost", arguments: [(60, true), (3600, false)])
    func connection(seconds: Int, asks: Bool) async throws {
        let fixture = try await ConfigurationFixture(CentralSystemSettings(automation: true))
        try await fixture.boot()
        fixture.responder.closed(.connectionLost)
        fixture.central.time.advance(seconds: seconds)
        try await chore(fixture).run()
        fixture.responder.opened(fixture.link)
        try await chore(fixture).run()
        #expect(fixture.link.calls.isEmpty == !asks)
    }
}

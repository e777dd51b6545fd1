import OCPPJ
import Persistence
import Testing

@testable import CentralSystem

@Suite("Central system")
struct CentralSystemTests {
    @Test("running ends when it is cancelled, with everything written")
    func run() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        station.responder.observed(ConnectionRegistryTests.frame(at: fixture.time.now()))
        let running = Task { try await fixture.system.run() }
        running.cancel()
        try await running.value
        #expect(try await fixture.system.messages.list().items.count == 1)
    }

    @Test("stored settings are kept, replaced and removed")
    func storedSettings() async throws {
        let settings = try await CentralSystemFixture().system.storedSettings
        #expect(try await settings.value("token") == nil)
        try await settings.set("token", to: "one")
        try await settings.set("token", to: "two")
        #expect(try await settings.value("token") == "two")
        try await settings.remove("token")
        #expect(try await settings.value("token") == nil)
    }

    @Test("migrations have numbers of their own and run twice without harm")
    func migrations() async throws {
        #expect(Set(FeatureMigrations.all.map(\.number)).count == FeatureMigrations.all.count)
        let fixture = try await CentralSystemFixture()
        _ = try await fixture.restarted()
    }
}

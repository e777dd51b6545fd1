import OCPP16
import OCPPJ
import OCPPTransport
import Synchronization
import Testing

@testable import ChargePointSimulator

@Suite("Simulation", .timeLimit(.minutes(10)))
struct SimulationTests {
    private func settings(_ change: (inout SimulationSettings) -> Void = { _ in }) -> SimulationSettings {
        var settings = SimulationSettings.demonstration(url: "ws://localhost:9000/ocpp")
        change(&settings)
        return settings
    }

    @Test("identities are numbered, and appended to the URL")
    func identities() {
        #expect(settings().identities == ["DEMO-0001", "DEMO-0002", "DEMO-0003", "DEMO-0004", "DEMO-0005"])
        #expect(settings { $0.count = 12_345 }.identities.first == "DEMO-00001")
        #expect(settings { ($0.count, $0.identity) = (1, "CP 1/a") }.identities == ["CP 1/a"])
        #expect(settings().url(of: "CP 1/ä") == "ws://localhost:9000/ocpp/CP%201%2F%C3%A4")
        #expect(settings { $0.url += "/" }.url(of: "A") == "ws://localhost:9000/ocpp/A")
    }

    @Test("no two connectors have a driver in common when the idTags suffice")
    func drivers() throws {
        let all = try settings().profiles().flatMap(\.idTags)
        #expect(all.count == 10)
        #expect(all.allSatisfy { $0.count == 2 })
        #expect(Set(all.joined()).count == 20)
        let few = try settings { $0.idTags = ["A", "B"] }.profiles().flatMap(\.idTags)
        #expect(few.allSatisfy { $0.count == 1 })
        #expect(try settings { $0.idTags = [] }.profiles().allSatisfy(\.idTags.isEmpty))
    }

    @Test("settings that cannot be are named")
    func wrong() {
        func fault(_ change: (inout SimulationSettings) -> Void) -> String? {
            #expect(throws: SimulationSettingsError.self) { try settings(change).profiles() }?.name
        }
        #expect(fault { $0.url = "http://x" } == "url")
        #expect(fault { $0.count = 0 } == "count")
        #expect(fault { $0.identity = "X" } == "identity")
        #expect(fault { $0.connectors = 0 } == "connectors")
        #expect(fault { $0.models = [] } == "models")
        #expect(fault { $0.idTags = ["123456789012345678901"] } == "idTags")
        #expect(fault { $0.acceleration = 0.5 } == "acceleration")
        #expect(fault { $0.meterIntervalSeconds = -1 } == "meterIntervalSeconds")
        #expect(fault { $0.connectsPerSecond = 0 } == "connectsPerSecond")
        #expect(fault { $0.stopAfterSessions = 0 } == "stopAfterSessions")
        #expect(fault { $0.security.profile = .basic } == "password")
        #expect(fault { $0.security = ChargePointSecurity(profile: .tlsWithBasic, password: [1]) } == "secureURL")
        #expect(fault { ($0.secureURL, $0.security.profile) = ("wss://x", .tlsWithCertificate) } == "certificate")
        #expect(fault { $0.secureURL = "ws://x" } == "secureURL")
        #expect(fault { $0.url = "" } == "url")
    }

    @Test("charge points differ in their security, and connect to the URL of their profile")
    func securities() async throws {
        let authority = try TestAuthority()
        var second = ChargePointSecurity(profile: .tlsWithBasic, password: factoryPassword, knowsExtension: true)
        second.centralSystemRoots = [authority.root]
        var third = ChargePointSecurity(profile: .tlsWithCertificate, knowsExtension: true)
        third.certificate = try authority.own("DEMO-0003")
        let settings = settings {
            $0.idTags = []
            $0.secureURL = "wss://localhost:9443/ocpp"
            $0.securityByIdentity = ["DEMO-0002": second, "DEMO-0003": third]
        }
        #expect(settings.url(of: "A", isSecure: true) == "wss://localhost:9443/ocpp/A")
        let clock = TestClock()
        let centralSystem = FakeCentralSystem(clock: clock)
        let accesses = Mutex<[String: CentralSystemAccess]>([:])
        let simulation = try Simulation(
            settings: settings, time: clock, sleep: { try await clock.sleep($0) },
            connect: { identity, access, responder, _ in
                accesses.withLock { $0[identity] = access }
                return try centralSystem.connect(responder)
            })
        let run = Task { try await simulation.run() }
        #expect(await clock.run { simulation.progress.snapshot.booted == 5 })
        let seen = accesses.withLock(\.self)
        #expect(seen["DEMO-0001"] == CentralSystemAccess())
        #expect(seen["DEMO-0002"]?.tls?.trustRoots == [authority.root.pem])
        #expect(seen["DEMO-0002"]?.password == factoryPassword)
        #expect(seen["DEMO-0003"]?.tls?.certificateChain != nil)
        #expect(await clock.run { centralSystem.actions.count { $0 == "SecurityEventNotification" } == 2 })
        run.cancel()
        #expect(await clock.run { simulation.progress.snapshot.connected == 0 })
        try await run.value
    }

    @Test("runs until so many sessions have finished, and leaves nothing open")
    func sessions() async throws {
        let clock = TestClock()
        let centralSystem = FakeCentralSystem(clock: clock)
        let simulation = try Simulation(
            settings: settings { $0.stopAfterSessions = 7 }, time: clock, sleep: { try await clock.sleep($0) },
            connect: { _, _, responder, _ in try centralSystem.connect(responder) })
        let run = Task { try await simulation.run() }
        #expect(await clock.run { simulation.progress.snapshot.sessionsFinished >= 7 })
        #expect(await clock.run { simulation.progress.snapshot.connected == 0 })
        try await run.value
        #expect(centralSystem.links.count == 5)
        #expect(centralSystem.closed == Array(repeating: .shutdown, count: 5))
        let starts = centralSystem.actions.count { $0 == "StartTransaction" }
        #expect(centralSystem.actions.count { $0 == "StopTransaction" } == starts)
    }

    @Test("the demonstration shows charging within ten seconds")
    func demonstration() async throws {
        let clock = TestClock()
        let centralSystem = FakeCentralSystem(clock: clock)
        let simulation = try Simulation(
            settings: settings(), time: clock, sleep: { try await clock.sleep($0) },
            connect: { _, _, responder, _ in try centralSystem.connect(responder) })
        let run = Task { try await simulation.run() }
        #expect(await clock.run { simulation.progress.snapshot.charging >= 2 })
        #expect(clock.now().seconds(since: morning) <= 10)
        run.cancel()
        #expect(await clock.run { simulation.progress.snapshot.connected == 0 })
        try await run.value
    }
}

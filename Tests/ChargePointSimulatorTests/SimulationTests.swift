import OCPP16
import OCPPJ
import OCPPTransport
import Synchronization
import Testing

@testable import ChargePointSimulator

@Suite("Simulation", .timeLimit(.minutes(10)))
struct SimulationTests {
    /// Five lively charge points with drivers.
    private func scenario(_ change: (inout Scenario) -> Void = { _ in }) throws -> Scenario {
        var scenario = try Scenario.demonstration(url: "ws://localhost:9000/ocpp", now: morning)
        scenario.fleets = [scenario.fleets[0]]
        change(&scenario)
        return scenario
    }

    @Test("identities are numbered, and appended to the URL")
    func identities() throws {
        #expect(try scenario().identities == ["DEMO-0001", "DEMO-0002", "DEMO-0003", "DEMO-0004", "DEMO-0005"])
        #expect(try scenario { $0.fleets[0].count = 12_345 }.identities.first == "DEMO-00001")
        #expect(try scenario { $0.fleets[0].named = ["CP 1/a"] }.identities == ["CP 1/a"])
        #expect(try scenario().url(of: "CP 1/ä") == "ws://localhost:9000/ocpp/CP%201%2F%C3%A4")
        #expect(try scenario { $0.url += "/" }.url(of: "A") == "ws://localhost:9000/ocpp/A")
        let odd: Set<Quirk> = [.doubleSlash, .trailingSlash, .percentEncodedIdentity]
        #expect(try scenario().url(of: "A1", quirks: odd) == "ws://localhost:9000/ocpp//%41%31/")
    }

    @Test("no two connectors have a driver in common when the idTags suffice")
    func drivers() throws {
        let all = try scenario().profiles(now: morning).flatMap(\.idTags)
        #expect(all.count == 10)
        #expect(all.allSatisfy { $0.count == 2 })
        #expect(Set(all.joined()).count == 20)
        let few = try scenario { $0.fleets[0].idTags = ["A", "B"] }.profiles(now: morning).flatMap(\.idTags)
        #expect(few.allSatisfy { $0.count == 1 })
        #expect(try scenario { $0.fleets[0].idTags = [] }.profiles(now: morning).allSatisfy(\.idTags.isEmpty))
    }

    @Test("members that cannot be are named")
    func wrong() throws {
        func fault(_ change: (inout Scenario) -> Void) -> String? {
            #expect(throws: ScenarioError.self) { try scenario(change).profiles(now: morning) }?.member
        }
        #expect(fault { $0.url = "http://x" } == "centralSystem.url")
        #expect(fault { $0.url = "" } == "centralSystem.url")
        #expect(fault { $0.secureURL = "ws://x" } == "centralSystem.tlsURL")
        #expect(fault { $0.fleets = [] } == "fleets")
        #expect(fault { $0.fleets[0].count = 0 } == "fleets[0].count")
        #expect(fault { $0.fleets[0].named = [""] } == "fleets[0].identities")
        #expect(fault { $0.fleets.append($0.fleets[0]) } == "fleets[1].prefix")
        #expect(fault { $0.fleets[0].connectors = 0 } == "fleets[0].connectors")
        #expect(fault { $0.fleets[0].models = [] } == "fleets[0].model")
        #expect(fault { $0.fleets[0].idTags = ["123456789012345678901"] } == "fleets[0].idTags")
        #expect(fault { $0.fleets[0].meterIntervalSeconds = -1 } == "fleets[0].meterInterval")
        #expect(fault { $0.fleets[0].faults.neverStops = 1.5 } == "fleets[0].faults.neverStops")
        #expect(fault { $0.fleets[0].quirks = [.noZone, .hourOffsets] } == "fleets[0].quirks")
        #expect(fault { $0.time.acceleration = 0.5 } == "time.acceleration")
        #expect(fault { ($0.time.acceleration, $0.time.begins) = (1, .ago(seconds: 60)) } == "time.acceleration")
        #expect(fault { $0.time.begins = .at(morning.advanced(bySeconds: 1)) } == "time.begins")
        #expect(fault { $0.connectsPerSecond = 0 } == "connectsPerSecond")
        #expect(fault { $0.end.sessions = 0 } == "end.sessions")
        #expect(fault { $0.fleets[0].security.profile = .basic } == "fleets[0].security.password")
        #expect(fault { $0.fleets[0].security = ChargePointSecurity(profile: .tlsWithBasic, password: [1]) } == "centralSystem.tlsURL")
        #expect(
            fault { ($0.secureURL, $0.fleets[0].security.profile) = ("wss://x", .tlsWithCertificate) }
                == "fleets[0].security.clientCertificate")
    }

    @Test("charge points differ in their security, and connect to the URL of their profile")
    func securities() async throws {
        let authority = try TestAuthority()
        var second = ChargePointSecurity(profile: .tlsWithBasic, password: factoryPassword, knowsExtension: true)
        second.centralSystemRoots = [authority.root]
        var third = ChargePointSecurity(profile: .tlsWithCertificate, knowsExtension: true)
        third.certificate = try authority.own("DEMO-0003")
        let scenario = try scenario {
            $0.fleets[0].idTags = []
            $0.secureURL = "wss://localhost:9443/ocpp"
            $0.fleets[0].securityByIdentity = ["DEMO-0002": second, "DEMO-0003": third]
        }
        #expect(scenario.url(of: "A", isSecure: true) == "wss://localhost:9443/ocpp/A")
        let clock = TestClock()
        let centralSystem = FakeCentralSystem(clock: clock)
        let accesses = Mutex<[String: CentralSystemAccess]>([:])
        let simulation = try Simulation(
            scenario: scenario, time: clock, sleep: { try await clock.sleep($0) },
            connect: { profile, access, responder, _ in
                accesses.withLock { $0[profile.identity] = access }
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
            scenario: scenario { $0.end.sessions = 7 }, time: clock, sleep: { try await clock.sleep($0) },
            connect: { _, _, responder, _ in try centralSystem.connect(responder) })
        let run = Task { try await simulation.run() }
        #expect(await clock.run { simulation.progress.snapshot.sessionsFinished >= 7 })
        // The farewell takes no time here. If time went by, its limit could pass before the last messages are sent.
        try await run.value
        #expect(simulation.progress.snapshot.connected == 0)
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
            scenario: scenario(), time: clock, sleep: { try await clock.sleep($0) },
            connect: { _, _, responder, _ in try centralSystem.connect(responder) })
        let run = Task { try await simulation.run() }
        #expect(await clock.run { simulation.progress.snapshot.charging >= 2 })
        #expect(clock.now().seconds(since: morning) <= 10)
        run.cancel()
        #expect(await clock.run { simulation.progress.snapshot.connected == 0 })
        try await run.value
    }
}

import OCPP16
import OCPPJ
import Testing

@testable import ChargePointSimulator

@Suite("The same seed plays the same", .timeLimit(.minutes(10)))
struct DeterminismTests {
    private static let faulty = """
        centralSystem: {url: ws://localhost/ocpp}
        time: {acceleration: 60}
        fleets:
          - count: 3
            idTags: {pattern: "T{number}", count: 30}
            meterInterval: 5 s
            drivers: {unknownIdTag: 20 %}
            quirks: [hourOffsets, celcius, sessionRegister, reusesMessageIDs]
            faults:
              losesLink: {every: 1 h, for: 1 min to 10 min}
              halfOpen: {every: 2 h}
              powerFails: {every: 4 h, for: 5 min}
              clock: {ahead: 3 h, setBy: heartbeat}
              repeatsMessages: 20 %
              losesAnswers: 20 %
              neverStops: 20 %
        """

    /// What every charge point of a scenario sends within so many seconds, and how its connections go.
    private func conversations(_ scenario: Scenario, seconds: Double) throws -> [String] {
        try scenario.profiles(now: morning).map { profile in
            var bench = Bench(profile)
            try bench.run(seconds: seconds)
            let sent = try zip(bench.sent, bench.calls).map { sent, call in
                "\(sent.at) \(call.form) \(call.action) \(String(decoding: try call.payload(), as: UTF8.self))"
            }
            return "\(sent) \(bench.losses)"
        }
    }

    @Test("drivers, faults and quirks")
    func everything() throws {
        var scenario = try Scenario(yaml: Self.faulty, now: morning)
        let first = try conversations(scenario, seconds: 1200)
        #expect(try conversations(scenario, seconds: 1200) == first)
        #expect(Set(first).count == 3, "no charge point is like another")
        scenario.seed = 2
        #expect(try conversations(scenario, seconds: 1200) != first)
    }

    @Test("a fleet more at the end changes nothing for the others")
    func moreFleets() throws {
        var scenario = try Scenario(yaml: Self.faulty, now: morning)
        let alone = try conversations(scenario, seconds: 600)
        var other = Fleet()
        other.prefix = "OTHER-"
        scenario.fleets.append(other)
        #expect(try conversations(scenario, seconds: 600).prefix(3) == alone[...])
    }

    @Test("the same drivers come however fast answers are")
    func drivers() async throws {
        let scenario = try Scenario(
            yaml: """
                centralSystem: {url: ws://localhost/ocpp}
                end: {sessions: 30}
                time: {acceleration: 60}
                fleets: [{count: 2, idTags: {pattern: "T{number}", count: 40}, meterInterval: 0}]
                """, now: morning)
        func idTags() async throws -> [String: [String]] {
            let clock = TestClock()
            let centralSystem = FakeCentralSystem(clock: clock)
            let simulation = try Simulation(
                scenario: scenario, time: clock, sleep: { try await clock.sleep($0) },
                connect: { profile, _, responder, _ in try centralSystem.connect(responder, identity: profile.identity) })
            let run = Task { try await simulation.run() }
            #expect(await clock.run { simulation.progress.snapshot.sessionsFinished >= 30 })
            try await run.value
            var idTags: [String: [String]] = [:]
            for identity in scenario.identities {
                for start in centralSystem.decoded(StartTransaction.self, from: identity) {
                    idTags["\(identity) \(start.connectorId)", default: []].append(start.idTag.text)
                }
            }
            return idTags
        }
        let first = try await idTags()
        let second = try await idTags()
        #expect(first.count == 4)
        for (connector, idTags) in first {
            // How many there are by the end depends on the pace; who they are does not.
            let common = min(idTags.count, second[connector]?.count ?? 0)
            #expect(common >= 4)
            #expect(idTags.prefix(common) == second[connector]?.prefix(common))
        }
    }
}

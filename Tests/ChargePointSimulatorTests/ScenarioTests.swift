import Foundation
import OCPP16
import OCPPJ
import Testing

@testable import ChargePointSimulator

@Suite("Scenario files")
struct ScenarioTests {
    private func read(_ yaml: String) throws -> Scenario {
        try Scenario(yaml: yaml, file: "x.yaml", now: morning) { scenario in
            if scenario.url.isEmpty { scenario.url = "ws://localhost/ocpp" }
        }
    }

    @Test("the example can be read, and shows every quirk's place, every fault and every habit")
    func example() throws {
        let scenario = try read(Scenario.example)
        #expect(scenario.fleets.count == 3)
        #expect(scenario.fleets[0].identities.count == 20)
        #expect(scenario.fleets[0].drivers.stay == 1200...5400)
        #expect(scenario.fleets[0].drivers.neverPlugIn == 0.02)
        #expect(scenario.fleets[1].identities == ["OLD-1", "OLD-2"])
        #expect(scenario.fleets[1].models[0].vendor.text == "Oldtimer")
        #expect(scenario.fleets[1].featureProfiles == Set(FeatureProfile.allCases).subtracting([.smartCharging, .reservation]))
        #expect(scenario.fleets[1].quirks.count == 5)
        let faults = scenario.fleets[2].faults
        #expect(faults.losesLink == .init(every: 21_600, duration: 60...1200))
        #expect(faults.powerFails?.every == 172_800)
        #expect(faults.clock == .init(ahead: -7200, setBy: .heartbeat))
        #expect(faults.repeatsMessages == 0.05)
        #expect(scenario.fleets[2].reconnect == ReconnectPolicy(firstSeconds: 1, longestSeconds: 30))
        #expect(scenario.end.sessions == 500)
        #expect(scenario.end.seconds == 600)
        #expect(scenario.time.acceleration == 60)
    }

    @Test("the built-in scenarios can be read")
    func builtIn() throws {
        let demonstration = try Scenario.demonstration(url: "ws://localhost/ocpp", now: morning)
        #expect(demonstration.identities == (1...7).map { "DEMO-000\($0)" })
        #expect(try Scenario.bench(url: "ws://localhost/ocpp", seconds: 10, now: morning).end.seconds == 10)
    }

    @Test("the scenarios in docs/scenarios can be read")
    func documented() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let folder = root.appending(path: "docs/scenarios")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".yaml") }
        #expect(files.count >= 3)
        for file in files {
            let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
            _ = try Scenario(yaml: text, file: file, folder: folder.path, now: morning)
        }
    }

    @Test("one value will do where there may be a list, and idTags can be numbered")
    func lists() throws {
        let scenario = try read("fleets: {model: fast150, without: RemoteTrigger, quirks: noZone, idTags: {pattern: 'T{number}', count: 3}}")
        #expect(scenario.fleets[0].models == [.fast150])
        #expect(scenario.fleets[0].quirks == [.noZone])
        #expect(scenario.fleets[0].idTags == ["T0001", "T0002", "T0003"])
    }

    @Test(
        "times are read with their units",
        arguments: [("90 s", 90.0), ("20 min", 1200), ("1.5 h", 5400), ("2 days", 172_800), ("7", 7), ("500 ms", 0.5), ("1 week", 604_800)])
    func times(text: String, seconds: Double) throws {
        #expect(try read("{end: {after: \(text)}, fleets: [{count: 1}]}").end.seconds == seconds)
    }

    @Test("clocks begin a time ago, or at a moment")
    func beginnings() throws {
        let ago = try read("{time: {begins: 30 days ago, acceleration: 3000}, fleets: [{count: 1}]}")
        #expect(ago.time.begins == .ago(seconds: 2_592_000))
        let moment = try read("{time: {begins: '2026-01-31T09:30:00Z', acceleration: 3000, atPresent: goOn}, fleets: [{count: 1}]}")
        #expect(moment.time.begins == Timestamp(rfc3339: "2026-01-31T09:30:00Z").map { .at($0) })
        #expect(moment.time.goesOnAtPresent)
    }

    @Test(
        "what is wrong is told with the file, the line, the member and what is allowed",
        arguments: [
            ("fleets: [{count: 1}]\nsped: 3", "x.yaml, line 2: sped does not exist; a scenario can have centralSystem, seed, end"),
            ("fleets:\n  - count: 1\n    drivers:\n      stay: often", "line 4: fleets[0].drivers.stay is \"often\"; allowed: a time such as 20 min, or two"),
            ("fleets:\n  - count: 0", "line 2: fleets[0].count is \"0\"; allowed: a whole number, 1...1000000"),
            ("fleets:\n  - quirks: [noZone, noWheels]", "line 2: fleets[0].quirks[1] is \"noWheels\"; allowed: noSubprotocol, trailingSlash"),
            ("fleets:\n  - quirks: [noZone, hourOffsets]", "line 2: fleets[0].quirks is \"hourOffsets, noZone\"; allowed: one of these"),
            ("fleets:\n  - faults:\n      losesLink: {for: 3 s}", "line 3: fleets[0].faults.losesLink needs every"),
            ("fleets:\n  - faults: {neverStops: 120 %}", "line 2: fleets[0].faults.neverStops is \"120 %\"; allowed: a share"),
            ("fleets:\n  - {count: 2, identities: [A]}", "fleets[0].identities stands in place of count and prefix"),
            ("fleets:\n  - identities: [A]\n  - identities: [A]", "line 3: fleets[1].identities is \"A\"; allowed: every identity once"),
            ("fleets:\n  - model: socket23", "fleets[0].model is \"socket23\"; allowed: cable11, fast150, socket22"),
            ("fleets:\n  - model: {like: cable11, vendor: A name that is longer than twenty}", "fleets[0].model.vendor is \"A name that is longer than twenty\"; allowed: at most 20 characters"),
            ("fleets:\n  - without: Core", "fleets[0].without is \"Core\"; allowed: every profile but Core"),
            ("fleets:\n  - security: {profile: 1}", "line 2: fleets[0].security.password is \"none\"; allowed: security profiles 1 and 2 need one"),
            ("fleets:\n  - security: {passwordFile: /nowhere/x}", "fleets[0].security.passwordFile is \"/nowhere/x\", a file that cannot be read"),
            ("fleets:\n  - idTags: {pattern: TAG, count: 3}", "fleets[0].idTags has a pattern without {number} in it"),
            ("time: {acceleration: 20000}\nfleets: [{count: 1}]", "line 1: time.acceleration is \"20000.0\"; allowed: 1...10000"),
            ("time: {begins: soon}\nfleets: [{count: 1}]", "line 1: time.begins is \"soon\"; allowed: a time such as 30 days ago"),
            ("time: {begins: 2 days ago}\nfleets: [{count: 1}]", "time.acceleration is \"1.0\"; allowed: 2...1000000 with a beginning in the past"),
            ("centralSystem: {url: http://x}\nfleets: [{count: 1}]", "line 1: centralSystem.url is \"http://x\"; allowed: ws://host[:port]/path"),
            ("end: {after: 9999999999999 days}\nfleets: [{count: 1}]", "line 1: end.after is \"9999999999999 days\"; allowed: a time"),
            ("seed: 3\nseed: 4\nfleets: [{count: 1}]", "seed stands there twice"),
            ("seed: 3", "the scenario has no fleets"),
            ("fleets: []", "fleets is \"none\"; allowed: at least 1"),
            ("fleets: [", "x.yaml, line 2: the scenario is no valid YAML"),
            ("", "x.yaml: the scenario is empty"),
            ("- 1", "the scenario is \"a list\"; allowed: a mapping with centralSystem"),
        ])
    func wrong(yaml: String, message: String) throws {
        let error = try #require(#expect(throws: ScenarioError.self) { try read(yaml) })
        #expect(error.description.contains(message), "\(error)")
    }
}

import OCPP16
import OCPPJ
import Testing

@testable import ChargePointSimulator

@Suite("Faults that are played", .timeLimit(.minutes(10)))
struct FaultTests {
    private func bench(seed: UInt64 = 7, _ change: (inout FaultPlan) -> Void) throws -> Bench {
        var profile = try profile(seed: seed)
        change(&profile.faults)
        return Bench(profile)
    }

    @Test("a link that is lost comes back after its time, without a boot, and what was missed is told")
    func losesLink() throws {
        var bench = try bench { $0.losesLink = .init(every: 3600, duration: 300...600) }
        try bench.run(seconds: 8 * 3600)
        #expect((5...16).contains(bench.losses.count))
        #expect(bench.losses.allSatisfy { $0 == .dropped })
        #expect(bench.connects == bench.losses.count + 1)
        #expect(bench.messages.count { $0.boot != nil } == 1)
        let starts = bench.messages.count { $0.start != nil }
        let stops = bench.messages.count { $0.stop != nil }
        #expect(starts > 5 && (starts - 1...starts).contains(stops))
        #expect(bench.behaviour.takeOddities().faults == [.losesLink: bench.losses.count])
    }

    @Test("a connection that dies without a trace is followed by another at once")
    func halfOpen() throws {
        var bench = try bench { $0.halfOpen = .init(every: 3600, duration: 1...1) }
        try bench.run(seconds: 4 * 3600)
        #expect(bench.losses.count >= 2)
        #expect(bench.losses.allSatisfy { $0 == .forsaken })
        #expect(bench.connects == bench.losses.count + 1)
        #expect(bench.behaviour.isOnline)
        #expect(bench.closes.isEmpty)
    }

    @Test("after a power failure the charge point boots, and tells the end of what it had begun")
    func powerFails() throws {
        var bench = try bench { $0.powerFails = .init(every: 1800, duration: 120...120) }
        #expect(try bench.run(atMost: 40_000) { $0.stop?.reason == .powerLoss })
        try bench.settle()
        let boots = bench.messages.indices.filter { bench.messages[$0].boot != nil }
        let stop = try #require(bench.messages.firstIndex { $0.stop?.reason == .powerLoss })
        #expect(boots.count >= 2 && boots.contains { $0 < stop && $0 > 0 })
        let message = try #require(bench.messages[stop].stop)
        #expect(message.timestamp.timestamp.map { bench.sent[stop].at.seconds(since: $0) >= 120 } == true)
    }

    @Test("or knows nothing of it any more")
    func powerFailsAndForgets() throws {
        var bench = try bench {
            $0.powerFails = .init(every: 1800, duration: 120...120)
            $0.transactionsAtPowerFailure = .forgotten
        }
        try bench.run(seconds: 12 * 3600)
        #expect(!bench.messages.contains { $0.stop?.reason == .powerLoss })
        let unstopped = bench.behaviour.faultState.unstopped
        #expect(unstopped > 0)
        let starts = bench.messages.count { $0.start != nil }
        #expect((0...1).contains(starts - unstopped - bench.messages.count { $0.stop != nil }))
    }

    @Test("a transaction that is never stopped: the driver goes, and the next one comes")
    func neverStops() throws {
        var bench = try bench { $0.neverStops = 1 }
        try bench.run(seconds: 4 * 3600)
        #expect(bench.messages.count { $0.start != nil } >= 3)
        #expect(!bench.messages.contains { $0.stop != nil })
        #expect(bench.summaries.count { $0 == "Available(1)" } >= 3)
    }

    @Test("a start and a stop are sent twice under one id")
    func repeats() throws {
        var bench = try bench { $0.repeatsMessages = 1 }
        try bench.run(seconds: 4 * 3600)
        let copies = bench.calls.filter { $0.form.copies == 2 }.map(\.message)
        #expect(copies.count == bench.messages.count { $0.start != nil || $0.stop != nil })
        #expect(copies.allSatisfy { $0.start != nil || $0.stop != nil })
    }

    @Test("an answer that is lost with the link: the same message follows on the next connection, and once is enough")
    func losesAnswers() throws {
        var bench = try bench { $0.losesAnswers = 1 }
        #expect(try bench.run { $0.stop != nil })
        try bench.run(seconds: 60)
        let starts = bench.messages.compactMap(\.start)
        let stops = bench.messages.compactMap(\.stop)
        #expect(starts.count == 2 && starts[0] == starts[1])
        #expect(stops.count == 2 && stops[0] == stops[1])
        #expect(bench.connects == 3)
        #expect(bench.behaviour.tally.sessionsStarted == 1)
        #expect(bench.behaviour.tally.sessionsFinished == 1)
    }

    @Test(
        "a clock that is wrong until something sets it",
        arguments: [(FaultPlan.ClockSetting.nothing, 7200.0), (.heartbeat, 0), (.bootNotification, 0)])
    func clock(setBy: FaultPlan.ClockSetting, ahead: Double) throws {
        var bench = try bench { $0.clock = .init(ahead: 7200, setBy: setBy) }
        try bench.settle()
        let first = try #require(bench.messages.compactMap(\.status).first?.timestamp?.timestamp)
        #expect(first.seconds(since: morning) == (setBy == .bootNotification ? 0 : 7200))
        bench.set(.heartbeatInterval, to: "10")
        #expect(try bench.run { $0.start != nil })
        let sent = try #require(bench.sent.last { $0.message.start != nil })
        #expect(sent.message.start?.timestamp.timestamp?.seconds(since: sent.at) == ahead)
    }

    @Test("drivers whom nobody knows present themselves, and drivers keep their habits")
    func habits() throws {
        var profile = try profile()
        profile.unknownIdTags = [try token("STRANGER")]
        profile.drivers.unknownIdTag = 1
        profile.drivers.plugInFirst = 0
        profile.drivers.unplugToEnd = 1
        profile.drivers.neverPlugIn = 0
        var bench = Bench(profile)
        #expect(try bench.run { $0.stop != nil })
        #expect(bench.messages.compactMap(\.authorize?.idTag.text) == ["STRANGER"])
        #expect(bench.messages.compactMap(\.stop).last?.reason == .evDisconnected)
        #expect(bench.summaries.prefix(6).suffix(3) == ["Authorize", "Preparing(1)", "Start"])
    }

    @Test("who is without a link at the end connects once more to tell what happened")
    func farewell() throws {
        var bench = Bench(try profile())
        #expect(try bench.run { $0.status?.status == .charging })
        try bench.disconnect()
        bench.isReachable = true
        bench.behaviour.stop(atOnce: false, at: bench.now)
        try bench.settle()
        #expect(bench.messages.last { $0.stop != nil }?.stop?.reason == .other)
        #expect(bench.closes == [.shutdown])
        #expect(bench.behaviour.phase == .stopped)
    }

    @Test("a dead connection is left open and silent, until the charge point goes")
    func forsaken() async throws {
        let clock = TestClock()
        let centralSystem = FakeCentralSystem(clock: clock)
        let progress = SimulationProgress()
        var profile = try profile(idTags: [])
        profile.faults.halfOpen = .init(every: 60, duration: 1...1)
        let chargePoint = VirtualChargePoint(
            profile: profile, connectAt: morning, time: clock, progress: progress,
            connect: { _, responder, _ in try centralSystem.connect(responder) }, sleep: { try await clock.sleep($0) })
        await chargePoint.start()
        #expect(await clock.run { centralSystem.links.count == 2 && progress.snapshot.booted == 1 })
        #expect(centralSystem.closed.isEmpty)
        #expect(progress.ledger.faultsPlayed >= 1)
        let first = centralSystem.links[0]
        let question = Task { try await first.command(GetLocalListVersion()) }
        await chargePoint.stop()
        await #expect(throws: CallError.self) { try await question.value }
        #expect(centralSystem.closed.contains(.connectionLost) && centralSystem.closed.contains(.shutdown))
    }
}

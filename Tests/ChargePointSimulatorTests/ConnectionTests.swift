import OCPP16
import OCPPJ
import Testing

@testable import ChargePointSimulator

@Suite("Connecting and registering")
struct ConnectionTests {
    @Test("waits grow up to the longest, and differ")
    func backoff() {
        let policy = ReconnectPolicy(firstSeconds: 2, longestSeconds: 60)
        #expect(policy.delay(failures: 0, jitter: 1) == 2)
        #expect(policy.delay(failures: 0, jitter: 0) == 1)
        #expect(policy.delay(failures: 3, jitter: 1) == 16)
        #expect(policy.delay(failures: 1000, jitter: 1) == 60)
        #expect(policy.delay(failures: 1000, jitter: 0.5) == 45)
    }

    @Test("a cold boot: BootNotification, every connector's status, then heartbeats at the interval given")
    func coldBoot() throws {
        var bench = Bench(try profile(connectors: 2, idTags: []))
        try bench.settle()
        #expect(bench.summaries == ["Boot", "Available(0)", "Available(1)", "Available(2)"])
        #expect(bench.behaviour.configuration.integer(.heartbeatInterval) == 300)
        bench.forget()
        try bench.run(seconds: 900)
        #expect(bench.summaries == ["Heartbeat", "Heartbeat", "Heartbeat"])
        #expect(bench.sent.first?.at == morning.advanced(bySeconds: 300))
    }

    @Test("while pending nothing is sent but BootNotification at the interval, and what is triggered")
    func pending() throws {
        var bench = Bench(try profile())
        let answer = try bench.bootAnswer(.pending, interval: 20)
        bench.answer = { $0.boot == nil ? nil : .success(answer) }
        try bench.run(seconds: 50)
        #expect(bench.summaries == ["Boot", "Boot", "Boot"])
        #expect(bench.sent.map { $0.at.seconds(since: morning) } == [0, 20, 40])
        #expect(try bench.command(TriggerMessage(requestedMessage: .heartbeat)).status == .accepted)
        #expect(try bench.command(RemoteStartTransaction(idTag: token("TAG-1"))).status == .rejected)
        #expect(bench.summaries.suffix(1) == ["Heartbeat"])
        bench.answer = nil
        try bench.run(seconds: 20)
        #expect(bench.summaries.suffix(3) == ["Boot", "Available(0)", "Available(1)"])
    }

    @Test("an interval of 0 does not mean at once")
    func noInterval() throws {
        var bench = Bench(try profile())
        let answer = try bench.bootAnswer(.pending, interval: 0)
        bench.answer = { $0.boot == nil ? nil : .success(answer) }
        try bench.run(seconds: 59)
        #expect(bench.summaries == ["Boot"])
    }

    @Test("once rejected the charge point closes, and comes back when it may ask again")
    func rejected() throws {
        var bench = Bench(try profile())
        let answer = try bench.bootAnswer(.rejected, interval: 120)
        bench.answer = { $0.boot == nil ? nil : .success(answer) }
        try bench.run(seconds: 119)
        #expect(bench.closes.count == 1)
        #expect(bench.connects == 1)
        bench.answer = nil
        try bench.run(seconds: 1)
        #expect(bench.connects == 2)
        #expect(bench.behaviour.isOnline)
    }

    @Test("a BootNotification that fails is sent again")
    func bootFails() throws {
        var bench = Bench(try profile())
        bench.answer = { $0.boot == nil ? nil : .failure(CallFailure(.callError, action: "BootNotification")) }
        try bench.run(seconds: 60)
        #expect(bench.summaries == ["Boot", "Boot"])
        #expect(bench.behaviour.tally.failures == 2)
    }

    @Test("an unreachable Central System is tried again and again, ever less often")
    func unreachable() throws {
        var bench = Bench(try profile())
        bench.isReachable = false
        try bench.run(seconds: 600)
        #expect((10...30).contains(bench.connects))
        #expect(bench.behaviour.tally.failures == bench.connects)
        bench.isReachable = true
        try bench.run(seconds: 60)
        #expect(bench.behaviour.isOnline)
    }

    @Test("after a lost link there is no boot, and only a status that has changed is told")
    func reconnect() throws {
        var bench = Bench(try profile(connectors: 2, idTags: []))
        try bench.settle()
        bench.forget()
        try bench.disconnect()
        bench.isReachable = true
        try bench.run(seconds: 10)
        #expect(bench.connects == 2)
        #expect(bench.summaries.isEmpty)
    }

    @Test("a connection that breaks before the answer to BootNotification begins with it again")
    func lostBoot() throws {
        var bench = Bench(try profile(idTags: []))
        bench.answer = { $0.boot == nil ? nil : .failure(CallFailure(.disconnected, action: "BootNotification")) }
        try bench.settle()
        bench.answer = nil
        try bench.run(seconds: 10)
        #expect(bench.summaries == ["Boot", "Boot", "Available(0)", "Available(1)"])
    }
}

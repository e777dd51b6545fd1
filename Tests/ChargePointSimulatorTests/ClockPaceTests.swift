import OCPP16
import OCPPJ
import Testing

@testable import ChargePointSimulator

@Suite("Simulated clocks", .timeLimit(.minutes(10)))
struct ClockPaceTests {
    private let month = ClockPace(startedAt: morning, begins: morning.advanced(bySeconds: -3000), acceleration: 31)

    @Test("a clock begins in the past and runs until it has caught up; then it is the real one")
    func pace() {
        #expect(month.reading(at: morning) == morning.advanced(bySeconds: -3000))
        #expect(month.reading(at: morning.advanced(bySeconds: 10)) == morning.advanced(bySeconds: -3000 + 310))
        #expect(month.secondsUntilPresent == 100)
        #expect(month.reading(at: morning.advanced(bySeconds: 100)) == morning.advanced(bySeconds: 100))
        #expect(month.reading(at: morning.advanced(bySeconds: 500)) == morning.advanced(bySeconds: 500))
    }

    @Test("what is waited for in real time is, before and after", arguments: [0, 50, 99, 100, 200])
    func realTime(start: Int) {
        let real = morning.advanced(bySeconds: start)
        let reading = month.reading(at: real)
        #expect(month.real(of: reading) == real)
        #expect(month.moment(30, after: reading) == month.reading(at: real.advanced(bySeconds: 30)))
    }

    @Test("without a beginning in the past it is the real clock")
    func real() {
        let pace = ClockPace(startedAt: morning, begins: morning, acceleration: 100)
        #expect(pace == .real)
        #expect(pace.reading(at: morning) == morning)
        #expect(pace.moment(3, after: morning) == morning.advanced(bySeconds: 3))
    }

    @Test("days of traffic are dated as if they had gone by, with energies as in life, and end at the present")
    func days() async throws {
        let clock = TestClock()
        let centralSystem = FakeCentralSystem(clock: clock)
        let scenario = try Scenario(
            yaml: """
                centralSystem: {url: ws://localhost/ocpp}
                time: {begins: 4 days ago, acceleration: 1000}
                fleets:
                  - {count: 3, connectors: 1, idTags: {pattern: "T{number}", count: 9}, meterInterval: 30 min}
                """, now: morning)
        let simulation = try Simulation(
            scenario: scenario, time: clock, sleep: { try await clock.sleep($0) },
            connect: { _, _, responder, _ in try centralSystem.connect(responder) })
        let run = Task { try await simulation.run() }
        #expect(await clock.run { centralSystem.closed.count == 3 })
        try await run.value
        // 4 days are 346 s here: a heartbeat each minute of real time, and not one each minute of those days.
        #expect(centralSystem.actions.count { $0 == "Heartbeat" } <= 18)
        let starts = centralSystem.decoded(StartTransaction.self)
        let stops = centralSystem.decoded(StopTransaction.self)
        #expect(starts.count == stops.count && starts.count > 50)
        let times = starts.compactMap(\.timestamp.timestamp)
        #expect(times.allSatisfy { $0 >= morning.advanced(bySeconds: -4 * 86_400) && $0 <= clock.now() })
        #expect(times.contains { $0 < morning.advanced(bySeconds: -3 * 86_400) })
        #expect(times.contains { $0 > morning.advanced(bySeconds: -86_400) })
        let energy = stops.map(\.meterStop).reduce(0, +) - starts.map(\.meterStart).reduce(0, +)
        #expect(energy / stops.count > 3000, "a session is some kWh, not some Wh")
        #expect(!centralSystem.decoded(MeterValues.self).isEmpty)
    }
}

import ChargingSchedules
import OCPP16
import OCPPJ
import Testing

@Suite("Composite schedules as a charge point answers them")
struct ConversionTests {
    private let start = "2026-11-23T00:00:00Z"

    @Test("periods become a ChargingSchedule, equal neighbours joined")
    func converted() throws {
        let schedule = try composite(
            [
                .txDefault(1, ChargingSchedule([(0, 16), (600, 10)], duration: 1200, start: start, phases: 1, minimum: 6)),
                .chargePointMax(2, ChargingSchedule([(0, 32), (300, 16), (900, 10)], duration: 1800, start: start)),
            ], seconds: 3600)
        #expect(
            schedule.chargingSchedule(unlimited: 63)
                == ChargingSchedule(
                    duration: 3600, chargingRateUnit: .amperes,
                    chargingSchedulePeriod: [
                        ChargingSchedulePeriod(startPeriod: 0, limit: 16, numberPhases: 1),
                        ChargingSchedulePeriod(startPeriod: 600, limit: 10, numberPhases: 1),
                        ChargingSchedulePeriod(startPeriod: 1200, limit: 10), ChargingSchedulePeriod(startPeriod: 1800, limit: 63),
                    ], minChargingRate: 6))
    }

    @Test(
        "a second with more than one limit gets the lowest",
        arguments: [
            // Limits from milliseconds on, and what becomes of them.
            ([(0, 16), (2500, 10)], [(0, 16), (2, 10)]), ([(0, 10), (2500, 16)], [(0, 10), (3, 16)]),
            ([(0, 10), (2300, 6), (2600, 16)], [(0, 10), (2, 6), (3, 16)]), ([(0, 10), (2300, 16), (2600, 6)], [(0, 10), (2, 6)]),
            ([(0, 16), (2300, 10), (2600, 6)], [(0, 16), (2, 6)]), ([(0, 10), (2300, 6), (2400, 4), (2600, 16)], [(0, 10), (2, 4), (3, 16)]),
            ([(0, 10), (2300, 16), (2600, 12)], [(0, 10), (3, 12)]), ([(0, 10), (2300, 6), (3000, 16)], [(0, 10), (2, 6), (3, 16)]),
            ([(0, 10), (2300, 6), (3500, 16)], [(0, 10), (2, 6), (4, 16)]),
        ] as [([(Int64, ChargingRate)], [(Int32, ChargingRate)])])
    func fractions(given: [(Int64, ChargingRate)], expected: [(Int32, ChargingRate)]) throws {
        let start = try moment(start)
        let profiles = given.enumerated().map { index, step in
            let from = DateTime(Timestamp(milliseconds: start.milliseconds + step.0))
            return InstalledProfile.txDefault(
                index, level: index, ChargingSchedule(startSchedule: from, chargingRateUnit: .amperes, chargingSchedulePeriod: [
                    ChargingSchedulePeriod(startPeriod: 0, limit: step.1)
                ]))
        }
        let converted = try composite(profiles, seconds: 10).chargingSchedule(unlimited: 63)
        #expect(converted == ChargingSchedule(expected, duration: 10))
    }

    @Test("a schedule of no duration still has a period")
    func empty() throws {
        #expect(try composite([], seconds: 0).chargingSchedule(unlimited: 32) == ChargingSchedule([(0, 32)], duration: 0))
    }

    @Test("what is converted agrees with what it came from, and is never above it", arguments: 0..<300)
    func agrees(seed: Int) throws {
        var scenario = RandomScenario(seed: seed, scale: 86_400)
        // Some milliseconds, as clocks have them.
        var random = SplitMix64(seed: seed)
        scenario.request.start.milliseconds += Int64(random.number(0...999))
        let schedule = scenario.schedule
        let converted = schedule.chargingSchedule(unlimited: 5_000_000)
        #expect(converted.chargingSchedulePeriod.first?.startPeriod == 0)
        let exact = ComparisonTolerance(seconds: 0, rate: 0, maximum: 5_000_000)
        #expect(!schedule.compared(with: converted, scheduleStart: nil, tolerance: exact).differences.contains { $0.kind == .higher })
        let close = ComparisonTolerance(seconds: 2, rate: 0, maximum: 5_000_000)
        #expect(schedule.compared(with: converted, scheduleStart: scenario.request.start, tolerance: close).agrees)
    }
}

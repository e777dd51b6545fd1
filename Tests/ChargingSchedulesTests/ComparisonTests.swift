import ChargingSchedules
import OCPP16
import OCPPJ
import Testing

@Suite("Comparison with a charge point's own composite schedule")
struct ComparisonTests {
    private let start = "2026-11-23T00:00:00Z"

    private func expected(unit: ChargingRateUnitType = .amperes, phases: Int? = nil) throws -> CompositeSchedule {
        try composite([.txDefault(1, ChargingSchedule([(0, 16), (3600, 10)], start: start, phases: phases))], seconds: 7200, unit: unit)
    }

    private func differences(
        _ answer: ChargingSchedule, from start: String? = nil, tolerance: ComparisonTolerance = ComparisonTolerance()
    ) throws -> [String] {
        let schedule = try expected()
        return schedule.compared(with: answer, scheduleStart: try start.map { try moment($0) }, tolerance: tolerance).differences.map {
            "\(Int($0.start.seconds(since: schedule.request.start)))-\(Int($0.end.seconds(since: schedule.request.start))) \($0.kind): \($0)"
        }
    }

    @Test("equal schedules agree, whatever the order and cut of their periods")
    func equal() throws {
        #expect(try differences(ChargingSchedule([(3600, 10), (0, 16), (1800, 16)], duration: 7200)).isEmpty)
        #expect(try differences(ChargingSchedule([(0, 16), (3600, 10), (9000, 6)])).isEmpty)
    }

    @Test("stretches where the limits differ are told, with the direction")
    func different() throws {
        #expect(
            try differences(ChargingSchedule([(0, 16), (1800, 20), (3600, 6)], duration: 7200)) == [
                "1800-3600 higher: 20 A where 16 A was expected", "3600-7200 lower: 6 A where 10 A was expected",
            ])
    }

    @Test("time that the answer says nothing about is told")
    func missing() throws {
        #expect(
            try differences(ChargingSchedule([(600, 16), (3600, 10)], duration: 7000)) == [
                "0-600 notAnswered: nothing answered where 16 A was expected",
                "7000-7200 notAnswered: nothing answered where 10 A was expected",
            ])
    }

    @Test("a start some seconds off is tolerated; one minutes off is not")
    func shifted() throws {
        // The periods are relative to the charge point's own start.
        let answer = ChargingSchedule([(0, 16), (3596, 10)], duration: 7200)
        #expect(try differences(answer, from: "2026-11-23T00:00:07Z").isEmpty)
        #expect(try expected().compared(with: answer, scheduleStart: moment("2026-11-23T00:00:07Z")).startOffset == 7)
        #expect(
            try differences(ChargingSchedule([(0, 16), (3600, 10)], duration: 7200), from: "2026-11-23T00:05:00Z") == [
                "0-300 notAnswered: nothing answered where 16 A was expected", "3600-3900 higher: 16 A where 10 A was expected",
            ])
    }

    @Test("an edge that is seconds off does not lengthen a difference beside it, short ones in a row are not lost")
    func edges() throws {
        #expect(
            try differences(ChargingSchedule([(0, 12), (3603, 10)], duration: 7200)) == ["0-3600 lower: 12 A where 16 A was expected"])
        let flickering = ChargingSchedule((0..<8).map { (Int32($0 * 5), ChargingRate(Double(20 + $0))) } + [(40, 16), (3600, 10)], duration: 7200)
        #expect(try differences(flickering).count == 8)
    }

    @Test("rounding to a tenth is tolerated, more is not, unless it is allowed")
    func rounding() throws {
        #expect(try differences(ChargingSchedule([(0, 15.95), (3600, 10.1)], duration: 7200)).isEmpty)
        #expect(try differences(ChargingSchedule([(0, 15.8), (3600, 10)], duration: 7200)).count == 1)
        #expect(try differences(ChargingSchedule([(0, 15), (3600, 11)], duration: 7200), tolerance: ComparisonTolerance(rate: 1)).isEmpty)
    }

    @Test("an answer in the other unit is converted")
    func units() throws {
        #expect(try differences(ChargingSchedule([(0, 11_040), (3600, 6900)], unit: .watts, duration: 7200)).isEmpty)
        #expect(try differences(ChargingSchedule([(0, 3680), (3600, 2300)], unit: .watts, duration: 7200, phases: 1)).isEmpty)
        #expect(
            try differences(ChargingSchedule([(0, 11_040), (3600, 3680)], unit: .watts, duration: 7200)) == [
                "3600-7200 lower: 5.3 A where 10 A was expected"
            ])
        let answer = ChargingSchedule([(0, 15.9), (3600, 10)], duration: 7200)
        #expect(try expected(unit: .watts).compared(with: answer, scheduleStart: nil).agrees)
    }

    @Test("different numbers of phases are told when both give them")
    func phases() throws {
        let answer = ChargingSchedule([(0, 16), (3600, 10)], duration: 7200, phases: 1)
        #expect(try expected().compared(with: answer, scheduleStart: nil).agrees)
        let differences = try expected(phases: 3).compared(with: answer, scheduleStart: nil).differences
        #expect(differences.map(\.kind) == [.phases, .phases])
    }

    @Test("where no profile limits, the charge point's own limit is told, unless it is what it can deliver")
    func ownLimit() throws {
        let schedule = try composite([.txDefault(1, ChargingSchedule([(0, 63)], duration: 3600, start: start))], seconds: 7200)
        let answer = ChargingSchedule([(0, 32)], duration: 7200)
        #expect(schedule.compared(with: answer, scheduleStart: nil).differences.map(\.kind) == [.lower, .limitOfItsOwn])
        #expect(schedule.compared(with: answer, scheduleStart: nil, tolerance: ComparisonTolerance(maximum: 32)).agrees)
        let lower = ChargingSchedule([(0, 32), (5000, 16)], duration: 7200)
        #expect(
            schedule.compared(with: lower, scheduleStart: nil, tolerance: ComparisonTolerance(maximum: 32)).differences.map(\.kind) == [.lower])
    }
}

import ChargingSchedules
import OCPP16
import OCPPJ
import Testing

@Suite("Units, phases and minimum rates of composite schedules")
struct UnitTests {
    @Test(
        "W become A by voltage and the period's phases, rounded down (errata, 3.68)",
        arguments: [(11_000, nil, 15.9), (11_000, 3, 15.9), (11_000, 1, 47.8), (3680, 1, 16), (0.9, 1, 0), (22_080.7, 3, 32)]
            as [(ChargingRate, Int?, ChargingRate)])
    func toAmperes(watts: ChargingRate, phases: Int?, amperes: ChargingRate) throws {
        let profile = InstalledProfile.txDefault(1, ChargingSchedule([(0, watts)], unit: .watts, phases: phases))
        let period = try #require(try composite([profile]).periods.first)
        #expect(period.limit == amperes)
        #expect(period.numberPhases == phases)
        #expect(period.unit == .amperes)
    }

    @Test(
        "A become W by voltage and phases, by no more phases than there are (errata, 3.34)",
        arguments: [(16, nil, 3, 11_040, nil), (16, 1, 3, 3680, 1), (16, 3, 1, 3680, 1), (16, nil, 1, 3680, 1), (16.1, 2, 3, 7406, 2)]
            as [(ChargingRate, Int?, Int, ChargingRate, Int?)])
    func toWatts(amperes: ChargingRate, phases: Int?, available: Int, watts: ChargingRate, reported: Int?) throws {
        let profile = InstalledProfile.txDefault(1, ChargingSchedule([(0, amperes)], phases: phases))
        let period = try #require(try composite([profile], unit: .watts, supply: ElectricalSupply(phases: available)).periods.first)
        #expect(period.limit == watts)
        #expect(period.numberPhases == reported)
    }

    @Test("limits in their own unit are used as given, also for more phases than there are (errata, 3.34)")
    func asGiven() throws {
        let profile = InstalledProfile.txDefault(1, ChargingSchedule([(0, 16)], phases: 3))
        let period = try #require(try composite([profile], supply: ElectricalSupply(phases: 1)).periods.first)
        #expect(period.limit == 16)
        #expect(period.numberPhases == 3)
    }

    @Test("tenths do not drift", arguments: Array(stride(from: 1, through: 6400, by: 7)))
    func tenths(tenths: Int) throws {
        let limit = ChargingRate(Double(tenths) / 10)
        #expect(try composite([.txDefault(1, ChargingSchedule([(0, limit)]))]).periods.first?.limit == limit)
        let sum = try composite([.txDefault(1, on: 0, ChargingSchedule([(0, limit)]))], connector: 0, connectors: [1, 2, 3])
        #expect(sum.periods.first?.limit == ChargingRate(Double(tenths * 3) / 10))
    }

    @Test("more digits than OCPP allows are cut off, never rounded up; what is no number is 0")
    func digits() throws {
        for (given, used) in [(15.96, 15.9), (0.3, 0.3), (0.1 + 0.2, 0.3), (-0.05, -0.1), (.nan, 0)] as [(Double, ChargingRate)] {
            #expect(try composite([.txDefault(1, ChargingSchedule([(0, ChargingRate(given))]))]).periods.first?.limit == used)
        }
        #expect(try composite([.txDefault(1, ChargingSchedule([(0, 1e300)]))], unit: .watts).periods.first?.limit != nil)
    }

    @Test("the phases are the fewest of the limits that are merged")
    func fewestPhases() throws {
        let profiles: [InstalledProfile] = [
            .chargePointMax(1, ChargingSchedule([(0, 10)], phases: 3)), .txDefault(2, ChargingSchedule([(0, 16)], phases: 1)),
        ]
        let period = try #require(try composite(profiles).periods.first)
        #expect(period.limit == 10)
        #expect(period.numberPhases == 1)
    }

    @Test("the minimum rate is carried along, also where the charge point's limit decides")
    func minimum() throws {
        let profiles: [InstalledProfile] = [
            .chargePointMax(1, ChargingSchedule([(0, 10)], duration: 3600, minimum: 5)),
            .txDefault(2, ChargingSchedule([(0, 16)], duration: 7200, minimum: 6)),
            .txDefault(3, level: 1, ChargingSchedule([(0, 12)], duration: 1800)),
        ]
        let schedule = try composite(profiles, seconds: 7200)
        #expect(schedule.summary == ["0: 10.0 by 1", "1800: 10.0 by 1", "3600: 16.0 by 2"])
        #expect(schedule.periods.map(\.minChargingRate) == [5, 6, 6])
        let inWatts = try composite(profiles, seconds: 7200, unit: .watts)
        #expect(inWatts.periods.map(\.minChargingRate) == [3450, 4140, 4140])
    }
}

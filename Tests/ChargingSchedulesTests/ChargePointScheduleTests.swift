import ChargingSchedules
import OCPP16
import OCPPJ
import Testing

@Suite("Composite schedules of connector 0")
struct ChargePointScheduleTests {
    private let start = "2026-11-23T00:00:00Z"

    private func defaults(_ first: ChargingRate, _ second: ChargingRate) -> [InstalledProfile] {
        [
            .txDefault(1, on: 1, ChargingSchedule([(0, first)], start: start)),
            .txDefault(2, on: 2, ChargingSchedule([(0, second)], start: start)),
        ]
    }

    @Test("the connectors are added up, and the charge point's limit holds for the sum (sections 3.13.3 and 5.7)")
    func sum() throws {
        let whole = InstalledProfile.chargePointMax(9, ChargingSchedule([(0, 32), (3600, 20)], start: start))
        let schedule = try composite(defaults(10.1, 16) + [whole], connector: 0, connectors: [1, 2])
        #expect(schedule.summary == ["0: 26.1 by 1:10.1+2:16.0", "3600: 20.0 by 9"])
    }

    @Test("while one connector has no limit, the sum has none")
    func unlimitedConnector() throws {
        let schedule = try composite(defaults(10, 16), connector: 0, connectors: [1, 2, 3])
        #expect(schedule.summary == ["0: - by none"])
        let considered = schedule.limitsConsidered(at: schedule.request.start)
        #expect(considered.map(\.verdict) == [.otherConnectorUnlimited, .otherConnectorUnlimited])
    }

    @Test("without connectors, only the charge point's limit counts")
    func noConnectors() throws {
        let whole = InstalledProfile.chargePointMax(9, ChargingSchedule([(0, 32)], start: start))
        #expect(try composite(defaults(10, 16) + [whole], connector: 0).summary == ["0: 32.0 by 9"])
        #expect(try composite(defaults(10, 16), connector: 0).summary == ["0: - by none"])
    }

    @Test("a connector that charges takes part, with its TxProfile; the default of connector 0 counts for each connector")
    func charging() throws {
        let profiles: [InstalledProfile] = [
            .txDefault(3, on: 0, kind: .relative, ChargingSchedule([(0, 8), (3600, 6)])),
            .tx(4, on: 1, transaction: 7, ChargingSchedule([(0, 32)], duration: 7200, start: start)),
        ]
        #expect(try composite(profiles, connector: 0, transaction: start).summary == ["0: 32.0 by 1:32.0", "7200: 6.0 by 1:6.0"])
        #expect(
            try composite(profiles, connector: 0, transaction: start, connectors: [2, 1, 2]).summary == [
                "0: 40.0 by 1:32.0+2:8.0", "3600: 38.0 by 1:32.0+2:6.0", "7200: 12.0 by 1:6.0+2:6.0",
            ])
    }

    @Test("a relative ChargePointMaxProfile starts with the first transaction that is going on")
    func relativeMaximum() throws {
        let whole = InstalledProfile.chargePointMax(9, kind: .relative, ChargingSchedule([(0, 32), (7200, 20)]))
        var request = CompositeScheduleRequest(connectorId: 0, start: try moment(start), duration: 86_400, unit: .amperes)
        request.transactions = [
            RunningTransaction(id: 1, connectorId: 1, start: request.start.advanced(bySeconds: -60)),
            RunningTransaction(id: 2, connectorId: 2, start: request.start.advanced(bySeconds: -3600)),
        ]
        for connector in [0, 1, 2, 3] {
            request.connectorId = connector
            #expect(CompositeSchedule(of: [whole], request).summary == ["0: 32.0 by 9", "3600: 20.0 by 9"])
        }
    }

    @Test("the phases of a sum are the most of its connectors")
    func phases() throws {
        let profiles: [InstalledProfile] = [
            .txDefault(1, on: 1, ChargingSchedule([(0, 16)], start: start, phases: 1)),
            .txDefault(2, on: 2, ChargingSchedule([(0, 16)], start: start, phases: 2)),
            .txDefault(3, on: 3, ChargingSchedule([(0, 16)], start: start)),
        ]
        #expect(try composite(profiles, connector: 0, connectors: [1, 2]).periods.map(\.numberPhases) == [2])
        #expect(try composite(profiles, connector: 0, connectors: [1, 2, 3]).periods.map(\.numberPhases) == [nil])
        #expect(try composite(profiles, connector: 0, unit: .watts, connectors: [1, 2]).periods.map(\.limit) == [11_040])
    }
}

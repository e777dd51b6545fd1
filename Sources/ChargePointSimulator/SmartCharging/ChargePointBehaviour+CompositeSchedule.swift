import ChargingSchedules
import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// GetCompositeSchedule (OCPP 1.6, section 5.7): what the charge point will let flow, its own ratings included. For
    /// connector 0 all connectors together, each as if it were in use.
    func getCompositeSchedule(_ request: GetCompositeSchedule, at now: Timestamp) -> GetCompositeScheduleResponse {
        let number = request.connectorId.value
        let units = allowedRateUnits
        guard (0...connectors.count).contains(number), let usual = units.first,
            units.contains(request.chargingRateUnit ?? usual)
        else { return GetCompositeScheduleResponse(status: .rejected) }
        let unit = request.chargingRateUnit ?? usual
        // Periods begin at whole seconds from the start.
        let start = Timestamp(milliseconds: now.milliseconds - now.milliseconds % 1000)
        let composite = CompositeSchedule(
            of: chargingProfiles.installed,
            CompositeScheduleRequest(
                connectorId: number, start: start, duration: request.duration, unit: unit,
                transactions: connectors.compactMap(\.runningTransaction), connectors: connectors.map(\.number),
                supply: profile.model.supply.electrical))
        let rated = profile.model.supply.rating(in: unit) * Double(number == 0 ? connectors.count : 1)
        var schedule = composite.chargingSchedule(unlimited: ChargingRate(rated))
        schedule.chargingSchedulePeriod = Self.limited(schedule.chargingSchedulePeriod, to: ChargingRate(rated))
        return GetCompositeScheduleResponse(
            status: .accepted, connectorId: request.connectorId, scheduleStart: DateTime(start),
            chargingSchedule: schedule)
    }

    /// No connector gives more than it is built for; neighbours that are equal then are joined.
    private static func limited(
        _ periods: [ChargingSchedulePeriod], to maximum: ChargingRate
    ) -> [ChargingSchedulePeriod] {
        periods.reduce(into: []) { result, period in
            var period = period
            period.limit = min(period.limit, maximum)
            if let last = result.last, last.limit == period.limit, last.numberPhases == period.numberPhases { return }
            result.append(period)
        }
    }
}

extension Connector {
    /// The transaction as charging schedules see it.
    var runningTransaction: RunningTransaction? {
        transaction.map { RunningTransaction(id: $0.transactionID, connectorId: number, start: $0.startedAt) }
    }
}

extension Supply {
    /// What conversions between current and power count with.
    var electrical: ElectricalSupply {
        switch self {
        case .alternating(let phases, _): ElectricalSupply(volts: Int(Self.phaseVolts), phases: phases)
        case .direct: ElectricalSupply(volts: Int(Self.phaseVolts), phases: 3)
        }
    }

    /// The most that a connector gives: the current on each phase, or the power on all of them.
    func rating(in unit: ChargingRateUnitType) -> Double {
        switch (self, unit) {
        case (.alternating(_, let amperes), .amperes): amperes
        case (.direct(let watts), .amperes): (watts / (3 * Self.phaseVolts)).rounded(.down)
        case (_, .watts): ratedWatts
        }
    }
}

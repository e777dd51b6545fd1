import ChargingSchedules
import Foundation
import OCPP16
import OCPPJ

/// The limit of one moment, found by asking every profile in turn, sentence by sentence of the specification; slow and without
/// any arithmetic in common with the sources.
struct NaiveLimits {
    struct Value: Equatable {
        var id: Int
        var limit: Decimal
        var numberPhases: Int?
    }

    let profiles: [InstalledProfile]
    let request: CompositeScheduleRequest

    init(_ scenario: RandomScenario) {
        profiles = scenario.profiles
        request = scenario.request
    }

    /// "This Composite Schedule is calculated by taking the minimum value for each time interval" (3.13.3).
    func limit(at moment: Timestamp) -> Decimal? {
        [chargePointMax(at: moment)?.limit, ofTransactions(at: moment)].compactMap { $0 }.min()
    }

    func chargePointMax(at moment: Timestamp) -> Value? {
        // "ChargePointMaxProfile can only be set at Charge Point ConnectorId 0."
        let installed = profiles.filter { $0.profile.chargingProfilePurpose == .chargePointMaxProfile && $0.connectorId == 0 }
        return prevailing(installed, at: moment, chargingStart: request.transactions.map(\.start).min() ?? request.start)
    }

    /// What the connector may use by its TxProfile or TxDefaultProfile; of connector 0, what all of them may use together.
    func ofTransactions(at moment: Timestamp) -> Decimal? {
        if request.connectorId != 0 { return ofTransaction(on: request.connectorId, at: moment)?.limit }
        var sum = Decimal(0)
        let connectors = Set(request.connectors).union(request.transactions.map(\.connectorId))
        if connectors.isEmpty { return nil }
        for connector in connectors {
            guard let value = ofTransaction(on: connector, at: moment) else { return nil }
            sum += value.limit
        }
        return sum
    }

    func ofTransaction(on connector: Int, at moment: Timestamp) -> Value? {
        let transaction = request.transactions.first { $0.connectorId == connector }
        let start = transaction?.start ?? request.start
        if let transaction, moment >= transaction.start {
            let own = profiles.filter {
                $0.profile.chargingProfilePurpose == .txProfile && $0.connectorId == connector
                    && ($0.profile.transactionId == nil || $0.profile.transactionId == transaction.id)
            }
            // "If a transaction-specific profile with purpose TxProfile is present, it SHALL overrule the default."
            if let value = prevailing(own, at: moment, chargingStart: start) { return value }
        }
        let defaults = profiles.filter { $0.profile.chargingProfilePurpose == .txDefaultProfile }
        let own = defaults.filter { $0.connectorId == connector }
        // "the TxDefaultProfile SHALL be replaced only for that specific connector"
        let general = defaults.filter { general in
            general.connectorId == 0 && !own.contains { $0.profile.stackLevel == general.profile.stackLevel }
        }
        return prevailing(own + general, at: moment, chargingStart: start)
    }

    /// "the prevailing charging profile SHALL be the charging profile with the highest stackLevel among the profiles that are
    /// valid"; "This fall back means that the Charge Point SHALL use a ChargingProfile with a lower stackLevel if available".
    private func prevailing(_ installed: [InstalledProfile], at moment: Timestamp, chargingStart: Timestamp) -> Value? {
        for level in (0...4).reversed() {
            // "the Charge Point SHALL replace the existing profile": only the last of a level is there.
            guard let profile = installed.last(where: { $0.profile.stackLevel == level })?.profile else { continue }
            if let value = value(of: profile, at: moment, chargingStart: chargingStart) { return value }
        }
        return nil
    }

    func value(of profile: ChargingProfile, at moment: Timestamp, chargingStart: Timestamp) -> Value? {
        if let from = profile.validFrom?.timestamp, moment < from { return nil }
        if let to = profile.validTo?.timestamp, moment >= to { return nil }
        let schedule = profile.chargingSchedule
        // "If absent the schedule will be relative to start of charging."
        var start = schedule.startSchedule?.timestamp ?? chargingStart
        if profile.chargingProfileKind == .relative { start = chargingStart }
        if moment < start { return nil }
        if profile.chargingProfileKind == .recurring, let recurrency = profile.recurrencyKind {
            // "The schedule restarts every 24 hours" or "every 7 days".
            let again = recurrency == .daily ? 24 * 60 * 60 : 7 * 24 * 60 * 60
            while start.advanced(bySeconds: again) <= moment { start = start.advanced(bySeconds: again) }
        }
        let elapsed = Int((moment.milliseconds - start.milliseconds) / 1000)
        if let duration = schedule.duration, elapsed >= duration.value { return nil }
        // "Start of the period […] also defines the stop time of the previous period."
        var current: ChargingSchedulePeriod?
        for period in schedule.chargingSchedulePeriod where period.startPeriod.value <= elapsed {
            if let known = current, known.startPeriod > period.startPeriod { continue }
            current = period
        }
        guard let current else { return nil }
        return Value(id: profile.chargingProfileId, limit: converted(current, schedule.chargingRateUnit), numberPhases: current.numberPhases)
    }

    /// "Current per phase = Power / (Line Voltage * Number of Phases)", down to one decimal digit.
    private func converted(_ period: ChargingSchedulePeriod, _ unit: ChargingRateUnitType) -> Decimal {
        let limit = Decimal(string: "\(period.limit.value)") ?? .nan
        if unit == request.unit { return limit }
        let phases = period.numberPhases ?? 3
        if unit == .watts {
            var exact = limit / Decimal(request.supply.volts * phases)
            var rounded = Decimal()
            NSDecimalRound(&rounded, &exact, 1, .down)
            return rounded
        }
        return limit * Decimal(request.supply.volts * min(phases, request.supply.phases))
    }
}

extension ChargingRate {
    /// Exactly the decimal that is written.
    var decimal: Decimal { Decimal(string: description) ?? .nan }
}

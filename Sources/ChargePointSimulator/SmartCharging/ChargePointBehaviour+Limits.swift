import ChargingSchedules
import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// How far ahead limits are computed, in seconds; then anew.
    private static let horizon: Seconds = 86_400

    /// What may flow from now on, until the limits change.
    private struct Allowance {
        /// In W.
        var watts: Double
        var until: Timestamp
    }

    /// Lets every vehicle draw what the charging profiles allow at this moment, and no more.
    ///
    /// To be called when profiles or transactions have changed, and when `limitsChangeAt` has come.
    mutating func applyLimits(at now: Timestamp) {
        limitsChangeAt = nil
        let charging = connectors.indices.filter { connectors[$0].transaction != nil }
        guard !chargingProfiles.isEmpty else {
            for index in charging { setLimit(nil, at: index, now) }
            return
        }
        guard !charging.isEmpty else { return }
        let own = charging.map { ownAllowance(at: $0, now) }
        var limits = own.map(\.watts)
        var change = own.map(\.until).min()
        if let (shared, until) = sharedLimits(for: charging, own: limits, now) {
            limits = shared
            change = change.map { min($0, until) } ?? until
        }
        limitsChangeAt = change
        for (index, watts) in zip(charging, limits) { setLimit(watts, at: index, now) }
    }

    /// What the profiles allow one connector, those for the whole charge point aside.
    private func ownAllowance(at index: Int, _ now: Timestamp) -> Allowance {
        let profiles = chargingProfiles.installed.filter { $0.profile.chargingProfilePurpose != .chargePointMaxProfile }
        let period = period(of: profiles, connector: connectors[index].number, unit: .watts, phasesInUse(at: index), now)
        let limit = period?.limit.map(\.value) ?? .infinity
        return Allowance(
            watts: min(limit, profile.model.supply.ratedWatts),
            until: period?.end ?? now.advanced(bySeconds: Self.horizon.value))
    }

    /// What is left for each connector when all of them together keep to the ChargePointMaxProfile; nil without one.
    ///
    /// A limit in amperes is kept on each phase as if every vehicle used the same ones.
    private func sharedLimits(
        for charging: [Int], own: [Double], _ now: Timestamp
    ) -> (limits: [Double], until: Timestamp)? {
        let profiles = chargingProfiles.installed.filter { $0.profile.chargingProfilePurpose == .chargePointMaxProfile }
        guard !profiles.isEmpty else { return nil }
        var unit = ChargingRateUnitType.watts
        var period = period(of: profiles, connector: 1, unit: unit, phasesInUse(by: nil), now)
        if case .profile(let reference)? = period?.reason,
            let decisive = profiles.first(where: { ProfileReference($0) == reference }),
            decisive.profile.chargingSchedule.chargingRateUnit == .amperes
        {
            unit = .amperes
            period = self.period(of: profiles, connector: 1, unit: unit, phasesInUse(by: nil), now)
        }
        guard let period, let total = period.limit?.value else {
            return (own, period?.end ?? now.advanced(bySeconds: Self.horizon.value))
        }
        let usable = period.numberPhases ?? 3
        let wattsPerUnit = charging.map { index in
            unit == .watts ? 1 : Double(min(phasesInUse(at: index), usable)) * Supply.phaseVolts
        }
        let demands = charging.indices.map { position -> Double in
            let index = charging[position]
            guard let transaction = connectors[index].transaction, transaction.offersEnergy, transaction.takesEnergy
            else { return 0 }
            let peak = connectors[index].vehicle?.peakWatts(from: profile.model.supply) ?? 0
            return min(own[position], peak) / wattsPerUnit[position]
        }
        let shares = LimitSharing.shares(of: total, between: demands)
        let limits = charging.indices.map { position -> Double in
            // Whoever takes nothing is kept from nothing, unless there is nothing for anybody.
            demands[position] == 0 && total > 0 ? own[position] : shares[position] * wattsPerUnit[position]
        }
        return (limits, period.end)
    }

    private func period(
        of profiles: [InstalledProfile], connector: Int, unit: ChargingRateUnitType, _ phases: Int, _ now: Timestamp
    ) -> CompositePeriod? {
        guard !profiles.isEmpty else { return nil }
        let request = CompositeScheduleRequest(
            connectorId: connector, start: now, duration: Self.horizon, unit: unit,
            transactions: connectors.compactMap(\.runningTransaction), connectors: connectors.map(\.number),
            supply: ElectricalSupply(volts: Int(Supply.phaseVolts), phases: phases))
        return CompositeSchedule(of: profiles, request).periods.first
    }

    /// The phases that the vehicle at a connector charges on; what a limit per phase is multiplied by.
    private func phasesInUse(at index: Int) -> Int { phasesInUse(by: connectors[index].vehicle) }

    private func phasesInUse(by vehicle: Vehicle?) -> Int {
        guard case .alternating(let phases, _) = profile.model.supply else { return 3 }
        return min(phases, vehicle?.phases ?? phases)
    }

    /// - Parameter watts: nil for no limit but the connector's own.
    private mutating func setLimit(_ watts: Double?, at index: Int, _ now: Timestamp) {
        guard let transaction = connectors[index].transaction, transaction.limitWatts != watts else { return }
        connectors[index].transaction?.limitWatts = watts
        connectors[index].meter.limit(toWatts: watts ?? .infinity, at: now)
        if transaction.offersEnergy, transaction.takesEnergy { foreseeFullBattery(at: index, now) }
        announce(index, at: now)
    }

    /// When the vehicle takes no more, as far as it can be foreseen with the present limit.
    mutating func foreseeFullBattery(at index: Int, _ now: Timestamp) {
        let seconds = connectors[index].meter.secondsUntilFull(from: now)
        connectors[index].transaction?.fullAt = seconds.map(now.later(bySeconds:))
    }
}

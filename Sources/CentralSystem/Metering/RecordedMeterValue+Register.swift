import OCPP16
import OCPPJ

extension RecordedMeterValue {
    /// The energy register that this meter value shows, in Wh; nil when it shows none.
    ///
    /// An overall value counts before the sum of the phases, the outlet before other places.
    var register: RegisterReading? { Self.register(of: samples, at: timestamp) }

    /// The energy register that these samples of one moment show.
    static func register(of samples: [NormalizedSample], at timestamp: Timestamp) -> RegisterReading? {
        let energy = samples.filter { sample in
            sample.measurand == .energyActiveImportRegister && sample.unit == "Wh" && sample.value != nil
        }
        guard !energy.isEmpty else { return nil }
        let place = energy.contains { $0.location == "Outlet" } ? "Outlet" : energy[0].location
        let here = energy.filter { $0.location == place }
        let value: Double?
        if let overall = here.first(where: { $0.phase == nil }) {
            value = overall.value
        } else {
            value = sumOfPhases(here)
        }
        guard let value, abs(value) <= greatestRegister, let wattHours = Int(exactly: value.rounded()) else { return nil }
        return RegisterReading(timestamp: timestamp, register: WattHours(wattHours))
    }

    /// 1 PWh, more than the world uses in days: what is beyond is no reading, and arithmetic on readings cannot overflow.
    private static let greatestRegister: Double = 1e15

    /// nil when a phase is missing or given twice: half a sum is no reading. A meter with one phase has L1 only.
    private static func sumOfPhases(_ samples: [NormalizedSample]) -> Double? {
        var byPhase: [Substring: Double] = [:]
        for sample in samples {
            guard let phase = sample.phase?.prefix(2), let value = sample.value, byPhase[phase] == nil else { return nil }
            byPhase[phase] = value
        }
        guard byPhase.count == 3 || Array(byPhase.keys) == ["L1"] else { return nil }
        return byPhase.values.reduce(0, +)
    }
}

import CentralSystem
import OCPP16
import OCPPJ

/// What one looks for in the samples of one moment.
struct MeterGlance: Hashable, Sendable {
    /// In W; nil when it was neither measured nor follows from the register.
    var watts: Double?
    /// The energy register in Wh.
    var register: Double?
    /// In percent.
    var stateOfCharge: Double?
    /// In V, of all phases.
    var voltage: [Double] = []
    /// In A, of all phases.
    var current: [Double] = []
    let at: Timestamp

    init(_ value: RecordedMeterValue) {
        at = value.timestamp
        watts = Self.sum(value.samples, .powerActiveImport, "W")
        register = Self.sum(value.samples, .energyActiveImportRegister, "Wh")
        stateOfCharge = value.samples.first { $0.measurand.rawValue == "SoC" }?.value
        voltage = value.samples.filter { $0.measurand.rawValue == "Voltage" }.compactMap(\.value)
        current = value.samples.filter { $0.measurand == .currentImport }.compactMap(\.value)
    }

    /// The newest of some values, which stand newest first. Power that was not measured follows from the two last registers.
    static func latest(_ values: [RecordedMeterValue]) -> MeterGlance? {
        guard let newest = values.first else { return nil }
        var glance = MeterGlance(newest)
        if glance.watts == nil, values.count > 1 { glance.watts = glance.watts(since: MeterGlance(values[1])) }
        return glance
    }

    /// The power that follows from two registers; nil when they tell none.
    func watts(since earlier: MeterGlance) -> Double? {
        guard let register, let before = earlier.register, register >= before else { return nil }
        let seconds = at.seconds(since: earlier.at)
        guard seconds >= 1, seconds <= 7200 else { return nil }
        return (register - before) * 3600 / seconds
    }

    /// The overall value, or the sum of the phases; the outlet before other places.
    private static func sum(_ samples: [NormalizedSample], _ measurand: Measurand, _ unit: String) -> Double? {
        let found = samples.filter { $0.measurand == measurand && $0.unit == unit && $0.value != nil }
        let here = found.contains { $0.location == "Outlet" } ? found.filter { $0.location == "Outlet" } : found
        guard !here.isEmpty else { return nil }
        let sum = here.first { $0.phase == nil }?.value ?? here.reduce(0) { $0 + ($1.value ?? 0) }
        return sum.isFinite ? sum : nil
    }
}

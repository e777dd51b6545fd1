import OCPP16
import OCPPJ

/// What one meter value says of the power that is charged with.
struct PowerReading: Hashable, Sendable {
    /// Power.Active.Import in W; nil when it is not among the samples.
    var watts: Double?
    /// The energy register, from which power follows when it is not measured.
    var register: RegisterReading?

    /// - Parameter sampledValue: as it was received: a JSON array.
    init(sampledValue: [UInt8], energyScale: Double?, at time: Timestamp) {
        guard let node = try? JSONNode.parse(sampledValue) else { return }
        var samples: [NormalizedSample] = []
        for element in node.elements {
            if case .good(let sample, _) = SampleNormalization(element, energyScale: energyScale) { samples.append(sample) }
        }
        let power = samples.filter { $0.measurand == .powerActiveImport && $0.unit == "W" && $0.value != nil }
        if let overall = power.first(where: { $0.phase == nil }) {
            watts = overall.value
        } else if !power.isEmpty {
            watts = power.reduce(0) { $0 + ($1.value ?? 0) }
        }
        // A fault of a meter must not make a network of gigawatts.
        if let value = watts, !value.isFinite || abs(value) > 5_000_000 { watts = nil }
        register = RecordedMeterValue.register(of: samples, at: time)
    }
}

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
        watts = Self.watts(of: samples)
        register = RecordedMeterValue.register(of: samples, at: time)
    }

    /// Power.Active.Import of samples of one moment in W; nil when it is not among them.
    static func watts(of samples: [NormalizedSample]) -> Double? {
        let power = samples.filter { $0.measurand == .powerActiveImport && $0.unit == "W" && $0.value != nil }
        guard !power.isEmpty else { return nil }
        let overall = power.first { $0.phase == nil }
        let watts = overall?.value ?? power.reduce(0) { $0 + ($1.value ?? 0) }
        // A fault of a meter must not make a network of gigawatts.
        return watts.isFinite && abs(watts) <= 5_000_000 ? watts : nil
    }
}

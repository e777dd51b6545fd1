import OCPP16

extension Quirk {
    /// The quirks about samples, in the order in which they are applied: numbers first, labels last.
    static let ofSamples: [Quirk] = [
        .sessionRegister, .kilowattHoursAsWattHours, .celcius, .hz, .unknownMeasurand, .textForNumber, .noUnits,
    ]

    /// Changes samples of one moment as this quirk wants it.
    ///
    /// - Parameter meterStart: the register when the session began; nil for samples outside any.
    /// - Returns: whether there was anything to change.
    func change(_ samples: inout [SampledValue], meterStart: Int?) -> Bool {
        switch self {
        case .sessionRegister:
            guard let meterStart else { return false }
            return Self.changeRegister(in: &samples) { String(max(0, $0 - meterStart)) }
        case .kilowattHoursAsWattHours:
            return Self.changeRegister(in: &samples) { SampledValues.decimal(Double($0) / 1000) }
        case .celcius: samples.append(Self.sample("31.5", .temperature, .celcius))
        case .hz: samples.append(Self.sample("49.98", .frequency, UnitOfMeasure(rawValue: "Hz")))
        case .unknownMeasurand:
            samples.append(Self.sample("7", Measurand(rawValue: "Fan.Speed"), UnitOfMeasure(rawValue: "krpm")))
        case .textForNumber: samples.append(Self.sample("n/a", .powerFactor, .percent))
        case .noUnits:
            for index in samples.indices where samples[index].measurand == .energyActiveImportRegister {
                samples[index].unit = nil
                samples[index].measurand = nil
            }
        default: return false
        }
        return true
    }

    private static func changeRegister(in samples: inout [SampledValue], _ change: (Int) -> String) -> Bool {
        var hasChanged = false
        for index in samples.indices where samples[index].measurand == .energyActiveImportRegister {
            guard let register = Int(samples[index].value) else { continue }
            samples[index].value = change(register)
            hasChanged = true
        }
        return hasChanged
    }

    private static func sample(_ value: String, _ measurand: Measurand, _ unit: UnitOfMeasure) -> SampledValue {
        SampledValue(value: value, context: .samplePeriodic, measurand: measurand, location: .outlet, unit: unit)
    }
}

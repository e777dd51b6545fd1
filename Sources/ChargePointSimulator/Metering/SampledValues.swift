import OCPP16
import OCPPJ

/// Turns a meter's reading into samples.
enum SampledValues {
    /// What the meters measure.
    static let measurands: [Measurand] = [
        .energyActiveImportRegister, .powerActiveImport, .currentImport, .voltage, .soc,
    ]

    /// The samples of one moment.
    ///
    /// - Parameters:
    ///   - measurands: which to take, in this order; those that the meter does not measure are left out.
    ///   - phases: how many phases the vehicle uses; nil for direct current.
    static func samples(
        of reading: MeterReading, at now: Timestamp, measurands: [Measurand], phases: Int?, context: ReadingContext
    ) -> [SampledValue] {
        measurands.flatMap { measurand -> [SampledValue] in
            switch measurand {
            case .energyActiveImportRegister:
                [sample(String(reading.registerWattHours), context, measurand, .wattHours)]
            case .powerActiveImport:
                [sample(decimal(reading.watts), context, measurand, .watts)]
            case .currentImport:
                electrical(phases: phases, context, measurand, .amperes) { phase in
                    reading.watts / Double(phases ?? 1) / volts(of: reading, at: now, phase: phase, direct: phases == nil)
                }
            case .voltage:
                electrical(phases: phases, context, measurand, .volts) { phase in
                    volts(of: reading, at: now, phase: phase, direct: phases == nil)
                }
            case .soc:
                // Only a vehicle knows; without one there is nothing to report.
                reading.stateOfCharge.map { [sample(decimal($0 * 100), context, measurand, .percent, location: .ev)] } ?? []
            default: []
            }
        }
    }

    private static func sample(
        _ value: String, _ context: ReadingContext, _ measurand: Measurand, _ unit: UnitOfMeasure, phase: Phase? = nil,
        location: Location? = nil
    ) -> SampledValue {
        SampledValue(
            value: value, context: context, measurand: measurand, phase: phase, location: location ?? .outlet, unit: unit)
    }

    /// One sample per phase, or a single one for direct current.
    private static func electrical(
        phases: Int?, _ context: ReadingContext, _ measurand: Measurand, _ unit: UnitOfMeasure, value: (Int) -> Double
    ) -> [SampledValue] {
        guard let phases else { return [sample(decimal(value(0)), context, measurand, unit)] }
        let names = measurand == .voltage ? [Phase.l1N, .l2N, .l3N] : [Phase.l1, .l2, .l3]
        return names.prefix(phases).enumerated().map { index, phase in
            sample(decimal(value(index)), context, measurand, unit, phase: phase)
        }
    }

    /// The grid's voltage wanders a little above the nominal one, so that the current which gives a power never exceeds the
    /// one that it was limited to; a battery's voltage rises as it fills.
    private static func volts(of reading: MeterReading, at now: Timestamp, phase: Int, direct: Bool) -> Double {
        guard !direct else { return 340 + 60 * (reading.stateOfCharge ?? 0) }
        let minute = Int(now.milliseconds / 60_000)
        return Supply.phaseVolts * (1 + 0.02 * SeededRandom.fraction(seed: UInt64(phase), position: minute))
    }

    /// With one decimal place, without the detour through Foundation's formatting.
    static func decimal(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
    }
}

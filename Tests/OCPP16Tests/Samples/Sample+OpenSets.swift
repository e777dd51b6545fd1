import OCPP16
import OCPPJ

/// The names that we know of the sets which charge points extend, made from our own constants.
extension Sample {
    static func openSets() throws -> [Sample] {
        let time = DateTime(Timestamp(milliseconds: 1_769_851_800_000))
        // The schema of StopTransaction lacks the unit Hertz.
        let everywhere =
            contexts.map { SampledValue(value: "1", context: $0) }
            + formats.map { SampledValue(value: "1", format: $0) }
            + measurands.map { SampledValue(value: "1", measurand: $0) }
            + phases.map { SampledValue(value: "1", phase: $0) }
            + locations.map { SampledValue(value: "1", location: $0) }
            + units.map { SampledValue(value: "1", unit: $0) }
        let hertz = SampledValue(value: "50", measurand: .frequency, unit: .hertz)
        return try [
            Sample(
                MeterValues(
                    connectorId: 1, meterValue: [MeterValue(timestamp: time, sampledValue: everywhere + [hertz])])),
            Sample(
                StopTransaction(
                    transactionId: 1, meterStop: 1, timestamp: time,
                    transactionData: [MeterValue(timestamp: time, sampledValue: everywhere)])),
        ] + reasons.map { try Sample(StopTransaction(transactionId: 1, meterStop: 1, timestamp: time, reason: $0)) }
    }

    private static let contexts: [ReadingContext] = [
        .interruptionBegin, .interruptionEnd, .other, .sampleClock, .samplePeriodic, .transactionBegin, .transactionEnd,
        .trigger,
    ]
    private static let formats: [ValueFormat] = [.raw, .signedData]
    private static let measurands: [Measurand] = [
        .currentExport, .currentImport, .currentOffered, .energyActiveExportRegister, .energyActiveImportRegister,
        .energyReactiveExportRegister, .energyReactiveImportRegister, .energyActiveExportInterval,
        .energyActiveImportInterval, .energyReactiveExportInterval, .energyReactiveImportInterval, .frequency,
        .powerActiveExport, .powerActiveImport, .powerFactor, .powerOffered, .powerReactiveExport, .powerReactiveImport,
        .rpm, .soc, .temperature, .voltage,
    ]
    private static let phases: [Phase] = [.l1, .l2, .l3, .n, .l1N, .l2N, .l3N, .l1L2, .l2L3, .l3L1]
    private static let locations: [Location] = [.body, .cable, .ev, .inlet, .outlet]
    private static let units: [UnitOfMeasure] = [
        .wattHours, .kilowattHours, .varHours, .kilovarHours, .watts, .kilowatts, .voltAmperes, .kilovoltAmperes, .vars,
        .kilovars, .amperes, .volts, .kelvin, .celcius, .celsius, .fahrenheit, .percent,
    ]
    private static let reasons: [Reason] = [
        .deAuthorized, .emergencyStop, .evDisconnected, .hardReset, .local, .other, .powerLoss, .reboot, .remote,
        .softReset, .unlockCommand,
    ]
}

extension StandardConfigurationKey {
    private static func itemLimit(of key: String, _ reference: String) -> StandardConfigurationKey {
        .init("\(key)MaxLength", .core, counted, .readOnly, required: false, reference, "How many items \(key) may have.")
    }

    /// Core (OCPP 1.6, section 9.1): meter values.
    static let coreMetering: [StandardConfigurationKey] = [
        .init(
            "ClockAlignedDataInterval", .core, .integer(0...86_400), unit: "seconds", .readWrite, required: true,
            "9.1.5, errata 3.75",
            "The length of the intervals, counted from midnight, at whose ends meter values are taken; 0: none are."),
        .init(
            "ConnectorPhaseRotation", .core, .list(.phaseRotations), .readWrite, required: true, "9.1.7",
            "How the phases of each connector are turned against its meter: `0.RST, 1.RST, 2.RTS`; 0 is the main meter."),
        itemLimit(of: "ConnectorPhaseRotation", "9.1.8"),
        .init(
            "MeterValuesAlignedData", .core, .list(.measurands), .readWrite, required: true, "9.1.15",
            "What is measured at every ClockAlignedDataInterval and sent in MeterValues."),
        itemLimit(of: "MeterValuesAlignedData", "9.1.16"),
        .init(
            "MeterValuesSampledData", .core, .list(.measurands), .readWrite, required: true, "9.1.17",
            "What is measured at every MeterValueSampleInterval and sent in MeterValues."),
        itemLimit(of: "MeterValuesSampledData", "9.1.18"),
        .init(
            "MeterValueSampleInterval", .core, counted, unit: "seconds", .readWrite, required: true, "9.1.19",
            "The time between two samples during a transaction; 0: no samples."),
        .init(
            "StopTransactionMaxMeterValues", .core, counted, .readOnly, required: false, "errata 3.89",
            "How many meter values a StopTransaction can carry; of more, some between the first and the last are left out."),
        .init(
            "StopTxnAlignedData", .core, .list(.measurands), .readWrite, required: true, "9.1.25",
            "What is measured at every ClockAlignedDataInterval and sent with StopTransaction; empty: nothing."),
        itemLimit(of: "StopTxnAlignedData", "9.1.26"),
        .init(
            "StopTxnSampledData", .core, .list(.measurands), .readWrite, required: true, "9.1.27",
            "What is measured at every MeterValueSampleInterval and sent with StopTransaction; empty: nothing."),
        itemLimit(of: "StopTxnSampledData", "9.1.28"),
    ]
}

/// What a sample measures (OCPP 1.6, section 7.31).
///
/// An open set: one odd measurand must not lose a meter reading. Import is the flow from the grid to the vehicle,
/// export the flow back.
public struct Measurand: RawRepresentable, Hashable, Codable, Sendable {
    public var rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }
}

extension Measurand {
    /// Instantaneous current from the vehicle, in A.
    public static let currentExport = Measurand(rawValue: "Current.Export")
    /// Instantaneous current to the vehicle, in A.
    public static let currentImport = Measurand(rawValue: "Current.Import")
    /// The most current offered to the vehicle, in A.
    public static let currentOffered = Measurand(rawValue: "Current.Offered")
    /// Active energy exported to the grid: the reading of the meter register, in Wh or kWh.
    public static let energyActiveExportRegister = Measurand(rawValue: "Energy.Active.Export.Register")
    /// Active energy imported from the grid: the reading of the meter register, in Wh or kWh. What an absent
    /// measurand means.
    public static let energyActiveImportRegister = Measurand(rawValue: "Energy.Active.Import.Register")
    /// Reactive energy exported to the grid: the reading of the meter register, in varh or kvarh.
    public static let energyReactiveExportRegister = Measurand(rawValue: "Energy.Reactive.Export.Register")
    /// Reactive energy imported from the grid: the reading of the meter register, in varh or kvarh.
    public static let energyReactiveImportRegister = Measurand(rawValue: "Energy.Reactive.Import.Register")
    /// Active energy exported to the grid: the amount during the interval, in Wh or kWh.
    public static let energyActiveExportInterval = Measurand(rawValue: "Energy.Active.Export.Interval")
    /// Active energy imported from the grid: the amount during the interval, in Wh or kWh.
    public static let energyActiveImportInterval = Measurand(rawValue: "Energy.Active.Import.Interval")
    /// Reactive energy exported to the grid: the amount during the interval, in varh or kvarh.
    public static let energyReactiveExportInterval = Measurand(rawValue: "Energy.Reactive.Export.Interval")
    /// Reactive energy imported from the grid: the amount during the interval, in varh or kvarh.
    public static let energyReactiveImportInterval = Measurand(rawValue: "Energy.Reactive.Import.Interval")
    /// The frequency of the grid, in Hz.
    public static let frequency = Measurand(rawValue: "Frequency")
    /// Active power from the vehicle, in W or kW.
    public static let powerActiveExport = Measurand(rawValue: "Power.Active.Export")
    /// Active power to the vehicle, in W or kW.
    public static let powerActiveImport = Measurand(rawValue: "Power.Active.Import")
    /// The power factor of the total energy flow.
    public static let powerFactor = Measurand(rawValue: "Power.Factor")
    /// The most power offered to the vehicle, in W or kW.
    public static let powerOffered = Measurand(rawValue: "Power.Offered")
    /// Reactive power from the vehicle, in var or kvar.
    public static let powerReactiveExport = Measurand(rawValue: "Power.Reactive.Export")
    /// Reactive power to the vehicle, in var or kvar.
    public static let powerReactiveImport = Measurand(rawValue: "Power.Reactive.Import")
    /// The speed of a fan, in revolutions per minute.
    public static let rpm = Measurand(rawValue: "RPM")
    /// The state of charge of the vehicle, in percent.
    public static let soc = Measurand(rawValue: "SoC")
    /// The temperature inside the charge point.
    public static let temperature = Measurand(rawValue: "Temperature")
    /// The RMS voltage of the supply, in V.
    public static let voltage = Measurand(rawValue: "Voltage")
}

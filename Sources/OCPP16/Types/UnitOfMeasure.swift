/// The unit of a sample (OCPP 1.6, section 7.45).
///
/// An open set: charge points send misspelt units, and those that the specification forgot.
public struct UnitOfMeasure: RawRepresentable, Hashable, Codable, Sendable {
    public var rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }
}

extension UnitOfMeasure {
    /// Watt-hours; what an absent unit means for energy.
    public static let wattHours = UnitOfMeasure(rawValue: "Wh")
    /// Kilowatt-hours.
    public static let kilowattHours = UnitOfMeasure(rawValue: "kWh")
    /// Reactive volt-ampere-hours.
    public static let varHours = UnitOfMeasure(rawValue: "varh")
    /// Thousands of reactive volt-ampere-hours.
    public static let kilovarHours = UnitOfMeasure(rawValue: "kvarh")
    /// Watts.
    public static let watts = UnitOfMeasure(rawValue: "W")
    /// Kilowatts.
    public static let kilowatts = UnitOfMeasure(rawValue: "kW")
    /// Volt-amperes (apparent power).
    public static let voltAmperes = UnitOfMeasure(rawValue: "VA")
    /// Kilovolt-amperes.
    public static let kilovoltAmperes = UnitOfMeasure(rawValue: "kVA")
    /// Reactive volt-amperes.
    public static let vars = UnitOfMeasure(rawValue: "var")
    /// Thousands of reactive volt-amperes.
    public static let kilovars = UnitOfMeasure(rawValue: "kvar")
    /// Amperes.
    public static let amperes = UnitOfMeasure(rawValue: "A")
    /// Volts.
    public static let volts = UnitOfMeasure(rawValue: "V")
    /// Degrees Kelvin.
    public static let kelvin = UnitOfMeasure(rawValue: "K")
    /// Degrees Celsius, in the misspelling that the schemas allow too.
    public static let celcius = UnitOfMeasure(rawValue: "Celcius")
    /// Degrees Celsius.
    public static let celsius = UnitOfMeasure(rawValue: "Celsius")
    /// Degrees Fahrenheit.
    public static let fahrenheit = UnitOfMeasure(rawValue: "Fahrenheit")
    /// Percent.
    public static let percent = UnitOfMeasure(rawValue: "Percent")
    /// Hertz; in the JSON schema of MeterValues only.
    public static let hertz = UnitOfMeasure(rawValue: "Hertz")
}

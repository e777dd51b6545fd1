/// What a unit's text means: the base unit and the factor to it (OCPP 1.6, section 7.45).
struct SampleUnit: Hashable, Sendable {
    /// Wh, varh, W, VA, var, A, V, K, Celsius, Fahrenheit, Percent or Hertz.
    let base: String
    let factor: Double
    /// The text is one of the specification's own.
    let isSpelledRight: Bool

    /// nil when the text is no unit that we know.
    init?(_ text: String) {
        if let base = Self.standard[text] {
            self.init(base, isSpelledRight: true)
        } else if let base = Self.misspelt[text.lowercased().filter { !$0.isWhitespace }] {
            self.init(base, isSpelledRight: false)
        } else {
            return nil
        }
    }

    private init(_ base: (unit: String, factor: Double), isSpelledRight: Bool) {
        self.base = base.unit
        factor = base.factor
        self.isSpelledRight = isSpelledRight
    }

    /// Whether `text` stands as it is: one of the specification's units.
    static func isStandard(_ text: String) -> Bool { standard[text] != nil }

    /// What a sample without unit is in, nil for what has none. The specification says it for energy only ("Wh", although
    /// reactive energy is counted in varh); for the others it is the base unit.
    static func assumed(for measurand: String) -> String? {
        if measurand.hasPrefix("Energy.Active") { return "Wh" }
        if measurand.hasPrefix("Energy.Reactive") { return "varh" }
        if measurand.hasPrefix("Power.Reactive") { return "var" }
        if measurand.hasPrefix("Current") { return "A" }
        switch measurand {
        case "Power.Active.Import", "Power.Active.Export", "Power.Offered": return "W"
        case "Voltage": return "V"
        case "SoC": return "Percent"
        case "Temperature": return "Celsius"
        case "Frequency": return "Hertz"
        default: return nil
        }
    }

    private static let standard: [String: (unit: String, factor: Double)] = [
        "Wh": ("Wh", 1), "kWh": ("Wh", 1000), "varh": ("varh", 1), "kvarh": ("varh", 1000),
        "W": ("W", 1), "kW": ("W", 1000), "VA": ("VA", 1), "kVA": ("VA", 1000), "var": ("var", 1), "kvar": ("var", 1000),
        "A": ("A", 1), "V": ("V", 1), "K": ("K", 1), "Celsius": ("Celsius", 1), "Fahrenheit": ("Fahrenheit", 1),
        "Percent": ("Percent", 1), "Hertz": ("Hertz", 1),
    ]

    /// Seen in the field; keys in lower case without spaces. Mega-units are absent, because in lower case an M is an m.
    private static let misspelt: [String: (unit: String, factor: Double)] = [
        "wh": ("Wh", 1), "kwh": ("Wh", 1000), "varh": ("varh", 1), "kvarh": ("varh", 1000),
        "w": ("W", 1), "watt": ("W", 1), "watts": ("W", 1), "kw": ("W", 1000),
        "va": ("VA", 1), "kva": ("VA", 1000), "var": ("var", 1), "kvar": ("var", 1000),
        "a": ("A", 1), "amp": ("A", 1), "amps": ("A", 1), "ampere": ("A", 1), "amperes": ("A", 1),
        "v": ("V", 1), "volt": ("V", 1), "volts": ("V", 1), "k": ("K", 1), "kelvin": ("K", 1),
        "celcius": ("Celsius", 1), "celsius": ("Celsius", 1), "c": ("Celsius", 1), "°c": ("Celsius", 1),
        "degc": ("Celsius", 1), "fahrenheit": ("Fahrenheit", 1), "f": ("Fahrenheit", 1), "°f": ("Fahrenheit", 1),
        "percent": ("Percent", 1), "%": ("Percent", 1), "hz": ("Hertz", 1), "hertz": ("Hertz", 1),
    ]
}

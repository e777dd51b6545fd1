/// One sample of a meter (OCPP 1.6, section 7.43).
public struct SampledValue: Hashable, Sendable {
    /// A decimal number, or signed data, by `format`.
    public var value: String
    /// On which occasion it was taken; Sample.Periodic when absent.
    public var context: ReadingContext?
    /// How the value is to be read; Raw when absent.
    public var format: ValueFormat?
    /// What was measured; Energy.Active.Import.Register when absent.
    public var measurand: Measurand?
    /// The conductors measured; an overall value when absent.
    public var phase: Phase?
    /// Where it was measured; Outlet when absent.
    public var location: Location?
    /// The unit of the value; Wh when absent and an energy was measured.
    public var unit: UnitOfMeasure?

    public init(
        value: String,
        context: ReadingContext? = nil,
        format: ValueFormat? = nil,
        measurand: Measurand? = nil,
        phase: Phase? = nil,
        location: Location? = nil,
        unit: UnitOfMeasure? = nil
    ) {
        self.value = value
        self.context = context
        self.format = format
        self.measurand = measurand
        self.phase = phase
        self.location = location
        self.unit = unit
    }
}

extension SampledValue: Codable {
    /// Written out because samples are most of what charge points send: the open sets are read as the strings that they
    /// are, without a decoder for each.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func text(_ key: CodingKeys) throws -> String? { try container.decodeIfPresent(String.self, forKey: key) }
        value = try container.decode(String.self, forKey: .value)
        context = try text(.context).map(ReadingContext.init)
        format = try text(.format).map(ValueFormat.init)
        measurand = try text(.measurand).map(Measurand.init)
        phase = try text(.phase).map(Phase.init)
        location = try text(.location).map(Location.init)
        unit = try text(.unit).map(UnitOfMeasure.init)
    }
}

/// The conductors that a sample is about (OCPP 1.6, section 7.34). Absent means an overall value. An open set.
public struct Phase: RawRepresentable, Hashable, Codable, Sendable {
    public var rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }
}

extension Phase {
    /// Phase L1.
    public static let l1 = Phase(rawValue: "L1")
    /// Phase L2.
    public static let l2 = Phase(rawValue: "L2")
    /// Phase L3.
    public static let l3 = Phase(rawValue: "L3")
    /// The neutral conductor.
    public static let n = Phase(rawValue: "N")
    /// Phase L1 with respect to the neutral conductor.
    public static let l1N = Phase(rawValue: "L1-N")
    /// Phase L2 with respect to the neutral conductor.
    public static let l2N = Phase(rawValue: "L2-N")
    /// Phase L3 with respect to the neutral conductor.
    public static let l3N = Phase(rawValue: "L3-N")
    /// Between phases L1 and L2.
    public static let l1L2 = Phase(rawValue: "L1-L2")
    /// Between phases L2 and L3.
    public static let l2L3 = Phase(rawValue: "L2-L3")
    /// Between phases L3 and L1.
    public static let l3L1 = Phase(rawValue: "L3-L1")
}

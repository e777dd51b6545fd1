/// Where a sample was taken (OCPP 1.6, section 7.30). An open set.
public struct Location: RawRepresentable, Hashable, Codable, Sendable {
    public var rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }
}

extension Location {
    /// Inside the body of the charge point.
    public static let body = Location(rawValue: "Body")
    /// In the cable between vehicle and charge point.
    public static let cable = Location(rawValue: "Cable")
    /// By the vehicle.
    public static let ev = Location(rawValue: "EV")
    /// At the connection to the grid.
    public static let inlet = Location(rawValue: "Inlet")
    /// At a connector; what an absent location means.
    public static let outlet = Location(rawValue: "Outlet")
}

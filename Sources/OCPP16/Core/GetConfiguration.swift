public import OCPPJ

/// Asks for settings of the charge point.
///
/// Sent by the Central System (OCPP 1.6, sections 5.8 and 6.23).
public struct GetConfiguration: OCPPRequest {
    public typealias Response = GetConfigurationResponse
    public static let action: OCPPAction = "GetConfiguration"

    /// The keys wanted; all of them when absent or empty.
    public var key: [CiString<50>]?

    public init(key: [CiString<50>]? = nil) {
        self.key = key
    }
}

/// The settings asked for (OCPP 1.6, section 6.24).
public struct GetConfigurationResponse: Codable, Hashable, Sendable {
    /// The keys that the charge point knows, with their settings.
    public var configurationKey: [KeyValue]?
    /// The keys asked for that it does not know.
    public var unknownKey: [CiString<50>]?

    public init(configurationKey: [KeyValue]? = nil, unknownKey: [CiString<50>]? = nil) {
        self.configurationKey = configurationKey
        self.unknownKey = unknownKey
    }
}

public import OCPPJ

/// Changes a setting of the charge point.
///
/// Sent by the Central System (OCPP 1.6, sections 5.3 and 6.9).
public struct ChangeConfiguration: OCPPRequest {
    public typealias Response = ChangeConfigurationResponse
    public static let action: OCPPAction = "ChangeConfiguration"

    /// The name of the configuration key.
    public var key: CiString<50>
    /// The new setting, always as text.
    public var value: CiString<500>

    public init(key: CiString<50>, value: CiString<500>) {
        self.key = key
        self.value = value
    }
}

/// Whether the setting has changed (OCPP 1.6, section 6.10).
public struct ChangeConfigurationResponse: Codable, Hashable, Sendable {
    /// The outcome of the change.
    public var status: ConfigurationStatus

    public init(status: ConfigurationStatus) {
        self.status = status
    }
}

/// A configuration key of a charge point with its setting (OCPP 1.6, section 7.29).
public struct KeyValue: Codable, Hashable, Sendable {
    /// The name of the key.
    public var key: CiString<50>
    /// Whether ChangeConfiguration cannot set it.
    public var readonly: Bool
    /// The setting; may be absent when nothing is set.
    public var value: CiString<500>?

    public init(key: CiString<50>, readonly: Bool, value: CiString<500>? = nil) {
        self.key = key
        self.readonly = readonly
        self.value = value
    }
}

/// An entry of a local authorization list (OCPP 1.6, section 7.1).
public struct AuthorizationData: Codable, Hashable, Sendable {
    /// The identifier that the entry is about.
    public var idTag: IdToken
    /// What the charge point shall know of it. Required in a full update; absent in a differential update it
    /// deletes the entry.
    public var idTagInfo: IdTagInfo?

    public init(idTag: IdToken, idTagInfo: IdTagInfo? = nil) {
        self.idTag = idTag
        self.idTagInfo = idTagInfo
    }
}

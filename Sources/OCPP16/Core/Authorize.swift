public import OCPPJ

/// Asks whether an identifier may start or stop charging.
///
/// Sent by the charge point (OCPP 1.6, sections 4.1 and 6.1).
public struct Authorize: OCPPRequest {
    public typealias Response = AuthorizeResponse
    public static let action: OCPPAction = "Authorize"

    /// The identifier to be authorized.
    public var idTag: IdToken

    public init(idTag: IdToken) {
        self.idTag = idTag
    }
}

/// Whether the identifier may charge (OCPP 1.6, section 6.2).
public struct AuthorizeResponse: Codable, Hashable, Sendable {
    /// The status of the identifier, its expiry and its parent.
    public var idTagInfo: IdTagInfo

    public init(idTagInfo: IdTagInfo) {
        self.idTagInfo = idTagInfo
    }
}

/// What the Central System says about an identifier (OCPP 1.6, section 7.27).
public struct IdTagInfo: Codable, Hashable, Sendable {
    /// Whether the identifier may charge.
    public var status: AuthorizationStatus
    /// When the identifier leaves the authorization cache; never when absent.
    public var expiryDate: DateTime?
    /// The group that the identifier belongs to.
    public var parentIdTag: IdToken?

    public init(status: AuthorizationStatus, expiryDate: DateTime? = nil, parentIdTag: IdToken? = nil) {
        self.status = status
        self.expiryDate = expiryDate
        self.parentIdTag = parentIdTag
    }
}

public import OCPPJ

/// Empties the authorization cache of the charge point.
///
/// Sent by the Central System (OCPP 1.6, sections 5.4 and 6.11).
public struct ClearCache: OCPPRequest {
    public typealias Response = ClearCacheResponse
    public static let action: OCPPAction = "ClearCache"

    public init() {}
}

/// Whether the cache is empty (OCPP 1.6, section 6.12).
public struct ClearCacheResponse: Codable, Hashable, Sendable {
    /// Whether the cache has been cleared.
    public var status: ClearCacheStatus

    public init(status: ClearCacheStatus) {
        self.status = status
    }
}

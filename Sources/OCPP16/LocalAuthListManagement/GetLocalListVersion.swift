public import OCPPJ

/// Asks for the version of the local authorization list.
///
/// Sent by the Central System (OCPP 1.6, sections 5.10 and 6.27).
public struct GetLocalListVersion: OCPPRequest {
    public typealias Response = GetLocalListVersionResponse
    public static let action: OCPPAction = "GetLocalListVersion"

    public init() {}
}

/// The version of the list (OCPP 1.6, section 6.28).
public struct GetLocalListVersionResponse: Codable, Hashable, Sendable {
    /// The version; 0 means that the list is empty, -1 that lists are not supported.
    public var listVersion: Int

    public init(listVersion: Int) {
        self.listVersion = listVersion
    }
}

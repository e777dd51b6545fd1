public import OCPPJ

/// Replaces or changes the local authorization list.
///
/// Sent by the Central System (OCPP 1.6, sections 5.15 and 6.41).
public struct SendLocalList: OCPPRequest {
    public typealias Response = SendLocalListResponse
    public static let action: OCPPAction = "SendLocalList"

    /// The version of the list after the update, above 0 (errata 3.52).
    public var listVersion: Int
    /// The whole list, or the changes. Each idTag stands at most once.
    public var localAuthorizationList: [AuthorizationData]?
    /// Whether the list is replaced or changed.
    public var updateType: UpdateType

    public init(listVersion: Int, localAuthorizationList: [AuthorizationData]? = nil, updateType: UpdateType) {
        self.listVersion = listVersion
        self.localAuthorizationList = localAuthorizationList
        self.updateType = updateType
    }
}

/// Whether the list is updated (OCPP 1.6, section 6.42).
public struct SendLocalListResponse: Codable, Hashable, Sendable {
    /// The outcome of the update.
    public var status: UpdateStatus

    public init(status: UpdateStatus) {
        self.status = status
    }
}

extension SendLocalList: SpecificationLimited {
    package var limitFailure: PayloadError? {
        guard listVersion > 0 else {
            return PayloadError(.constraint, path: ["listVersion"], "must be above 0")
        }
        var seen = Set<IdToken>()
        for (index, entry) in (localAuthorizationList ?? []).enumerated() {
            let path = ["localAuthorizationList", String(index)]
            guard seen.insert(entry.idTag).inserted else {
                return PayloadError(.constraint, path: path + ["idTag"], "stands in the list already")
            }
            guard updateType == .differential || entry.idTagInfo != nil else {
                return PayloadError(.missing, path: path + ["idTagInfo"], "is required in a full update")
            }
        }
        return nil
    }
}

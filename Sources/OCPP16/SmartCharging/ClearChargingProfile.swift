public import OCPPJ

/// Removes the charging profile of an id, or those that match all the other members given; all profiles when empty.
///
/// Sent by the Central System (OCPP 1.6, sections 5.5 and 6.13).
public struct ClearChargingProfile: OCPPRequest {
    public typealias Response = ClearChargingProfileResponse
    public static let action: OCPPAction = "ClearChargingProfile"

    /// The `chargingProfileId` of the profile.
    public var id: Int?
    /// The connector; 0 is the charge point as a whole.
    public var connectorId: ConnectorId?
    /// The purpose of the profiles.
    public var chargingProfilePurpose: ChargingProfilePurposeType?
    /// The stack level of the profiles, 0 or more.
    public var stackLevel: Int?

    public init(
        id: Int? = nil,
        connectorId: ConnectorId? = nil,
        chargingProfilePurpose: ChargingProfilePurposeType? = nil,
        stackLevel: Int? = nil
    ) {
        self.id = id
        self.connectorId = connectorId
        self.chargingProfilePurpose = chargingProfilePurpose
        self.stackLevel = stackLevel
    }
}

/// Whether a profile matched (OCPP 1.6, section 6.14).
public struct ClearChargingProfileResponse: Codable, Hashable, Sendable {
    /// The outcome.
    public var status: ClearChargingProfileStatus

    public init(status: ClearChargingProfileStatus) {
        self.status = status
    }
}

extension ClearChargingProfile: SpecificationLimited {
    package var limitFailure: PayloadError? {
        guard let stackLevel, stackLevel < 0 else { return nil }
        return PayloadError(.constraint, path: ["stackLevel"], "must be 0 or more")
    }
}

public import OCPPJ

/// Gives the charge point a charging profile.
///
/// Sent by the Central System (OCPP 1.6, sections 5.16 and 6.43).
public struct SetChargingProfile: OCPPRequest {
    public typealias Response = SetChargingProfileResponse
    public static let action: OCPPAction = "SetChargingProfile"

    /// The connector. 0 is the whole charge point for a ChargePointMaxProfile, any connector for a
    /// TxDefaultProfile (errata 3.53).
    public var connectorId: ConnectorId
    /// The profile.
    public var csChargingProfiles: ChargingProfile

    public init(connectorId: ConnectorId, csChargingProfiles: ChargingProfile) {
        self.connectorId = connectorId
        self.csChargingProfiles = csChargingProfiles
    }
}

/// Whether the profile is taken (OCPP 1.6, section 6.44).
public struct SetChargingProfileResponse: Codable, Hashable, Sendable {
    /// The outcome; no promise that the schedule can be kept to the letter.
    public var status: ChargingProfileStatus

    public init(status: ChargingProfileStatus) {
        self.status = status
    }
}

package import OCPP16

/// A charging profile and the connector that it is installed on.
///
/// Lists of installed profiles are in the order of installation: where two of them exclude one another, the later one
/// counts (OCPP 1.6, section 3.13.2).
package struct InstalledProfile: Hashable, Sendable {
    /// The connector, 0 or more; 0 is the charge point as a whole.
    package var connectorId: Int
    package var profile: ChargingProfile

    package init(connectorId: Int, profile: ChargingProfile) {
        self.connectorId = connectorId
        self.profile = profile
    }

    /// Whether installing this profile removes `installed` from the charge point (OCPP 1.6, sections 3.13.2, 5.16.2 and
    /// 5.16.3): it has the same identifier, or the same purpose and stack level on the same connector.
    ///
    /// A TxDefaultProfile of a connector does not remove the one of connector 0; it takes its place for that connector
    /// only (section 3.13.1), which `CompositeSchedule` sees to.
    package func replaces(_ installed: InstalledProfile) -> Bool {
        if profile.chargingProfileId == installed.profile.chargingProfileId { return true }
        return connectorId == installed.connectorId
            && profile.chargingProfilePurpose == installed.profile.chargingProfilePurpose
            && profile.stackLevel == installed.profile.stackLevel
    }
}

/// Which profile it is: what people and other programs need to find it again.
package struct ProfileReference: Hashable, Sendable {
    package var chargingProfileId: Int
    package var purpose: ChargingProfilePurposeType
    package var stackLevel: Int
    /// The connector that the profile is installed on; 0 is the charge point as a whole.
    package var connectorId: Int

    package init(_ installed: InstalledProfile) {
        chargingProfileId = installed.profile.chargingProfileId
        purpose = installed.profile.chargingProfilePurpose
        stackLevel = installed.profile.stackLevel
        connectorId = installed.connectorId
    }
}

extension ProfileReference: CustomStringConvertible {
    /// For people, for example `TxProfile 12, level 3`.
    package var description: String { "\(purpose.rawValue) \(chargingProfileId), level \(stackLevel)" }
}

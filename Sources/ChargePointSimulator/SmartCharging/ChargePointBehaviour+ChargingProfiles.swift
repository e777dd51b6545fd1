import ChargingSchedules
import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// SetChargingProfile (OCPP 1.6, section 5.16).
    ///
    /// - Throws: `CallError` for a connector that does not exist (erratum 3.39).
    mutating func setChargingProfile(
        _ request: SetChargingProfile, at now: Timestamp
    ) throws(CallError) -> SetChargingProfileResponse {
        guard (0...connectors.count).contains(request.connectorId.value) else {
            throw CallError(.propertyConstraintViolation, "connectorId: there is no connector \(request.connectorId)")
        }
        let new = InstalledProfile(connectorId: request.connectorId.value, profile: request.csChargingProfiles)
        guard chargingProfileRules.allow(new.profile), isAtItsPlace(new),
            chargingProfiles.install(new, maximumCount: configuration.integer(.maxChargingProfilesInstalled))
        else { return SetChargingProfileResponse(status: .rejected) }
        applyLimits(at: now)
        return SetChargingProfileResponse(status: .accepted)
    }

    /// Whether the purpose goes with the connector, and the transaction that is named is the one that runs there.
    private func isAtItsPlace(_ new: InstalledProfile) -> Bool {
        switch new.profile.chargingProfilePurpose {
        case .chargePointMaxProfile: return new.connectorId == 0
        case .txDefaultProfile: return true
        case .txProfile:
            guard new.connectorId > 0, let transaction = connectors[new.connectorId - 1].transaction else { return false }
            return new.profile.transactionId.map { $0 == transaction.transactionID } ?? true
        }
    }

    /// Whether RemoteStartTransaction may bring this profile: one for the transaction to come, which has no id yet
    /// (OCPP 1.6, section 5.16.2).
    func canBringAlong(_ profile: ChargingProfile) -> Bool {
        profile.chargingProfilePurpose == .txProfile && profile.transactionId == nil && chargingProfileRules.allow(profile)
            && chargingProfiles.installed.count < configuration.integer(.maxChargingProfilesInstalled)
    }

    /// A transaction starts that a RemoteStartTransaction with a profile asked for.
    mutating func installRemoteProfile(at index: Int) {
        guard let profile = connectors[index].remoteProfile else { return }
        connectors[index].remoteProfile = nil
        _ = chargingProfiles.install(
            InstalledProfile(connectorId: connectors[index].number, profile: profile),
            maximumCount: configuration.integer(.maxChargingProfilesInstalled))
    }

    /// ClearChargingProfile (OCPP 1.6, section 5.5).
    mutating func clearChargingProfile(
        _ request: ClearChargingProfile, at now: Timestamp
    ) -> ClearChargingProfileResponse {
        guard chargingProfiles.clear(request) else { return ClearChargingProfileResponse(status: .unknown) }
        applyLimits(at: now)
        return ClearChargingProfileResponse(status: .accepted)
    }

    /// What the charge point takes, as its configuration keys say.
    private var chargingProfileRules: ChargingProfileRules {
        ChargingProfileRules(
            maximumStackLevel: configuration.integer(.chargeProfileMaxStackLevel),
            maximumPeriods: configuration.integer(.chargingScheduleMaxPeriods), units: allowedRateUnits)
    }

    /// What ChargingScheduleAllowedChargingRateUnit says, in the unit's own words (erratum 3.86).
    var allowedRateUnits: [ChargingRateUnitType] {
        ConfigurationRule.elements(of: configuration.text(.chargingScheduleAllowedChargingRateUnit)).compactMap { name in
            switch name {
            case "Current": .amperes
            case "Power": .watts
            default: nil
            }
        }
    }
}

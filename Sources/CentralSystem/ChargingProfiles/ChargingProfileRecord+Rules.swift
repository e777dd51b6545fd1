import ChargingSchedules
import OCPP16
import OCPPJ

extension ChargingProfile {
    /// Whether this profile takes the place of a record's when the charge point takes it on a connector; see
    /// `InstalledProfile.replaces`.
    ///
    /// - Parameter connectorId: nil for a remote start whose connector the charge point chooses.
    func takesPlace(of old: ChargingProfileRecord, onConnector connectorId: Int?) -> Bool {
        guard let connectorId, let oldConnector = old.connectorId else {
            return chargingProfileId == old.profile.chargingProfileId
        }
        return InstalledProfile(connectorId: connectorId, profile: self)
            .replaces(InstalledProfile(connectorId: oldConnector, profile: old.profile))
    }
}

extension ChargingProfileRecord {
    /// Whether this profile was installed after `other`: by the time of the charge point's answer, and among equals by the order
    /// in which they were asked for.
    func isInstalled(after other: ChargingProfileRecord) -> Bool {
        isInstalled(after: other.installedAt ?? other.requestedAt, other.commandId)
    }

    /// Whether this profile was installed after a command that was answered at `moment`.
    func isInstalled(after moment: Timestamp, _ otherCommand: Int64) -> Bool {
        (installedAt ?? requestedAt, commandId) > (moment, otherCommand)
    }

    /// The profile as composite schedules want it: one that came with a remote start belongs to the transaction that it started.
    var installedProfile: InstalledProfile? {
        guard let connectorId else { return nil }
        var profile = profile
        if profile.chargingProfilePurpose == .txProfile { profile.transactionId = transactionId }
        return InstalledProfile(connectorId: connectorId, profile: profile)
    }

    /// Whether the profile stops when its transaction does.
    var endsWithTransaction: Bool {
        profile.chargingProfilePurpose == .txProfile || source == .remoteStartTransaction
    }
}

extension ClearChargingProfile {
    /// Whether an answered request is about a profile: the one with its id, which is the only one that can match all that is
    /// given; or else those that match all that is given, and all when nothing is (errata 3.25 and 3.26). Connector 0 is the
    /// charge point as a whole.
    func matches(_ record: ChargingProfileRecord) -> Bool {
        if let id { return record.profile.chargingProfileId == id }
        if let connectorId, record.connectorId != connectorId.value { return false }
        if let chargingProfilePurpose, record.profile.chargingProfilePurpose != chargingProfilePurpose { return false }
        if let stackLevel, record.profile.stackLevel != stackLevel { return false }
        return true
    }
}

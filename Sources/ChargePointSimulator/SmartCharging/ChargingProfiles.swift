import ChargingSchedules
import OCPP16

/// The charging profiles installed on a charge point, in order of installation. They outlast reboots (erratum 3.37).
struct ChargingProfiles: Hashable, Sendable {
    private(set) var installed: [InstalledProfile] = []

    var isEmpty: Bool { installed.isEmpty }

    /// Installs a profile in place of those that it replaces (OCPP 1.6, sections 3.13.2 and 5.16.3).
    ///
    /// - Parameter maximumCount: how many profiles there may be then (MaxChargingProfilesInstalled).
    /// - Returns: false when there would be more; then nothing is changed.
    mutating func install(_ profile: InstalledProfile, maximumCount: Int) -> Bool {
        let others = installed.filter { !profile.replaces($0) }
        guard others.count < maximumCount else { return false }
        installed = others + [profile]
        return true
    }

    /// Removes what matches every member of the request; everything when it has none. An id alone decides when it is given
    /// (errata 3.25 and 3.26).
    ///
    /// - Returns: whether anything was removed.
    mutating func clear(_ request: ClearChargingProfile) -> Bool {
        let before = installed.count
        installed.removeAll { entry in
            if let id = request.id { return entry.profile.chargingProfileId == id }
            return request.connectorId.map { $0.value == entry.connectorId } ?? true
                && request.chargingProfilePurpose.map { $0 == entry.profile.chargingProfilePurpose } ?? true
                && request.stackLevel.map { $0 == entry.profile.stackLevel } ?? true
        }
        return installed.count < before
    }

    /// The transaction at a connector has ended: its own profiles end with it (OCPP 1.6, section 3.13.1).
    mutating func transactionEnded(connectorId: Int) {
        guard !installed.isEmpty else { return }
        installed.removeAll { $0.connectorId == connectorId && $0.profile.chargingProfilePurpose == .txProfile }
    }
}

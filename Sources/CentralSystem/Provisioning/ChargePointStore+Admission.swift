import OCPP16
import OCPPJ
import Persistence

/// What admission has to know of a charge point.
struct AdmissionRecord: Sendable {
    var key: Int64
    var registrationStatus: RegistrationStatus
    /// As stored; nil when the charge point has no password.
    var passwordHash: String?
    /// What was sent as its password and is not confirmed, newest first.
    var pendingPasswords: [PendingPassword]
    /// As registered; nil when it follows from the password.
    var securityProfile: SecurityProfile?
    /// A higher profile that was sent and is not confirmed.
    var pendingSecurityProfile: SecurityProfile?
    /// As registered by the operator.
    var serialNumber: String?
    var settings: ChargePointSettings
}

extension ChargePointStore {
    static func admissionRecord(_ id: String, in connection: any SQLConnection) throws -> AdmissionRecord? {
        try connection.row(
            """
            SELECT key, registration_status, password_hash, heartbeat_interval, ping_interval, require_subprotocol,
                meter_energy_scale, automation, security_profile, pending_security_profile, registered_serial_number
            FROM charge_points WHERE id = $1 AND deleted_at IS NULL
            """,
            [.text(id)]
        ).map { row in
            let key = try row.int64("key")
            return AdmissionRecord(
                key: key, registrationStatus: try registrationStatus(row),
                passwordHash: try row.textIfPresent("password_hash"),
                pendingPasswords: try PendingPasswordStore.list(chargePointKey: key, in: connection),
                securityProfile: try securityProfile(row), pendingSecurityProfile: try pendingSecurityProfile(row),
                serialNumber: try row.textIfPresent("registered_serial_number"), settings: try settings(row))
        }
    }

    /// Creates a charge point that introduced itself, unless `pendingLimit` wait for acceptance already.
    ///
    /// - Returns: nil when there is no room.
    static func admitStranger(
        _ id: String, as registrationStatus: RegistrationStatus, pendingLimit: Int, at time: Timestamp,
        in connection: any SQLConnection
    ) throws -> AdmissionRecord? {
        if let known = try admissionRecord(id, in: connection) { return known }
        if registrationStatus == .pending, try pendingCount(in: connection) >= pendingLimit { return nil }
        _ = try insert(id, registrationStatus: registrationStatus, at: time, in: connection)
        return try admissionRecord(id, in: connection)
    }
}

import OCPP16
import OCPPJ
import Persistence

/// What admission has to know of a charge point.
struct AdmissionRecord: Sendable {
    var key: Int64
    var registrationStatus: RegistrationStatus
    /// As stored; nil when the charge point has no password.
    var passwordHash: String?
    var settings: ChargePointSettings
}

extension ChargePointStore {
    static func admissionRecord(_ id: String, in connection: any SQLConnection) throws -> AdmissionRecord? {
        try connection.row(
            """
            SELECT key, registration_status, password_hash, heartbeat_interval, ping_interval, require_subprotocol,
                meter_energy_scale, automation
            FROM charge_points WHERE id = $1 AND deleted_at IS NULL
            """,
            [.text(id)]
        ).map { row in
            AdmissionRecord(
                key: try row.int64("key"), registrationStatus: try registrationStatus(row),
                passwordHash: try row.textIfPresent("password_hash"), settings: try settings(row))
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

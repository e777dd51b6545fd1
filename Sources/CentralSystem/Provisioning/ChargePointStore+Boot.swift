import OCPP16
import OCPPJ
import Persistence

/// What a BootNotification is answered with.
struct BootDecision: Sendable {
    var registrationStatus: RegistrationStatus
    /// The charge point's own heartbeat interval in seconds; nil for the default.
    var heartbeatIntervalSeconds: Int?
}

extension ChargePointStore {
    /// Keeps what a charge point says of itself.
    ///
    /// - Returns: nil when the charge point was removed meanwhile.
    static func recordBoot(
        key: Int64, _ boot: BootNotification, at time: Timestamp, in connection: any SQLConnection
    ) throws -> BootDecision? {
        try connection.row(
            """
            UPDATE charge_points SET vendor = $2, model = $3, serial_number = $4, charge_box_serial_number = $5,
                firmware_version = $6, iccid = $7, imsi = $8, meter_type = $9, meter_serial_number = $10, booted_at = $11,
                last_seen_at = $11
            WHERE key = $1 AND deleted_at IS NULL
            RETURNING registration_status, heartbeat_interval
            """,
            [
                .integer(key), .text(boot.chargePointVendor.text), .text(boot.chargePointModel.text),
                SQLValue(boot.chargePointSerialNumber?.text), SQLValue(boot.chargeBoxSerialNumber?.text),
                SQLValue(boot.firmwareVersion?.text), SQLValue(boot.iccid?.text), SQLValue(boot.imsi?.text),
                SQLValue(boot.meterType?.text), SQLValue(boot.meterSerialNumber?.text), .integer(time.milliseconds),
            ]
        ).map { row in
            BootDecision(
                registrationStatus: try registrationStatus(row),
                heartbeatIntervalSeconds: try row.intIfPresent("heartbeat_interval"))
        }
    }
}

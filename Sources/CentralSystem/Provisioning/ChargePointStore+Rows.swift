import OCPP16
import OCPPJ
import Persistence

extension ChargePointStore {
    /// A charge point from a whole row. Its connection is not open as far as the table knows.
    static func chargePoint(_ row: SQLRow) throws -> ChargePoint {
        ChargePoint(
            key: try row.int64("key"), id: try row.text("id"), registrationStatus: try registrationStatus(row),
            hasPassword: try row.textIfPresent("password_hash") != nil, securityProfile: try securityProfile(row),
            pendingSecurityProfile: try pendingSecurityProfile(row),
            serialNumber: try row.textIfPresent("registered_serial_number"), settings: try settings(row),
            group: try row.textIfPresent("charge_group"), note: try row.textIfPresent("note"), bootNotification: try bootRecord(row),
            connection: try connectionRecord(row), lastSeenAt: try row.timestampIfPresent("last_seen_at"),
            clockOffsetSeconds: try row.int64IfPresent("clock_offset").map { Double($0) / 1000 },
            createdAt: try row.timestamp("created_at"), updatedAt: try row.timestamp("updated_at"),
            reportedState: try ChargePointStateStore.reportedState(row))
    }

    static func registrationStatus(_ row: SQLRow) throws -> RegistrationStatus {
        // Only we write this column; a value from a later version must not open the door.
        RegistrationStatus(rawValue: try row.text("registration_status")) ?? .rejected
    }

    static func securityProfile(_ row: SQLRow) throws -> SecurityProfile? {
        // Only we write this column; a value from a later version must not open the door.
        try row.intIfPresent("security_profile").map { SecurityProfile(rawValue: $0) ?? .tlsWithClientCertificate }
    }

    static func pendingSecurityProfile(_ row: SQLRow) throws -> SecurityProfile? {
        try row.intIfPresent("pending_security_profile").flatMap { SecurityProfile(rawValue: $0) }
    }

    static func settings(_ row: SQLRow) throws -> ChargePointSettings {
        ChargePointSettings(
            heartbeatIntervalSeconds: try row.intIfPresent("heartbeat_interval"),
            pingIntervalSeconds: try row.intIfPresent("ping_interval"),
            requireSubprotocol: try row.boolIfPresent("require_subprotocol"),
            meterEnergyScale: try row.doubleIfPresent("meter_energy_scale"),
            automation: try row.boolIfPresent("automation"))
    }

    private static func bootRecord(_ row: SQLRow) throws -> BootRecord? {
        guard let receivedAt = try row.timestampIfPresent("booted_at") else { return nil }
        return BootRecord(
            chargePointVendor: try row.textIfPresent("vendor") ?? "", chargePointModel: try row.textIfPresent("model") ?? "",
            chargePointSerialNumber: try row.textIfPresent("serial_number"),
            chargeBoxSerialNumber: try row.textIfPresent("charge_box_serial_number"),
            firmwareVersion: try row.textIfPresent("firmware_version"), iccid: try row.textIfPresent("iccid"),
            imsi: try row.textIfPresent("imsi"), meterType: try row.textIfPresent("meter_type"),
            meterSerialNumber: try row.textIfPresent("meter_serial_number"), receivedAt: receivedAt)
    }

    private static func connectionRecord(_ row: SQLRow) throws -> ConnectionRecord? {
        guard let connectedAt = try row.timestampIfPresent("connected_at") else { return nil }
        return ConnectionRecord(
            connectedAt: connectedAt, remoteAddress: try row.textIfPresent("remote_address") ?? "",
            subprotocol: try row.textIfPresent("subprotocol"),
            security: try row.intIfPresent("connection_security_profile").flatMap { SecurityProfile(rawValue: $0) }
                .map { ConnectionSecurity(profile: $0, tlsVersion: try row.textIfPresent("tls_version")) },
            disconnectedAt: try row.timestampIfPresent("disconnected_at"),
            disconnectReason: try row.textIfPresent("disconnect_reason"), isOpen: false)
    }
}

extension SQLRow {
    func timestamp(_ column: String) throws -> Timestamp {
        Timestamp(milliseconds: try int64(column))
    }

    func timestampIfPresent(_ column: String) throws -> Timestamp? {
        try int64IfPresent(column).map { Timestamp(milliseconds: $0) }
    }
}

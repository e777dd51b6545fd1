import OCPP16
import OCPPJ
import Persistence

extension InstalledCertificateStore {
    static func find(_ id: Int64, in connection: any SQLConnection) throws -> InstalledCertificate? {
        try connection.row("\(select) WHERE i.id = $1", [.integer(id)]).map { try certificate($0, in: connection) }
    }

    static func find(command: Int64, in connection: any SQLConnection) throws -> InstalledCertificate? {
        try connection.row("\(select) WHERE i.command_id = $1 ORDER BY i.id DESC LIMIT 1", [.integer(command)])
            .map { try certificate($0, in: connection) }
    }

    /// Everything that is known of a charge point, newest first.
    static func list(chargePointKey: Int64, in connection: any SQLConnection) throws -> [InstalledCertificate] {
        try connection.rows("\(select) WHERE i.charge_point_key = $1 ORDER BY i.id DESC", [.integer(chargePointKey)])
            .map { try certificate($0, in: connection) }
    }

    private static let select = """
        SELECT i.*, c.id AS charge_point_id FROM installed_certificates i JOIN charge_points c ON c.key = i.charge_point_key
        """

    private static func certificate(_ row: SQLRow, in connection: any SQLConnection) throws -> InstalledCertificate {
        let fingerprint = try row.textIfPresent("fingerprint")
        return InstalledCertificate(
            id: try row.int64("id"),
            chargePoint: ChargePointReference(
                key: try row.int64("charge_point_key"), identity: try row.text("charge_point_id")),
            certificateType: CertificateUseEnumType(rawValue: try row.text("certificate_type")) ?? .centralSystemRootCertificate,
            state: InstalledCertificateState(rawValue: try row.text("state")) ?? .unanswered,
            explanation: try row.textIfPresent("explanation"), hashData: try hashData(row), fingerprint: fingerprint,
            requestedAt: try row.timestampIfPresent("requested_at"), listedAt: try row.timestampIfPresent("listed_at"),
            changedAt: try row.timestamp("changed_at"), commandId: try row.int64IfPresent("command_id"),
            document: try fingerprint.flatMap { try TrustedAuthorityStore.find($0, in: connection) })
    }

    private static func hashData(_ row: SQLRow) throws -> CertificateHashDataType? {
        guard let algorithm = try row.textIfPresent("hash_algorithm").flatMap(HashAlgorithmEnumType.init),
            let name = try row.textIfPresent("issuer_name_hash"), let key = try row.textIfPresent("issuer_key_hash"),
            let number = try row.textIfPresent("serial_number")
        else { return nil }
        return CertificateHashDataType(
            hashAlgorithm: algorithm, issuerNameHash: try BoundedString(name), issuerKeyHash: try BoundedString(key),
            serialNumber: try BoundedString(number))
    }
}

import OCPP16
import OCPPJ
import Persistence

/// The table of certificates that are installed in charge points.
struct InstalledCertificateStore {
    static let migrations = [
        Migration(413, "certificates installed in charge points") { dialect in
            [
                """
                CREATE TABLE installed_certificates (
                    id \(dialect.identityColumn),
                    charge_point_key BIGINT NOT NULL,
                    certificate_type TEXT NOT NULL,
                    state TEXT NOT NULL,
                    explanation TEXT,
                    hash_algorithm TEXT,
                    issuer_name_hash TEXT,
                    issuer_key_hash TEXT,
                    serial_number TEXT,
                    fingerprint TEXT,
                    requested_at BIGINT,
                    listed_at BIGINT,
                    changed_at BIGINT NOT NULL,
                    command_id BIGINT
                )
                """,
                "CREATE INDEX installed_certificates_by_charge_point ON installed_certificates (charge_point_key, id)",
                "CREATE INDEX installed_certificates_by_command ON installed_certificates (command_id)",
                """
                CREATE TABLE installed_certificate_readings (
                    charge_point_key BIGINT NOT NULL,
                    certificate_type TEXT NOT NULL,
                    read_at BIGINT NOT NULL,
                    PRIMARY KEY (charge_point_key, certificate_type)
                )
                """,
            ]
        }
    ]

    /// Rows kept for each charge point.
    private static let kept = 500

    static func save(_ certificate: InstalledCertificate, in connection: any SQLConnection) throws {
        let values: [SQLValue] = [
            .text(certificate.certificateType.rawValue), .text(certificate.state.rawValue), SQLValue(certificate.explanation),
            SQLValue(certificate.hashData?.hashAlgorithm.rawValue), SQLValue(certificate.hashData?.issuerNameHash.text),
            SQLValue(certificate.hashData?.issuerKeyHash.text), SQLValue(certificate.hashData?.serialNumber.text),
            SQLValue(certificate.fingerprint), SQLValue(certificate.requestedAt?.milliseconds),
            SQLValue(certificate.listedAt?.milliseconds), .integer(certificate.changedAt.milliseconds),
            SQLValue(certificate.commandId),
        ]
        if certificate.id == 0 {
            try connection.execute(
                """
                INSERT INTO installed_certificates (charge_point_key, certificate_type, state, explanation, hash_algorithm,
                    issuer_name_hash, issuer_key_hash, serial_number, fingerprint, requested_at, listed_at, changed_at, command_id)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                """,
                [.integer(certificate.chargePoint.key)] + values)
            try NewestRows.keep(kept, of: "installed_certificates", chargePointKey: certificate.chargePoint.key, in: connection)
        } else {
            try connection.execute(
                """
                UPDATE installed_certificates SET certificate_type = $2, state = $3, explanation = $4, hash_algorithm = $5,
                    issuer_name_hash = $6, issuer_key_hash = $7, serial_number = $8, fingerprint = $9, requested_at = $10,
                    listed_at = $11, changed_at = $12, command_id = $13
                WHERE id = $1
                """,
                [.integer(certificate.id)] + values)
        }
    }

    static func forget(chargePointKey: Int64, in connection: any SQLConnection) throws {
        for table in ["installed_certificates", "installed_certificate_readings"] {
            try connection.execute("DELETE FROM \(table) WHERE charge_point_key = $1", [.integer(chargePointKey)])
        }
    }

    /// Notes that a charge point has listed all certificates of a type.
    static func noteReading(
        _ type: CertificateUseEnumType, chargePointKey: Int64, at moment: Timestamp, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            INSERT INTO installed_certificate_readings (charge_point_key, certificate_type, read_at) VALUES ($1, $2, $3)
            ON CONFLICT (charge_point_key, certificate_type) DO UPDATE SET read_at = $3
            """,
            [.integer(chargePointKey), .text(type.rawValue), .integer(moment.milliseconds)])
    }

    static func readings(
        chargePointKey: Int64, in connection: any SQLConnection
    ) throws -> [(type: CertificateUseEnumType, at: Timestamp)] {
        try connection.rows(
            "SELECT certificate_type, read_at FROM installed_certificate_readings WHERE charge_point_key = $1",
            [.integer(chargePointKey)]
        ).compactMap { row in
            guard let type = CertificateUseEnumType(rawValue: try row.text("certificate_type")) else { return nil }
            return (type, try row.timestamp("read_at"))
        }
    }
}

import OCPPJ
import Persistence

/// The table of certificates of charge points.
struct ChargePointCertificateStore {
    static let migrations = [
        Migration(410, "certificates of charge points") { dialect in
            [
                """
                CREATE TABLE charge_point_certificates (
                    id \(dialect.identityColumn),
                    charge_point_key BIGINT NOT NULL,
                    origin TEXT NOT NULL,
                    state TEXT NOT NULL,
                    explanation TEXT,
                    fingerprint TEXT,
                    subject TEXT,
                    issuer TEXT,
                    serial_number TEXT,
                    key_text TEXT,
                    not_before BIGINT,
                    not_after BIGINT,
                    chain TEXT,
                    request TEXT,
                    request_fingerprint TEXT,
                    created_at BIGINT NOT NULL,
                    answered_at BIGINT,
                    command_id BIGINT,
                    attempts BIGINT NOT NULL DEFAULT 0,
                    due_at BIGINT,
                    first_used_at BIGINT,
                    last_used_at BIGINT,
                    revoked_at BIGINT
                )
                """,
                "CREATE INDEX charge_point_certificates_by_charge_point ON charge_point_certificates (charge_point_key, id)",
                "CREATE INDEX charge_point_certificates_by_fingerprint ON charge_point_certificates (fingerprint)",
                "CREATE INDEX charge_point_certificates_by_end ON charge_point_certificates (not_after)",
                "CREATE INDEX charge_point_certificates_by_command ON charge_point_certificates (command_id)",
                "CREATE INDEX charge_point_certificates_due ON charge_point_certificates (due_at) WHERE due_at IS NOT NULL",
            ]
        }
    ]

    static func insert(
        _ certificate: ChargePointCertificate, requestFingerprint: String? = nil, dueAt: Timestamp? = nil,
        in connection: any SQLConnection
    ) throws -> Int64 {
        let row = try connection.row(
            """
            INSERT INTO charge_point_certificates (charge_point_key, origin, created_at, request, request_fingerprint, due_at, state)
            VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id
            """,
            [
                .integer(certificate.chargePoint.key), .text(certificate.origin.rawValue),
                .integer(certificate.createdAt.milliseconds), SQLValue(certificate.request), SQLValue(requestFingerprint),
                SQLValue(dueAt?.milliseconds), .text(certificate.state.rawValue),
            ])
        guard let id = try row?.int64("id") else {
            throw DatabaseError(.other, "a certificate's row has no id")
        }
        var stored = certificate
        stored.id = id
        try save(stored, dueAt: dueAt, in: connection)
        return id
    }

    /// Writes everything that changes.
    ///
    /// - Parameter dueAt: when it is to be sent, at the earliest; nil when nothing is to be done.
    static func save(_ certificate: ChargePointCertificate, dueAt: Timestamp?, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            UPDATE charge_point_certificates SET state = $2, explanation = $3, fingerprint = $4, subject = $5, issuer = $6,
                serial_number = $7, key_text = $8, not_before = $9, not_after = $10, chain = $11, answered_at = $12,
                command_id = $13, attempts = $14, due_at = $15, first_used_at = $16, last_used_at = $17, revoked_at = $18
            WHERE id = $1
            """,
            [
                .integer(certificate.id), .text(certificate.state.rawValue), SQLValue(certificate.explanation),
                SQLValue(certificate.fingerprint), SQLValue(certificate.subject), SQLValue(certificate.issuer),
                SQLValue(certificate.serialNumber), SQLValue(certificate.key), SQLValue(certificate.notBefore?.milliseconds),
                SQLValue(certificate.notAfter?.milliseconds), SQLValue(certificate.chain),
                SQLValue(certificate.answeredAt?.milliseconds), SQLValue(certificate.commandId),
                .integer(Int64(certificate.attempts)), SQLValue(dueAt?.milliseconds),
                SQLValue(certificate.firstUsedAt?.milliseconds), SQLValue(certificate.lastUsedAt?.milliseconds),
                SQLValue(certificate.revokedAt?.milliseconds),
            ])
    }

    /// What is still to be done is done later.
    static func postpone(_ id: Int64, to moment: Timestamp, in connection: any SQLConnection) throws {
        try connection.execute(
            "UPDATE charge_point_certificates SET due_at = $2 WHERE id = $1 AND due_at IS NOT NULL",
            [.integer(id), .integer(moment.milliseconds)])
    }

    /// What is to be done for a charge point is done at once.
    static func hasten(chargePointKey: Int64, to moment: Timestamp, in connection: any SQLConnection) throws {
        try connection.execute(
            "UPDATE charge_point_certificates SET due_at = $2 WHERE charge_point_key = $1 AND due_at > $2",
            [.integer(chargePointKey), .integer(moment.milliseconds)])
    }

    /// Revokes what a charge point got here, and ends what was to be sent to it. What it brought from elsewhere is not ours to revoke.
    static func revokeAll(
        chargePointKey: Int64, at moment: Timestamp, explanation: String, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            UPDATE charge_point_certificates SET state = 'revoked', revoked_at = $2, explanation = $3, due_at = NULL
            WHERE charge_point_key = $1 AND fingerprint IS NOT NULL AND state <> 'revoked' AND origin <> 'presented'
            """,
            [.integer(chargePointKey), .integer(moment.milliseconds), .text(explanation)])
        try connection.execute(
            """
            UPDATE charge_point_certificates SET state = 'refused', explanation = $2, due_at = NULL
            WHERE charge_point_key = $1 AND state = 'requested'
            """,
            [.integer(chargePointKey), .text(explanation)])
    }

    /// Deletes the oldest refused requests of a charge point but for so many.
    static func keepRefused(_ count: Int, chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            DELETE FROM charge_point_certificates WHERE charge_point_key = $1 AND state = 'refused' AND id <=
                (SELECT id FROM charge_point_certificates WHERE charge_point_key = $1 AND state = 'refused'
                 ORDER BY id DESC LIMIT 1 OFFSET $2)
            """,
            [.integer(chargePointKey), .integer(Int64(count))])
    }
}

import OCPPJ
import Persistence

/// The table of renewals of certificates.
struct CertificateRenewalStore {
    static let migrations = [
        Migration(411, "renewals of certificates") { dialect in
            [
                """
                CREATE TABLE certificate_renewals (
                    id \(dialect.identityColumn),
                    charge_point_key BIGINT NOT NULL,
                    command_id BIGINT NOT NULL,
                    requested_by TEXT NOT NULL,
                    requested_at BIGINT NOT NULL,
                    state TEXT NOT NULL,
                    explanation TEXT,
                    answered_at BIGINT,
                    request_received_at BIGINT,
                    certificate_id BIGINT
                )
                """,
                "CREATE INDEX certificate_renewals_by_charge_point ON certificate_renewals (charge_point_key, id)",
                "CREATE UNIQUE INDEX certificate_renewals_by_command ON certificate_renewals (command_id)",
            ]
        }
    ]

    /// Renewals kept for each charge point.
    private static let kept = 100

    static func insert(_ command: CommandReference, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO certificate_renewals (charge_point_key, command_id, requested_by, requested_at, state)
            VALUES ($1, $2, $3, $4, 'requested')
            """,
            [
                .integer(command.chargePoint.key), .integer(command.id), .text(command.requestedBy),
                .integer(command.requestedAt.milliseconds),
            ])
        try NewestRows.keep(kept, of: "certificate_renewals", chargePointKey: command.chargePoint.key, in: connection)
    }

    /// Writes down the answer to ExtendedTriggerMessage.
    static func conclude(
        command id: Int64, as state: CertificateRenewalState, _ explanation: String?, at time: Timestamp,
        in connection: any SQLConnection
    ) throws {
        try connection.execute(
            "UPDATE certificate_renewals SET state = $2, explanation = $3, answered_at = $4 WHERE command_id = $1",
            [.integer(id), .text(state.rawValue), SQLValue(explanation), .integer(time.milliseconds)])
    }

    /// A SignCertificate came: the newest renewal that waits for one has it. It may have overtaken the answer to the trigger.
    static func requested(
        certificate: Int64, chargePointKey: Int64, at time: Timestamp, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            UPDATE certificate_renewals SET certificate_id = $2, request_received_at = $3 WHERE id =
                (SELECT max(id) FROM certificate_renewals
                 WHERE charge_point_key = $1 AND certificate_id IS NULL AND state IN ('requested', 'triggered')
                 AND requested_at > $4)
            """,
            [
                .integer(chargePointKey), .integer(certificate), .integer(time.milliseconds),
                .integer(time.advanced(bySeconds: -CertificateRenewal.patienceSeconds).milliseconds),
            ])
    }

    static func find(_ id: Int64, in connection: any SQLConnection) throws -> CertificateRenewal? {
        try connection.row("\(select) WHERE r.id = $1", [.integer(id)]).map { try renewal($0, in: connection) }
    }

    static func find(command: Int64, in connection: any SQLConnection) throws -> CertificateRenewal? {
        try connection.row("\(select) WHERE r.command_id = $1", [.integer(command)]).map { try renewal($0, in: connection) }
    }

    static func list(
        chargePointKey: Int64, before id: Int64?, limit: Int, in connection: any SQLConnection
    ) throws -> [CertificateRenewal] {
        try connection.rows(
            "\(select) WHERE r.charge_point_key = $1 AND r.id < $2 ORDER BY r.id DESC LIMIT $3",
            [.integer(chargePointKey), .integer(id ?? Int64.max), .integer(Int64(limit))]
        ).map { try renewal($0, in: connection) }
    }

    /// Whether one was asked for since a moment.
    static func exists(since moment: Timestamp, chargePointKey: Int64, in connection: any SQLConnection) throws -> Bool {
        try connection.row(
            "SELECT 1 AS found FROM certificate_renewals WHERE charge_point_key = $1 AND requested_at > $2 LIMIT 1",
            [.integer(chargePointKey), .integer(moment.milliseconds)]) != nil
    }

    private static let select = """
        SELECT r.*, c.id AS charge_point_id FROM certificate_renewals r JOIN charge_points c ON c.key = r.charge_point_key
        """

    private static func renewal(_ row: SQLRow, in connection: any SQLConnection) throws -> CertificateRenewal {
        CertificateRenewal(
            id: try row.int64("id"),
            chargePoint: ChargePointReference(
                key: try row.int64("charge_point_key"), identity: try row.text("charge_point_id")),
            commandId: try row.int64("command_id"), requestedBy: try row.text("requested_by"),
            requestedAt: try row.timestamp("requested_at"),
            state: CertificateRenewalState(rawValue: try row.text("state")) ?? .unanswered,
            explanation: try row.textIfPresent("explanation"), answeredAt: try row.timestampIfPresent("answered_at"),
            requestReceivedAt: try row.timestampIfPresent("request_received_at"),
            certificate: try row.int64IfPresent("certificate_id").flatMap {
                try ChargePointCertificateStore.find($0, in: connection)
            })
    }
}

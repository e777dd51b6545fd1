import OCPPJ
import Persistence

/// The table of commands.
struct CommandStore {
    static let migrations = [
        Migration(50, "commands") { dialect in
            [
                """
                CREATE TABLE commands (
                    id \(dialect.identityColumn),
                    charge_point_key BIGINT NOT NULL,
                    action TEXT NOT NULL,
                    payload TEXT NOT NULL,
                    requested_at BIGINT NOT NULL,
                    requested_by TEXT NOT NULL,
                    sent_at BIGINT,
                    answered_at BIGINT,
                    outcome TEXT NOT NULL,
                    response TEXT,
                    error_code TEXT,
                    error_description TEXT,
                    error_details TEXT,
                    deviation TEXT
                )
                """,
                "CREATE INDEX commands_by_charge_point ON commands (charge_point_key, id)",
                "CREATE INDEX commands_pending ON commands (id) WHERE outcome = 'pending'",
            ]
        }
    ]

    /// Records a command that is about to be sent.
    ///
    /// - Returns: its id.
    static func insert(_ command: Command, chargePointKey: Int64, in connection: any SQLConnection) throws -> Int64 {
        let row = try connection.row(
            """
            INSERT INTO commands (charge_point_key, action, payload, requested_at, requested_by, outcome)
            VALUES ($1, $2, $3, $4, $5, $6) RETURNING id
            """,
            [
                .integer(chargePointKey), .text(command.action.rawValue), .utf8(SecretMask.masked(command.payload, of: command.action)),
                .integer(command.requestedAt.milliseconds), .text(command.requestedBy), .text(command.outcome.rawValue),
            ])
        guard let row else { throw DatabaseError(.other, "the new command's id did not come back") }
        return try row.int64("id")
    }

    /// Records what became of a command.
    static func save(_ command: Command, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            UPDATE commands SET sent_at = $2, answered_at = $3, outcome = $4, response = $5, error_code = $6,
                error_description = $7, error_details = $8, deviation = $9
            WHERE id = $1
            """,
            [
                .integer(command.id), SQLValue(command.sentAt?.milliseconds), SQLValue(command.answeredAt?.milliseconds),
                .text(command.outcome.rawValue), SQLValue(utf8: command.response.map { SecretMask.masked($0, of: command.action) }), SQLValue(command.error?.code.rawValue),
                SQLValue(command.error?.text), SQLValue(command.error?.details), SQLValue(command.deviation),
            ])
    }

    /// Gives an outcome to some of the commands that were waiting when the program stopped.
    ///
    /// - Returns: those commands as they now are; none when all are done.
    static func interruptPending(
        limit: Int, in connection: any SQLConnection
    ) throws -> [(command: Command, reference: CommandReference)] {
        let found = try connection.rows(
            "\(select) WHERE m.outcome = 'pending' ORDER BY m.id LIMIT $1", [.integer(Int64(limit))])
        return try found.map { row in
            var command = try command(row)
            command.outcome = .interrupted
            try save(command, in: connection)
            let chargePoint = ChargePointReference(key: try row.int64("charge_point_key"), identity: command.chargePointId)
            return (
                command,
                CommandReference(
                    id: command.id, chargePoint: chargePoint, requestedAt: command.requestedAt,
                    requestedBy: command.requestedBy)
            )
        }
    }

    /// Deletes the oldest commands, a batch at a time, if they were requested before a moment.
    ///
    /// - Returns: how many went; less than `limit` when there are no more.
    static func prune(before time: Timestamp, limit: Int, in connection: any SQLConnection) throws -> Int {
        try connection.execute(
            """
            DELETE FROM commands WHERE id IN (SELECT id FROM commands ORDER BY id LIMIT $1)
                AND requested_at < $2 AND outcome <> 'pending'
            """,
            [.integer(Int64(limit)), .integer(time.milliseconds)])
    }

    static func find(_ id: Int64, in connection: any SQLConnection) throws -> Command? {
        try connection.row("\(select) WHERE m.id = $1", [.integer(id)]).map(command)
    }

    static func list(
        chargePointKey: Int64, before id: Int64?, limit: Int, in connection: any SQLConnection
    ) throws -> [Command] {
        try connection.rows(
            "\(select) WHERE m.charge_point_key = $1 AND m.id < $2 ORDER BY m.id DESC LIMIT $3",
            [.integer(chargePointKey), .integer(id ?? Int64.max), .integer(Int64(limit))]
        ).map(command)
    }

    private static let select = """
        SELECT m.*, c.id AS charge_point_id FROM commands m JOIN charge_points c ON c.key = m.charge_point_key
        """

    private static func command(_ row: SQLRow) throws -> Command {
        Command(
            id: try row.int64("id"), chargePointId: try row.text("charge_point_id"),
            action: OCPPAction(rawValue: try row.text("action")), payload: try row.bytes("payload"),
            requestedAt: try row.timestamp("requested_at"), requestedBy: try row.text("requested_by"),
            sentAt: try row.timestampIfPresent("sent_at"), answeredAt: try row.timestampIfPresent("answered_at"),
            outcome: CommandOutcome(rawValue: try row.text("outcome")) ?? .interrupted,
            response: try row.bytesIfPresent("response"), error: try callError(row),
            deviation: try row.textIfPresent("deviation"))
    }

    private static func callError(_ row: SQLRow) throws -> CallError? {
        guard let code = try row.textIfPresent("error_code") else { return nil }
        return CallError(
            CallErrorCode(rawValue: code), try row.textIfPresent("error_description") ?? "",
            details: try row.textIfPresent("error_details") ?? "{}")
    }
}

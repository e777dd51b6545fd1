import OCPPJ
import Persistence

/// The tables of bulk operations and of their charge points.
struct BulkOperationStore {
    static let migrations = [
        Migration(170, "bulk operations") { dialect in
            [
                """
                CREATE TABLE bulk_operations (
                    id \(dialect.identityColumn),
                    kind TEXT NOT NULL,
                    parameters TEXT NOT NULL,
                    target TEXT,
                    parallelism INTEGER NOT NULL,
                    deadline BIGINT,
                    state TEXT NOT NULL,
                    requested_by TEXT NOT NULL,
                    created_at BIGINT NOT NULL,
                    finished_at BIGINT,
                    progress TEXT,
                    is_masked INTEGER NOT NULL DEFAULT 0
                )
                """,
                "CREATE INDEX bulk_operations_unfinished ON bulk_operations (id) WHERE finished_at IS NULL",
                """
                CREATE TABLE bulk_targets (
                    operation_id BIGINT NOT NULL,
                    number BIGINT NOT NULL,
                    charge_point_key BIGINT,
                    charge_point_id TEXT NOT NULL,
                    outcome TEXT NOT NULL,
                    succeeded INTEGER NOT NULL DEFAULT 0,
                    command_id BIGINT,
                    status TEXT,
                    text TEXT,
                    attempts INTEGER NOT NULL DEFAULT 0,
                    started_at BIGINT,
                    finished_at BIGINT,
                    PRIMARY KEY (operation_id, number)
                )
                """,
                "CREATE UNIQUE INDEX bulk_targets_once ON bulk_targets (operation_id, charge_point_id)",
                "CREATE INDEX bulk_targets_by_outcome ON bulk_targets (operation_id, outcome, number)",
                """
                CREATE INDEX bulk_targets_awaited ON bulk_targets (charge_point_key)
                    WHERE outcome = 'waitingForConnection'
                """,
            ]
        },
        // With what the progress is counted from, so that it is counted in the index alone.
        Migration(171, "progress of bulk operations") { _ in
            [
                "DROP INDEX bulk_targets_by_outcome",
                "CREATE INDEX bulk_targets_by_outcome ON bulk_targets (operation_id, outcome, number, succeeded)",
            ]
        },
        // How many charge points did not do what they were asked for, from the end of an operation on.
        Migration(563, "bulk operations with failures") { _ in
            [
                "ALTER TABLE bulk_operations ADD COLUMN failures BIGINT",
                "CREATE INDEX bulk_operations_failed ON bulk_operations (finished_at) WHERE failures > 0",
            ]
        },
    ]

    /// - Returns: its id.
    static func insert(_ operation: BulkOperation, in connection: any SQLConnection) throws -> Int64 {
        let row = try connection.row(
            """
            INSERT INTO bulk_operations (kind, parameters, target, parallelism, deadline, state, requested_by, created_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id
            """,
            [
                .text(operation.kind), .utf8(operation.parameters), SQLValue(utf8: operation.target?.json),
                .integer(Int64(operation.parallelism)), SQLValue(operation.deadline?.milliseconds),
                .text(operation.state.rawValue), .text(operation.requestedBy), .integer(operation.createdAt.milliseconds),
            ])
        guard let row else { throw DatabaseError(.other, "the new bulk operation's id did not come back") }
        return try row.int64("id")
    }

    /// - Parameter counting: whether the progress is wanted, which is counted while the operation runs.
    static func find(_ id: Int64, counting: Bool = true, in connection: any SQLConnection) throws -> BulkOperation? {
        try connection.row("SELECT * FROM bulk_operations WHERE id = $1", [.integer(id)]).map {
            try operation($0, counting: counting, in: connection)
        }
    }

    static func state(of id: Int64, in connection: any SQLConnection) throws -> BulkOperationState? {
        try connection.row("SELECT state FROM bulk_operations WHERE id = $1", [.integer(id)])
            .flatMap { BulkOperationState(rawValue: try $0.text("state")) }
    }

    static func list(
        state: BulkOperationState?, kind: String?, before id: Int64?, limit: Int, in connection: any SQLConnection
    ) throws -> [BulkOperation] {
        try connection.rows(
            """
            SELECT * FROM bulk_operations WHERE id < $1 AND ($2 IS NULL OR state = $2) AND ($3 IS NULL OR kind = $3)
            ORDER BY id DESC LIMIT $4
            """,
            [.integer(id ?? Int64.max), SQLValue(state?.rawValue), SQLValue(kind), .integer(Int64(limit))]
        ).map { try operation($0, counting: true, in: connection) }
    }

    /// Operations that were completed since a moment, but not by all of their charge points; the last first.
    static func failed(since time: Timestamp, limit: Int, in connection: any SQLConnection) throws -> [BulkOperation] {
        try connection.rows(
            """
            SELECT * FROM bulk_operations WHERE failures > 0 AND finished_at > $1 AND state = $2
            ORDER BY finished_at DESC, id DESC LIMIT $3
            """,
            [.integer(time.milliseconds), .text(BulkOperationState.completed.rawValue), .integer(Int64(limit))]
        ).map { try operation($0, counting: true, in: connection) }
    }

    /// The ids of operations that are not over, oldest first.
    static func unfinished(_ state: BulkOperationState, limit: Int, in connection: any SQLConnection) throws -> [Int64] {
        try connection.rows(
            "SELECT id FROM bulk_operations WHERE finished_at IS NULL AND state = $1 ORDER BY id LIMIT $2",
            [.text(state.rawValue), .integer(Int64(limit))]
        ).map { try $0.int64("id") }
    }

    static func set(_ state: BulkOperationState, of id: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            "UPDATE bulk_operations SET state = $2, finished_at = NULL, progress = NULL, failures = NULL WHERE id = $1",
            [.integer(id), .text(state.rawValue)])
    }

    static func set(deadline: Timestamp?, of id: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            "UPDATE bulk_operations SET deadline = $2 WHERE id = $1", [.integer(id), SQLValue(deadline?.milliseconds)])
    }

    /// Ends an operation: its counts are kept in its row from now on, and a secret in its parameters is forgotten.
    static func finish(
        _ operation: BulkOperation, as state: BulkOperationState, at time: Timestamp, in connection: any SQLConnection
    ) throws {
        let masked = mask(operation.parameters)
        let progress = try progress(of: operation.id, in: connection)
        try connection.execute(
            """
            UPDATE bulk_operations SET state = $2, finished_at = $3, progress = $4, parameters = $5,
                is_masked = CASE WHEN $6 = 1 THEN 1 ELSE is_masked END, failures = $7
            WHERE id = $1
            """,
            [
                .integer(operation.id), .text(state.rawValue), .integer(time.milliseconds),
                .utf8(progress.json), .utf8(masked),
                SQLValue(masked != operation.parameters), .integer(Int64(progress.total - progress.succeeded)),
            ])
    }

    /// Whether a secret was taken out of the parameters, so that they can not be sent again.
    static func isMasked(_ id: Int64, in connection: any SQLConnection) throws -> Bool {
        try connection.row("SELECT is_masked FROM bulk_operations WHERE id = $1", [.integer(id)])?.bool("is_masked") ?? false
    }

    /// Hides the value of an AuthorizationKey and the passwords in URLs, wherever they stand.
    static func mask(_ parameters: [UInt8]) -> [UInt8] { SecretMask.masked(parameters) }

    static let progressSQL = """
        SELECT outcome, count(*) AS count, sum(succeeded) AS succeeded FROM bulk_targets WHERE operation_id = $1
        GROUP BY outcome
        """

    static func progress(of id: Int64, in connection: any SQLConnection) throws -> BulkProgress {
        var progress = BulkProgress()
        for row in try connection.rows(progressSQL, [.integer(id)]) {
            guard let outcome = BulkOutcome(rawValue: try row.text("outcome")) else { continue }
            progress.counts[outcome] = try row.int("count")
            progress.succeeded += try row.int("succeeded")
        }
        return progress
    }

    private static func operation(
        _ row: SQLRow, counting: Bool, in connection: any SQLConnection
    ) throws -> BulkOperation {
        let id = try row.int64("id")
        let target = try row.bytesIfPresent("target").map { try JSONNode.parse($0) }
        let kept = try row.bytesIfPresent("progress").flatMap { BulkProgress(json: $0) }
        return BulkOperation(
            id: id, kind: try row.text("kind"), parameters: try row.bytes("parameters"),
            target: target.flatMap { TargetSelection(json: $0) }, parallelism: try row.int("parallelism"),
            deadline: try row.timestampIfPresent("deadline"),
            state: BulkOperationState(rawValue: try row.text("state")) ?? .cancelled,
            requestedBy: try row.text("requested_by"), createdAt: try row.timestamp("created_at"),
            finishedAt: try row.timestampIfPresent("finished_at"),
            progress: try kept ?? (counting ? progress(of: id, in: connection) : BulkProgress()))
    }
}

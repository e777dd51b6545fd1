import OCPPJ
import Persistence

extension RemoteStopStore {
    static func find(_ id: Int64, in connection: any SQLConnection) throws -> RemoteStop? {
        try connection.row("\(select) WHERE j.id = $1", [.integer(id)]).map(job)
    }

    static func find(command: Int64, in connection: any SQLConnection) throws -> RemoteStop? {
        try connection.row("\(select) WHERE j.command_id = $1", [.integer(command)]).map(job)
    }

    static func list(
        _ filter: RemoteStopFilter, before id: Int64?, limit: Int, in connection: any SQLConnection
    ) throws -> [RemoteStop] {
        // With a charge point, by its index.
        let place =
            filter.chargePointId == nil
            ? "$2 IS NULL" : "j.charge_point_key = (SELECT key FROM charge_points WHERE id = $2)"
        // A charge point has few rows: its index is the one to use.
        let standing =
            filter.state == nil ? "$3 IS NULL" : filter.chargePointId == nil ? "j.state = $3" : "(j.state || '') = $3"
        return try connection.rows(
            """
            \(select) WHERE j.id < $1 AND \(place) AND \(standing)
                AND ($4 IS NULL OR j.transaction_id = $4)
            ORDER BY j.id DESC LIMIT $5
            """,
            [
                .integer(id ?? Int64.max), SQLValue(filter.chargePointId), SQLValue(filter.state?.rawValue),
                SQLValue(filter.transactionId), .integer(Int64(limit)),
            ]
        ).map(job)
    }

    private static let select = """
        SELECT j.*, c.id AS charge_point_id FROM remote_stops j JOIN charge_points c ON c.key = j.charge_point_key
        """

    private static func job(_ row: SQLRow) throws -> RemoteStop {
        RemoteStop(
            id: try row.int64("id"), chargePointId: try row.text("charge_point_id"),
            transactionId: try row.int("transaction_id"),
            state: RemoteStopState(rawValue: try row.text("state")) ?? .unanswered,
            requestedAt: try row.timestamp("requested_at"), requestedBy: try row.text("requested_by"),
            commandId: try row.int64("command_id"), answeredAt: try row.timestampIfPresent("answered_at"),
            timeoutSeconds: try row.int("timeout_seconds"), dueAt: try row.timestampIfPresent("due_at"),
            stoppedAt: try row.timestampIfPresent("stopped_at"), stopReason: try row.textIfPresent("stop_reason"),
            isLate: try row.bool("is_late"), text: try row.textIfPresent("text"))
    }
}

import OCPP16
import OCPPJ
import Persistence

extension LocalListStore {
    /// How many updates of a charge point are kept.
    private static let keptUpdates = 200

    static func add(
        _ request: SendLocalList, _ command: CommandReference, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            INSERT INTO local_list_updates (charge_point_key, command_id, list_version, update_type, entry_count,
                requested_at, requested_by, outcome)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            [
                .integer(command.chargePoint.key), .integer(command.id), .integer(Int64(request.listVersion)),
                .text(request.updateType.rawValue), .integer(Int64(request.localAuthorizationList?.count ?? 0)),
                .integer(command.requestedAt.milliseconds), .text(command.requestedBy),
                .text(CommandOutcome.pending.rawValue),
            ])
        try NewestRows.keep(keptUpdates, of: "local_list_updates", chargePointKey: command.chargePoint.key, in: connection)
    }

    static func conclude(
        _ command: Int64, _ outcome: CommandOutcome, status: UpdateStatus?, explanation: String?, at moment: Timestamp,
        in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            UPDATE local_list_updates SET outcome = $2, status = $3, explanation = $4, concluded_at = $5
            WHERE command_id = $1
            """,
            [
                .integer(command), .text(outcome.rawValue), SQLValue(status?.rawValue), SQLValue(explanation),
                .integer(moment.milliseconds),
            ])
    }

    /// Newest first.
    static func updates(
        of chargePointKey: Int64, limit: Int, in connection: any SQLConnection
    ) throws -> [LocalListUpdate] {
        try connection.rows(
            "SELECT * FROM local_list_updates WHERE charge_point_key = $1 ORDER BY id DESC LIMIT $2",
            [.integer(chargePointKey), .integer(Int64(limit))]
        ).map(update)
    }

    private static func update(_ row: SQLRow) throws -> LocalListUpdate {
        LocalListUpdate(
            id: try row.int64("id"), commandId: try row.int64("command_id"), listVersion: try row.int("list_version"),
            updateType: UpdateType(rawValue: try row.text("update_type")) ?? .full,
            entryCount: try row.int("entry_count"), requestedAt: try row.timestamp("requested_at"),
            requestedBy: try row.text("requested_by"),
            outcome: CommandOutcome(rawValue: try row.text("outcome")) ?? .interrupted,
            status: try row.textIfPresent("status").flatMap { UpdateStatus(rawValue: $0) },
            explanation: try row.textIfPresent("explanation"), concludedAt: try row.timestampIfPresent("concluded_at"))
    }
}

import OCPP16
import OCPPJ
import Persistence

/// The table of composite schedules that charge points were asked for.
struct CompositeScheduleStore {
    static let migrations = [
        Migration(162, "composite schedules") { dialect in
            [
                """
                CREATE TABLE composite_schedules (
                    id \(dialect.identityColumn),
                    charge_point_key BIGINT NOT NULL,
                    command_id BIGINT NOT NULL,
                    request TEXT NOT NULL,
                    state TEXT NOT NULL,
                    answer TEXT,
                    reason TEXT,
                    requested_at BIGINT NOT NULL,
                    requested_by TEXT NOT NULL,
                    concluded_at BIGINT,
                    basis TEXT
                )
                """,
                "CREATE INDEX composite_schedules_by_charge_point ON composite_schedules (charge_point_key, id)",
            ]
        }
    ]

    /// How many reports of a charge point are kept.
    private static let kept = 50

    private static let select = """
        SELECT s.*, c.id AS charge_point_id FROM composite_schedules s JOIN charge_points c ON c.key = s.charge_point_key
        """

    static func add(
        _ request: GetCompositeSchedule, _ command: CommandReference, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            INSERT INTO composite_schedules (charge_point_key, command_id, request, state, requested_at, requested_by)
            VALUES ($1, $2, $3, 'requested', $4, $5)
            """,
            [
                .integer(command.chargePoint.key), .integer(command.id), SQLValue(utf8: try PayloadEncoder.encode(request)),
                .integer(command.requestedAt.milliseconds), .text(command.requestedBy),
            ])
        try NewestRows.keep(kept, of: "composite_schedules", chargePointKey: command.chargePoint.key, in: connection)
    }

    static func save(_ report: CompositeScheduleReport, in connection: any SQLConnection) throws {
        try connection.execute(
            "UPDATE composite_schedules SET state = $2, answer = $3, reason = $4, concluded_at = $5, basis = $6 WHERE id = $1",
            [
                .integer(report.id), .text(report.state.rawValue),
                SQLValue(utf8: try report.answer.map { try PayloadEncoder.encode($0) }), SQLValue(report.reason),
                SQLValue(report.concludedAt?.milliseconds),
                SQLValue(utf8: try report.basis.map { try PayloadEncoder.encode($0) }),
            ])
    }

    static func find(
        command: Int64, chargePointKey: Int64, in connection: any SQLConnection
    ) throws -> CompositeScheduleReport? {
        try connection.row(
            "\(select) WHERE s.charge_point_key = $1 AND s.command_id = $2", [.integer(chargePointKey), .integer(command)]
        ).map(report)
    }

    static func list(
        chargePointKey: Int64, before: Int64?, limit: Int, in connection: any SQLConnection
    ) throws -> [CompositeScheduleReport] {
        try connection.rows(
            "\(select) WHERE s.charge_point_key = $1 AND s.id < $2 ORDER BY s.id DESC LIMIT $3",
            [.integer(chargePointKey), .integer(before ?? .max), .integer(Int64(limit))]
        ).map(report)
    }

    static func remove(chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM composite_schedules WHERE charge_point_key = $1", [.integer(chargePointKey)])
    }

    private static func report(_ row: SQLRow) throws -> CompositeScheduleReport {
        CompositeScheduleReport(
            id: try row.int64("id"), chargePointId: try row.text("charge_point_id"), commandId: try row.int64("command_id"),
            request: try decode(GetCompositeSchedule.self, try row.bytes("request")),
            state: CompositeScheduleReport.State(rawValue: try row.text("state")) ?? .unanswered,
            answer: try row.bytesIfPresent("answer").map { try decode(GetCompositeScheduleResponse.self, $0) },
            reason: try row.textIfPresent("reason"), requestedAt: try row.timestamp("requested_at"),
            requestedBy: try row.text("requested_by"), concludedAt: try row.timestampIfPresent("concluded_at"),
            basis: try row.bytesIfPresent("basis").map { try decode(CompositeScheduleBasis.self, $0) })
    }

    private static func decode<Value: Decodable>(_ type: Value.Type, _ text: [UInt8]) throws -> Value {
        try PayloadDecoder.decode(type, from: try JSONNode.parse(text))
    }
}

import OCPP16
import OCPPJ
import Persistence

/// The table of requests to clear charging profiles.
struct ClearRequestStore {
    static let migrations = [
        Migration(161, "requests to clear charging profiles") { dialect in
            [
                """
                CREATE TABLE charging_profile_clear_requests (
                    id \(dialect.identityColumn),
                    charge_point_key BIGINT NOT NULL,
                    command_id BIGINT NOT NULL,
                    request TEXT NOT NULL,
                    state TEXT NOT NULL,
                    status TEXT,
                    charging_profile_ids TEXT,
                    note TEXT,
                    requested_at BIGINT NOT NULL,
                    requested_by TEXT NOT NULL,
                    concluded_at BIGINT
                )
                """,
                "CREATE INDEX charging_profile_clear_requests_by_charge_point ON charging_profile_clear_requests (charge_point_key, id)",
            ]
        }
    ]

    private static let table = "charging_profile_clear_requests"
    /// How many requests of a charge point are kept.
    private static let kept = 100

    static func add(_ request: ClearRequest, chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO \(table) (charge_point_key, command_id, request, state, requested_at, requested_by)
            VALUES ($1, $2, $3, $4, $5, $6)
            """,
            [
                .integer(chargePointKey), .integer(request.commandId), SQLValue(utf8: try PayloadEncoder.encode(request.request)),
                .text(request.state.rawValue), .integer(request.requestedAt.milliseconds), .text(request.requestedBy),
            ])
        try NewestRows.keep(kept, of: table, chargePointKey: chargePointKey, in: connection)
    }

    static func save(_ request: ClearRequest, in connection: any SQLConnection) throws {
        let ids = request.chargingProfileIds.map(String.init).joined(separator: ",")
        try connection.execute(
            "UPDATE \(table) SET state = $2, status = $3, charging_profile_ids = $4, note = $5, concluded_at = $6 WHERE id = $1",
            [
                .integer(request.id), .text(request.state.rawValue), SQLValue(request.status?.rawValue), .text(ids),
                SQLValue(request.note), SQLValue(request.concludedAt?.milliseconds),
            ])
    }

    static func find(command: Int64, chargePointKey: Int64, in connection: any SQLConnection) throws -> ClearRequest? {
        try connection.row(
            "SELECT * FROM \(table) WHERE charge_point_key = $1 AND command_id = $2",
            [.integer(chargePointKey), .integer(command)]
        ).map(clearRequest)
    }

    /// The newest requests that the charge point accepted, newest first.
    static func accepted(chargePointKey: Int64, in connection: any SQLConnection) throws -> [ClearRequest] {
        try connection.rows(
            "SELECT * FROM \(table) WHERE charge_point_key = $1 AND status = 'Accepted' ORDER BY id DESC LIMIT 20",
            [.integer(chargePointKey)]
        ).map(clearRequest)
    }

    static func list(
        chargePointKey: Int64, before: Int64?, limit: Int, in connection: any SQLConnection
    ) throws -> [ClearRequest] {
        try connection.rows(
            "SELECT * FROM \(table) WHERE charge_point_key = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
            [.integer(chargePointKey), .integer(before ?? .max), .integer(Int64(limit))]
        ).map(clearRequest)
    }

    static func remove(chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM \(table) WHERE charge_point_key = $1", [.integer(chargePointKey)])
    }

    private static func clearRequest(_ row: SQLRow) throws -> ClearRequest {
        let request = try PayloadDecoder.decode(ClearChargingProfile.self, from: try JSONNode.parse(try row.bytes("request")))
        let ids = try row.textIfPresent("charging_profile_ids") ?? ""
        return ClearRequest(
            id: try row.int64("id"), commandId: try row.int64("command_id"), request: request,
            state: ClearRequest.State(rawValue: try row.text("state")) ?? .unanswered,
            status: try row.textIfPresent("status").flatMap { ClearChargingProfileStatus(rawValue: $0) },
            chargingProfileIds: ids.split(separator: ",").compactMap { Int($0) }, note: try row.textIfPresent("note"),
            requestedAt: try row.timestamp("requested_at"), requestedBy: try row.text("requested_by"),
            concludedAt: try row.timestampIfPresent("concluded_at"))
    }
}

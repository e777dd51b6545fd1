import OCPPJ
import Persistence

/// The request ids of SignedUpdateFirmware and GetLog: above 0, each used once per charge point, so that notifications can be told
/// apart however late they come.
enum RequestIDs {
    static let migrations = [
        Migration(482, "request ids") { _ in
            ["CREATE TABLE request_ids (charge_point_key BIGINT PRIMARY KEY, last_id BIGINT NOT NULL)"]
        }
    ]

    /// The id that an operator wants, or the next one that was not used.
    ///
    /// - Throws: `FileExchangeError` with code `.invalidMember`, `CentralSystemError` with code `.chargePointNotFound`.
    static func choose(_ wanted: Int?, for identity: String, in database: any Database) async throws -> Int {
        if let wanted {
            guard (1...Int(Int32.max)).contains(wanted) else {
                throw FileExchangeError.invalid("requestId", "must be 1 to \(Int32.max)")
            }
            return wanted
        }
        return try await database.write { connection in
            guard let key = try ChargePointService.key(of: identity, in: connection) else {
                throw CentralSystemError.chargePointNotFound(identity)
            }
            let row = try connection.row("SELECT last_id FROM request_ids WHERE charge_point_key = $1", [.integer(key)])
            var id = try row?.int("last_id") ?? 0
            repeat { id = id % Int(Int32.max) + 1 } while try isUsed(id, chargePointKey: key, in: connection)
            try connection.execute(
                """
                INSERT INTO request_ids (charge_point_key, last_id) VALUES ($1, $2)
                ON CONFLICT (charge_point_key) DO UPDATE SET last_id = excluded.last_id
                """,
                [.integer(key), SQLValue(id)])
            return id
        }
    }

    /// Inside the write that records a request: an id that an operator wants must not have been used by an earlier one.
    ///
    /// - Throws: `FileExchangeError` with code `.conflict`.
    static func check(_ wanted: Int?, of command: CommandReference, in connection: any SQLConnection) throws {
        guard let wanted else { return }
        if try isUsed(wanted, chargePointKey: command.chargePoint.key, before: command.id, in: connection) {
            throw FileExchangeError(
                .conflict, "request id \(wanted) was used for this charge point already; leave it out to have one chosen")
        }
    }

    private static func isUsed(
        _ id: Int, chargePointKey: Int64, before command: Int64 = .max, in connection: any SQLConnection
    ) throws -> Bool {
        let arguments: [SQLValue] = [.integer(chargePointKey), SQLValue(id), .integer(command)]
        for table in ["firmware_updates", "diagnostics_jobs"] {
            let used = try connection.row(
                "SELECT id FROM \(table) WHERE charge_point_key = $1 AND request_id = $2 AND command_id < $3 LIMIT 1", arguments)
            if used != nil { return true }
        }
        return false
    }
}

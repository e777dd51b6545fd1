import Persistence

/// Keeps tables bounded that charge points fill at will.
enum NewestRows {
    /// Deletes a charge point's rows but for the newest.
    ///
    /// - Parameters:
    ///   - table: a table with `charge_point_key` and a rising `id`; part of the program, never of a message.
    ///   - count: how many rows stay.
    static func keep(_ count: Int, of table: String, chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            DELETE FROM \(table) WHERE charge_point_key = $1 AND id <=
                (SELECT id FROM \(table) WHERE charge_point_key = $1 ORDER BY id DESC LIMIT 1 OFFSET $2)
            """,
            [.integer(chargePointKey), .integer(Int64(count))])
    }
}

import OCPPJ
import Persistence

extension MessageLogStore {
    /// The row at which a search that looks at so many rows ends: older ones are for the next part. Nil when there are no more rows
    /// than that.
    ///
    /// Ids of rows are given without gaps, so for all charge points together no row is read; of one charge point its index is.
    static func end(of filter: MessageFilter, before id: Int64?, rows: Int, in connection: any SQLConnection) throws -> Int64? {
        let highest = id.map { $0 / 2 + $0 % 2 } ?? Int64.max
        guard let identity = filter.chargePoint else {
            guard let edges = try connection.row(ends),
                let first = try edges.int64IfPresent("first"), let last = try edges.int64IfPresent("last")
            else { return nil }
            let end = min(highest, last + 1) - Int64(rows)
            return end > first ? end : nil
        }
        return try connection.row(
            """
            SELECT id FROM messages WHERE charge_point_key = (SELECT key FROM charge_points WHERE id = $1) AND id < $2
            ORDER BY id DESC LIMIT 1 OFFSET $3
            """,
            [.text(identity), .integer(highest), .integer(Int64(rows))]
        )?.int64("id")
    }

    /// The frames of the row that holds a frame: the frame and what is kept with it. Newest first; empty when there is none.
    static func row(of id: Int64, in connection: any SQLConnection) throws -> [LoggedMessage] {
        try connection.row(
            "SELECT \(listedColumns) FROM messages m JOIN charge_points c ON c.key = m.charge_point_key WHERE m.id = $1",
            [.integer(id / 2)]
        ).map(messages) ?? []
    }

    /// The frames of the same charge point just after a frame's row, or just before it, the nearest first.
    static func neighbours(
        of id: Int64, after: Bool, limit: Int, in connection: any SQLConnection
    ) throws -> [LoggedMessage] {
        let key = "(SELECT charge_point_key FROM messages WHERE id = $1)"
        let side = after ? "m.id > $1 ORDER BY m.id" : "m.id < $1 ORDER BY m.id DESC"
        return try connection.rows(
            """
            SELECT \(listedColumns) FROM messages m JOIN charge_points c ON c.key = m.charge_point_key
            WHERE m.charge_point_key = \(key) AND \(side) LIMIT $2
            """,
            [.integer(id / 2), .integer(Int64(limit))]
        ).flatMap(messages)
    }
}

import OCPPJ
import Persistence

extension MessageLogStore {
    /// Writing takes a moment and clocks are set now and then, so a frame's place may differ from its time by as much as this.
    private static let disorderSeconds = 5

    /// Frames before an id, newest first.
    static func list(
        _ filter: MessageFilter, before id: Int64?, limit: Int, in connection: any SQLConnection
    ) throws -> [LoggedMessage] {
        let lowest = try filter.from.map { try firstID(at: $0.advanced(bySeconds: -disorderSeconds), in: connection) } ?? 0
        var highest = id ?? Int64.max
        if let to = filter.to { highest = min(highest, try firstID(at: to.advanced(bySeconds: disorderSeconds), in: connection)) }
        let sql = filter.chargePoint == nil ? listAll : listOfChargePoint
        return try connection.rows(
            sql,
            [
                .integer(lowest), .integer(highest), SQLValue(filter.chargePoint), SQLValue(filter.action),
                SQLValue(filter.direction.map { $0 == .sent ? 1 : 0 }), SQLValue(filter.messageType?.messageTypeID),
                SQLValue(filter.from?.milliseconds), SQLValue(filter.to?.milliseconds), .integer(Int64(limit)),
            ]
        ).map(message)
    }

    private static let conditions = """
        AND ($4 IS NULL OR m.action = $4) AND ($5 IS NULL OR m.sent = $5) AND ($6 IS NULL OR m.type = $6)
        AND ($7 IS NULL OR m.time >= $7) AND ($8 IS NULL OR m.time < $8)
        ORDER BY m.id DESC LIMIT $9
        """

    private static let columns = "m.id, c.id AS charge_point_id, m.time, m.sent, m.type, m.action, m.frame, m.note"

    private static let listAll = """
        SELECT \(columns) FROM messages m JOIN charge_points c ON c.key = m.charge_point_key
        WHERE m.id >= $1 AND m.id < $2 AND $3 IS NULL \(conditions)
        """

    private static let listOfChargePoint = """
        SELECT \(columns) FROM messages m JOIN charge_points c ON c.key = m.charge_point_key
        WHERE m.charge_point_key = (SELECT key FROM charge_points WHERE id = $3) AND m.id >= $1 AND m.id < $2 \(conditions)
        """

    /// The id from which on frames are not older than a moment, found by halving: ids rise with time.
    private static func firstID(at time: Timestamp, in connection: any SQLConnection) throws -> Int64 {
        guard
            let ends = try connection.row("SELECT min(id) AS first, max(id) AS last FROM messages"),
            var low = try ends.int64IfPresent("first"), let last = try ends.int64IfPresent("last")
        else { return 0 }
        var high = last + 1
        while low < high {
            let middle = low + (high - low) / 2
            let row = try connection.row("SELECT id, time FROM messages WHERE id >= $1 ORDER BY id LIMIT 1", [.integer(middle)])
            if let row, try row.int64("time") < time.milliseconds {
                low = try row.int64("id") + 1
            } else {
                high = middle
            }
        }
        return low
    }

    private static func message(_ row: SQLRow) throws -> LoggedMessage {
        let type = ObservedFrame.Kind(messageTypeID: try row.int("type"))
        return LoggedMessage(
            id: try row.int64("id"), chargePointId: try row.text("charge_point_id"), time: try row.timestamp("time"),
            direction: try row.bool("sent") ? .sent : .received, messageType: type,
            messageID: type == .invalid ? "" : messageID(in: try row.bytes("frame")), action: try row.textIfPresent("action"),
            frame: try row.text("frame"), note: try row.textIfPresent("note"))
    }

    /// The second element of a frame.
    private static func messageID(in frame: [UInt8]) -> String {
        guard let elements = try? JSONNode.parse(frame).elements, elements.count > 1 else { return "" }
        return elements[1].string ?? ""
    }
}

import OCPPJ
import Persistence

extension MessageLogStore {
    /// Writing takes a moment and clocks are set now and then, so a frame's place may differ from its time by as much as this.
    private static let disorderSeconds = 5

    /// Frames before an id, newest first.
    ///
    /// Ids count frames, not rows: a row's own frame has twice the row's id, its answer one more.
    ///
    /// - Parameter lowestRow: older rows are not looked at.
    static func list(
        _ filter: MessageFilter, before id: Int64?, from lowestRow: Int64 = 0, limit: Int, in connection: any SQLConnection
    ) throws -> [LoggedMessage] {
        let begin = try filter.from.map { try firstID(at: $0.advanced(bySeconds: -disorderSeconds), in: connection) } ?? 0
        let lowest = max(begin, lowestRow)
        var highest = id.map { $0 / 2 + $0 % 2 } ?? Int64.max
        if let to = filter.to { highest = min(highest, try firstID(at: to.advanced(bySeconds: disorderSeconds), in: connection)) }
        let sql = filter.chargePoint == nil ? listAll : listOfChargePoint
        var found: [LoggedMessage] = []
        while found.count < limit {
            let rows = try connection.rows(
                sql,
                [
                    .integer(lowest), .integer(highest), SQLValue(filter.chargePoint), SQLValue(filter.action),
                    SQLValue(filter.direction.map { $0 == .sent ? 1 : 0 }), SQLValue(filter.messageType?.messageTypeID),
                    SQLValue(filter.from?.milliseconds), SQLValue(filter.to?.milliseconds), .integer(Int64(limit)),
                    SQLValue(filter.isOddOnly), SQLValue(filter.text.map(pattern)),
                ])
            found += try rows.flatMap(messages).filter { $0.id < id ?? .max && filter.matches($0) }
            guard rows.count == limit, let last = rows.last else { break }
            highest = try last.int64("id")
        }
        return Array(found.prefix(limit))
    }

    /// What a row must have for one of its two frames to match.
    private static let conditions = """
        AND ($4 IS NULL OR m.action = $4) AND ($5 IS NULL OR m.sent = $5 OR m.answer_type IS NOT NULL)
        AND ($6 IS NULL OR m.type = $6 OR m.answer_type = $6)
        AND ($7 IS NULL OR m.time >= $7 OR m.answer_time >= $7) AND ($8 IS NULL OR m.time < $8)
        AND ($10 = 0 OR m.type IN (0, 4) OR m.answer_type = 4 OR m.note IS NOT NULL OR m.answer_note IS NOT NULL)
        AND ($11 IS NULL OR lower(m.frame) LIKE $11 ESCAPE '!' OR lower(m.answer) LIKE $11 ESCAPE '!')
        ORDER BY m.id DESC LIMIT $9
        """

    /// A pattern of LIKE for any frame with this part in it; what LIKE takes for a sign is only itself. Only letters of ASCII are made
    /// small, as the database's `lower` does.
    private static func pattern(_ text: String) -> String {
        let small = String(decoding: text.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }, as: UTF8.self)
        return "%" + small.replacing("!", with: "!!").replacing("%", with: "!%").replacing("_", with: "!_") + "%"
    }

    static let listedColumns = """
        m.id, c.id AS charge_point_id, m.time, m.sent, m.type, m.action, m.frame, m.note, m.answer_time, m.answer_type,
        m.answer, m.answer_note
        """

    private static let listAll = """
        SELECT \(listedColumns) FROM messages m JOIN charge_points c ON c.key = m.charge_point_key
        WHERE m.id >= $1 AND m.id < $2 AND $3 IS NULL \(conditions)
        """

    private static let listOfChargePoint = """
        SELECT \(listedColumns) FROM messages m JOIN charge_points c ON c.key = m.charge_point_key
        WHERE m.charge_point_key = (SELECT key FROM charge_points WHERE id = $3) AND m.id >= $1 AND m.id < $2 \(conditions)
        """

    /// The first and the last id. In two queries: SQLite takes them from the ends of the table only one at a time, and else reads it all.
    static let ends = "SELECT (SELECT min(id) FROM messages) AS first, (SELECT max(id) FROM messages) AS last"

    /// The id from which on frames are not older than a moment, found by halving: ids rise with time.
    private static func firstID(at time: Timestamp, in connection: any SQLConnection) throws -> Int64 {
        guard
            let edges = try connection.row(ends),
            var low = try edges.int64IfPresent("first"), let last = try edges.int64IfPresent("last")
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

    /// The frames of a row, newest first.
    static func messages(_ row: SQLRow) throws -> [LoggedMessage] {
        let id = try row.int64("id") * 2
        let type = ObservedFrame.Kind(messageTypeID: try row.int("type"))
        let first = LoggedMessage(
            id: id, chargePointId: try row.text("charge_point_id"), time: try row.timestamp("time"),
            direction: try row.bool("sent") ? .sent : .received, messageType: type,
            messageID: type == .invalid ? "" : messageID(in: try row.bytes("frame")), action: try row.textIfPresent("action"),
            frame: try row.text("frame"), note: try row.textIfPresent("note"))
        guard let answerType = try row.intIfPresent("answer_type") else { return [first] }
        var answer = first
        answer.id = id + 1
        answer.time = try row.timestamp("answer_time")
        answer.direction = first.direction == .sent ? .received : .sent
        answer.messageType = ObservedFrame.Kind(messageTypeID: answerType)
        answer.frame = try row.text("answer")
        answer.note = try row.textIfPresent("answer_note")
        return [answer, first]
    }

    /// The second element of a frame.
    private static func messageID(in frame: [UInt8]) -> String {
        guard let elements = try? JSONNode.parse(frame).elements, elements.count > 1 else { return "" }
        return elements[1].string ?? ""
    }
}

extension MessageFilter {
    /// Whether a frame is asked for, as far as the two frames of a row may differ.
    fileprivate func matches(_ message: LoggedMessage) -> Bool {
        if let direction, direction != message.direction { return false }
        if let messageType, messageType != message.messageType { return false }
        if let from, message.time < from { return false }
        if let to, message.time >= to { return false }
        if isOddOnly, message.note == nil, message.messageType != .callError, message.messageType != .invalid { return false }
        return true
    }
}

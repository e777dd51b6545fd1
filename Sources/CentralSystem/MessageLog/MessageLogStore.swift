import OCPPJ
import Persistence

/// The table of frames. A CALL and the answer that follows it share a row: most rows and index entries are saved that way. Few
/// columns, one index, several rows per statement. The message id is not a column, because it stands in the frame.
struct MessageLogStore {
    static let migrations = [
        Migration(60, "message log") { dialect in
            [
                """
                CREATE TABLE messages (
                    id \(dialect.internalIdentityColumn),
                    charge_point_key BIGINT NOT NULL,
                    time BIGINT NOT NULL,
                    sent INTEGER NOT NULL,
                    type INTEGER NOT NULL,
                    action TEXT,
                    frame TEXT NOT NULL,
                    note TEXT,
                    answer_time BIGINT,
                    answer_type INTEGER,
                    answer TEXT,
                    answer_note TEXT
                )
                """,
                "CREATE INDEX messages_by_charge_point ON messages (charge_point_key, id)",
            ]
        }
    ]

    /// A frame, with its answer when that was the charge point's next frame: the order of frames stays what it was.
    private struct Row {
        let entry: MessageLog.Entry
        var answer: ObservedFrame?

        func isAnswered(by frame: ObservedFrame) -> Bool {
            answer == nil && entry.frame.kind == .call && (frame.kind == .callResult || frame.kind == .callError)
                && frame.direction != entry.frame.direction && frame.messageID == entry.frame.messageID
        }
    }

    private static let columns = 11
    private static let rowsPerStatement = 16
    private static let insertOne = insertStatement(rows: 1)
    private static let insertMany = insertStatement(rows: rowsPerStatement)

    private static func insertStatement(rows: Int) -> String {
        let values = (0..<rows).map { row in
            "(" + (1...columns).map { "$\(row * columns + $0)" }.joined(separator: ", ") + ")"
        }
        return """
            INSERT INTO messages (charge_point_key, time, sent, type, action, frame, note,
                answer_time, answer_type, answer, answer_note) VALUES
            """ + " " + values.joined(separator: ", ")
    }

    static func insert(_ entries: [MessageLog.Entry], in connection: any SQLConnection) throws {
        var arguments: [SQLValue] = []
        arguments.reserveCapacity(rowsPerStatement * columns)
        var rest = paired(entries)[...]
        while !rest.isEmpty {
            let rows = rest.count >= rowsPerStatement ? rowsPerStatement : 1
            arguments.removeAll(keepingCapacity: true)
            for row in rest.prefix(rows) { append(row, to: &arguments) }
            try connection.execute(rows == 1 ? insertOne : insertMany, arguments)
            rest = rest.dropFirst(rows)
        }
    }

    private static func paired(_ entries: [MessageLog.Entry]) -> [Row] {
        var rows: [Row] = []
        rows.reserveCapacity(entries.count)
        var newest: [Int64: Int] = [:]
        for entry in entries {
            if let index = newest[entry.chargePointKey], rows[index].isAnswered(by: entry.frame) {
                rows[index].answer = entry.frame
            } else {
                newest[entry.chargePointKey] = rows.count
                rows.append(Row(entry: entry))
            }
        }
        return rows
    }

    private static func append(_ row: Row, to arguments: inout [SQLValue]) {
        let frame = row.entry.frame
        arguments.append(.integer(row.entry.chargePointKey))
        arguments.append(.integer(frame.time.milliseconds))
        arguments.append(.integer(frame.direction == .sent ? 1 : 0))
        arguments.append(.integer(Int64(frame.kind.messageTypeID)))
        arguments.append(SQLValue(frame.action?.rawValue))
        // What is no OCPP-J need not be UTF-8 either.
        arguments.append(
            frame.kind == .invalid ? .text(String(decoding: frame.text, as: UTF8.self)) : .utf8(frame.text))
        arguments.append(SQLValue(frame.note))
        arguments.append(SQLValue(row.answer?.time.milliseconds))
        arguments.append(SQLValue(row.answer?.kind.messageTypeID))
        arguments.append(SQLValue(utf8: row.answer?.text))
        arguments.append(SQLValue(row.answer?.note))
    }

    /// Deletes some of the oldest frames, those before a moment.
    ///
    /// Frames are written in the order of their times, near enough, so the oldest by id are the oldest by time and no index on
    /// time is needed.
    ///
    /// - Returns: how many went; less than `limit` when there are no more.
    static func prune(before time: Timestamp, limit: Int, in connection: any SQLConnection) throws -> Int {
        try connection.execute(
            "DELETE FROM messages WHERE id IN (SELECT id FROM messages ORDER BY id LIMIT $1) AND time < $2",
            [.integer(Int64(limit)), .integer(time.milliseconds)])
    }

    /// Deletes the oldest rows beyond a number. Ids are given in order and rows go from the old end only, so the ids tell how many
    /// rows there are without a count of them all.
    ///
    /// - Returns: how many went; less than `limit` when there are no more.
    static func prune(keeping kept: Int, limit: Int, in connection: any SQLConnection) throws -> Int {
        try connection.execute(
            """
            DELETE FROM messages WHERE id IN (SELECT id FROM messages ORDER BY id LIMIT $1)
                AND id <= (SELECT MAX(id) FROM messages) - $2
            """,
            [.integer(Int64(limit)), .integer(Int64(kept))])
    }
}

extension ObservedFrame.Kind {
    /// The first element of the frame (OCPP-J 1.6, section 4.2); 0 for what is no frame.
    var messageTypeID: Int {
        switch self {
        case .call: 2
        case .callResult: 3
        case .callError: 4
        case .invalid: 0
        }
    }

    init(messageTypeID: Int) {
        switch messageTypeID {
        case 2: self = .call
        case 3: self = .callResult
        case 4: self = .callError
        default: self = .invalid
        }
    }
}

import OCPPJ
import Persistence

extension MessageLogStore {
    /// Which rows tell what happened at a charge point: what it said of its own accord, but for what it says all the time, and for
    /// security events, which have a table of their own. The index `messages_telling` is for exactly this.
    static let isTelling = """
        sent = 0 AND type <> 3 AND type <> 4 \
        AND coalesce(action, '') NOT IN ('Heartbeat', 'MeterValues', 'SecurityEventNotification')
        """

    /// How far behind a CALL its answer is looked for, in rows of the charge point.
    private static let answerRows = 30

    /// What a charge point said that tells something, newest first, each with its answer. Quick however much else it said.
    ///
    /// - Parameter id: that of a row, which is half of a frame's.
    static func exchanges(
        _ chargePoint: ChargePointReference, before id: Int64, limit: Int, in connection: any SQLConnection
    ) throws -> [LoggedExchange] {
        let rows = try connection.rows(
            """
            SELECT id, $3 AS charge_point_id, time, sent, type, action, frame, note, answer_time, answer_type, answer, answer_note
            FROM messages WHERE charge_point_key = $1 AND id < $2 AND \(isTelling) ORDER BY id DESC LIMIT $4
            """,
            [.integer(chargePoint.key), .integer(id), .text(chargePoint.identity), .integer(Int64(limit))])
        return try rows.compactMap { row in
            let frames = try messages(row)
            guard let call = frames.last else { return nil }
            let answer = frames.count > 1 ? frames[0] : try self.answer(to: call, chargePoint, in: connection)
            return LoggedExchange(id: try row.int64("id"), call: call, answer: answer)
        }
    }

    /// The answer to a CALL that did not follow it at once; nil when there is none near.
    private static func answer(
        to call: LoggedMessage, _ chargePoint: ChargePointReference, in connection: any SQLConnection
    ) throws -> LoggedMessage? {
        guard call.messageType == .call else { return nil }
        return try connection.rows(
            """
            SELECT id, $3 AS charge_point_id, time, sent, type, action, frame, note, answer_time, answer_type, answer, answer_note
            FROM messages WHERE charge_point_key = $1 AND id > $2 ORDER BY id LIMIT $4
            """,
            [.integer(chargePoint.key), .integer(call.id / 2), .text(chargePoint.identity), .integer(Int64(answerRows))]
        ).flatMap(messages).first { frame in
            frame.messageID == call.messageID && frame.direction == .sent && (frame.messageType == .callResult || frame.messageType == .callError)
        }
    }
}

/// A CALL of a charge point with our answer.
package struct LoggedExchange: Hashable, Sendable {
    /// Of the row; half of the CALL's id.
    package var id: Int64
    package var call: LoggedMessage
    /// Nil when there was none.
    package var answer: LoggedMessage?
}

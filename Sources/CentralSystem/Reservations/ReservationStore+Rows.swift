import OCPP16
import OCPPJ
import Persistence

extension ReservationStore {
    private static let mutable = """
        state, answer, answered_at, explanation, ended_at, transaction_id, replaced_by, cancel_command_id, cancel_requested_at,
        cancel_requested_by, cancel_outcome, cancel_explanation, cancel_concluded_at, seen_reserved, overtaking_state,
        overtaking_at, overtaking_transaction_id, overtaking_explanation, warnings, flags
        """

    private static let insertSQL = """
        INSERT INTO reservations (\(mutable), charge_point_key, reservation_id, connector_id, id_tag_key, id_tag,
            parent_id_tag, expiry_date, requested_at, requested_by, command_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
            $25, $26, $27, $28, $29, $30)
        """

    private static let updateSQL = """
        UPDATE reservations SET state = $1, answer = $2, answered_at = $3, explanation = $4, ended_at = $5,
            transaction_id = $6, replaced_by = $7, cancel_command_id = $8, cancel_requested_at = $9,
            cancel_requested_by = $10, cancel_outcome = $11, cancel_explanation = $12, cancel_concluded_at = $13,
            seen_reserved = $14, overtaking_state = $15, overtaking_at = $16, overtaking_transaction_id = $17,
            overtaking_explanation = $18, warnings = $19, flags = $20
        WHERE id = $21
        """

    /// Keeps a new reservation; its own id is given by the database.
    static func insert(_ reservation: Reservation, in connection: any SQLConnection) throws {
        try connection.execute(
            insertSQL,
            try values(of: reservation) + [
                .integer(reservation.chargePointKey), .integer(Int64(reservation.reservationId)),
                .integer(Int64(reservation.connectorId)), .text(reservation.idTag.key), .text(reservation.idTag.text),
                SQLValue(reservation.parentIdTag?.text), .integer(reservation.expiryDate.milliseconds),
                .integer(reservation.requestedAt.milliseconds), .text(reservation.requestedBy),
                .integer(reservation.commandId),
            ])
        try NewestRows.keep(kept, of: "reservations", chargePointKey: reservation.chargePointKey, in: connection)
    }

    /// Keeps how a reservation stands now.
    static func save(_ reservation: Reservation, in connection: any SQLConnection) throws {
        try connection.execute(updateSQL, try values(of: reservation) + [.integer(reservation.id)])
    }

    private static func values(of reservation: Reservation) throws -> [SQLValue] {
        let cancellation = reservation.cancellation
        let overtaking = reservation.overtaking
        return [
            .text(reservation.state.rawValue), SQLValue(reservation.answer?.rawValue),
            SQLValue(reservation.answeredAt?.milliseconds), SQLValue(reservation.explanation),
            SQLValue(reservation.endedAt?.milliseconds), SQLValue(reservation.transactionId), SQLValue(reservation.replacedBy),
            SQLValue(cancellation?.commandId), SQLValue(cancellation?.requestedAt.milliseconds),
            SQLValue(cancellation?.requestedBy), SQLValue(cancellation?.outcome.rawValue),
            SQLValue(cancellation?.explanation), SQLValue(cancellation?.concludedAt?.milliseconds),
            SQLValue(reservation.isSeenReserved), SQLValue(overtaking?.state.rawValue),
            SQLValue(overtaking?.at.milliseconds), SQLValue(overtaking?.transactionId), SQLValue(overtaking?.explanation),
            try flags(reservation.warnings), try flags(reservation.flags),
        ]
    }

    private static func flags(_ flags: [RecordFlag]) throws -> SQLValue {
        flags.isEmpty ? .null : .text(try RecordFlags.text(flags))
    }

    static func reservation(_ row: SQLRow) throws -> Reservation {
        Reservation(
            id: try row.int64("id"), chargePointKey: try row.int64("charge_point_key"),
            chargePointID: try row.text("charge_point_id"), reservationId: try row.int("reservation_id"),
            connectorId: try row.int("connector_id"), idTag: try IdToken(try row.text("id_tag")),
            parentIdTag: try row.textIfPresent("parent_id_tag").map { try IdToken($0) },
            expiryDate: try row.timestamp("expiry_date"),
            state: ReservationState(rawValue: try row.text("state")) ?? .unanswered,
            requestedAt: try row.timestamp("requested_at"), requestedBy: try row.text("requested_by"),
            commandId: try row.int64("command_id"),
            answer: try row.textIfPresent("answer").flatMap { ReservationStatus(rawValue: $0) },
            answeredAt: try row.timestampIfPresent("answered_at"), explanation: try row.textIfPresent("explanation"),
            endedAt: try row.timestampIfPresent("ended_at"), transactionId: try row.intIfPresent("transaction_id"),
            replacedBy: try row.int64IfPresent("replaced_by"), cancellation: try cancellation(row),
            warnings: try RecordFlags.flags(row.bytesIfPresent("warnings")),
            flags: try RecordFlags.flags(row.bytesIfPresent("flags")), isSeenReserved: try row.bool("seen_reserved"),
            overtaking: try overtaking(row))
    }

    private static func cancellation(_ row: SQLRow) throws -> Reservation.Cancellation? {
        guard let commandId = try row.int64IfPresent("cancel_command_id") else { return nil }
        return Reservation.Cancellation(
            commandId: commandId, requestedAt: try row.timestamp("cancel_requested_at"),
            requestedBy: try row.text("cancel_requested_by"),
            outcome: CancellationOutcome(rawValue: try row.text("cancel_outcome")) ?? .unanswered,
            explanation: try row.textIfPresent("cancel_explanation"),
            concludedAt: try row.timestampIfPresent("cancel_concluded_at"))
    }

    private static func overtaking(_ row: SQLRow) throws -> Reservation.Overtaking? {
        guard let state = try row.textIfPresent("overtaking_state").flatMap({ ReservationState(rawValue: $0) }) else {
            return nil
        }
        return Reservation.Overtaking(
            state: state, at: try row.timestamp("overtaking_at"),
            transactionId: try row.intIfPresent("overtaking_transaction_id"),
            explanation: try row.textIfPresent("overtaking_explanation"))
    }
}

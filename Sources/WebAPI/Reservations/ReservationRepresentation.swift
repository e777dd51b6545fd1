import CentralSystem
import OCPP16
import OCPPJ

extension ReservationState: JSONEnumeration {}
extension ReservationStatus: JSONEnumeration {}
extension CancellationOutcome: JSONEnumeration {}

extension Reservation: JSONObject {
    static let representation = Representation<Reservation>(
        "Reservation", "A connector, or a whole charge point, kept for a driver (OCPP 1.6, section 5.13).",
        requestFields + outcomeFields)

    private static let requestFields: [Field<Reservation>] = [
        Field("id", "The number of this record. A `reservationId` may be used again, this number is not.", \.id),
        Field("chargePointId", "The charge point.", \.chargePointID),
        Field("reservationId", "The number on the wire, chosen by the server or by whoever asked.", \.reservationId),
        Field("connectorId", "The connector; 0: any connector of the charge point.", \.connectorId),
        Field("idTag", "The driver.", \.idTag.text),
        Field("parentIdTag", "The group whose idTags may use it too.", \.parentIdTag?.text),
        Field("expiryDate", "When it ends by itself.", \.expiryDate),
        Field("state", stateDescription, \.state),
        Field("requestedAt", "When it was asked for.", \.requestedAt),
        Field("requestedBy", "Who asked for it; `api` for this API.", \.requestedBy),
        Field("commandId", "The command that ReserveNow was sent as.", \.commandId),
        Field("warnings", "What was questionable when it was asked for. Nothing of it keeps the request back.", \.warnings),
    ]

    private static let outcomeFields: [Field<Reservation>] = [
        Field("status", "The status in the charge point's answer to ReserveNow.", \.answer),
        Field("answeredAt", "When that answer came.", \.answeredAt),
        Field("explanation", "Why it is in its state, where the state alone does not say it.", \.explanation),
        Field("endedAt", "When it ceased to be requested or active.", \.endedAt),
        Field("transactionId", "The transaction that used it.", \.transactionId),
        Field("replacedBy", "The `id` of the reservation that took its place.", \.replacedBy),
        Field("cancellation", "The last CancelReservation that was meant for it.", \.cancellation),
        Field("flags", "What was odd later on.", \.flags),
    ]

    static let stateDescription = """
        `requested`: the answer is not there yet. `active`: the charge point accepted it. `used`: by the transaction in \
        `transactionId`. `cancelled`: the charge point accepted the cancellation. `expired`: its time has passed, or the charge \
        point gave the connector free by itself. `refused`: the charge point did not accept it, see `status`. `faulted`: the \
        connector or the charge point became Faulted or Unavailable. `replaced`: by another one with the same `reservationId`. \
        `unanswered`: there is no usable answer; the charge point may hold it all the same.
        """
}

extension Reservation.Cancellation: JSONObject {
    static let representation = Representation<Reservation.Cancellation>(
        "ReservationCancellation", "A CancelReservation and what became of it.",
        [
            Field("commandId", "The command that it was sent as.", \.commandId),
            Field("requestedAt", "When it was asked for.", \.requestedAt),
            Field("requestedBy", "Who asked for it.", \.requestedBy),
            Field(
                "outcome",
                "`rejected`: the charge point has no such reservation; ours keeps its state, as it does with `unanswered` and `notSent`.",
                \.outcome),
            Field("explanation", "Why there is no usable answer.", \.explanation),
            Field("concludedAt", "When the outcome was known.", \.concludedAt),
        ])
}

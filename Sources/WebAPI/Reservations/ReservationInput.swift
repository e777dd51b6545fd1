import CentralSystem
import OCPP16
import OCPPJ

/// What operators send about a reservation.
enum ReservationInput {
    static let longestExpirySeconds = 31_536_000

    static let creation = ObjectSchema(
        "ReservationCreation", "A reservation to ask a charge point for.",
        [
            .init("chargePointId", "The charge point.", .string(1...500), isRequired: true),
            .init("connectorId", "The connector; 0: any connector of the charge point.", .integer(0...Int(Int32.max)), isRequired: true),
            .init("idTag", "The driver; need not be registered.", .string(1...20), isRequired: true),
            .init(
                "parentIdTag",
                "The group whose idTags may use it too. Absent: the group that the idTag is registered with; `null`: none.",
                .string(1...20).orNull),
            .init("expiryDate", "When it ends by itself. Sent in UTC.", .time),
            .init(
                "expirySeconds",
                "In place of `expiryDate`: how long from now. With neither, the setting `reservation.expirySeconds` holds.",
                .integer(1...longestExpirySeconds)),
            .init(
                "reservationId",
                "The number on the wire; absent: the server chooses one. One that is in use replaces that reservation if the charge point accepts.",
                .integer(Int(Int32.min)...Int(Int32.max))),
        ])

    /// - Throws: `Problem` (`invalid-member`), `PayloadError`.
    static func reservation(_ body: JSONNode) throws -> NewReservation {
        var expiry = NewReservation.Expiry.after(seconds: body["expirySeconds"]?.int)
        if let date = body["expiryDate"]?.string.flatMap({ Timestamp(rfc3339: $0) }) {
            guard body["expirySeconds"] == nil else {
                throw Problem.invalidMember("expirySeconds", "expirySeconds must not be given together with expiryDate.")
            }
            expiry = .at(date)
        }
        var parent = NewReservation.Parent.registered
        if let given = body["parentIdTag"] {
            parent = if let text = given.string { .given(try token(text, "parentIdTag")) } else { .none }
        }
        return NewReservation(
            connectorId: try ConnectorId(body["connectorId"]?.int ?? 0), idTag: try token(body["idTag"]?.string ?? "", "idTag"),
            parent: parent, expiry: expiry, reservationId: body["reservationId"]?.int)
    }

    private static func token(_ text: String, _ member: String) throws(PayloadError) -> IdToken {
        do {
            return try IdToken(text)
        } catch {
            throw error.inside(member)
        }
    }
}

import CentralSystem
import HTTPTypes
import OCPPJ

/// `/api/v1/reservations`
struct ReservationRoutes: Sendable {
    let reservations: ReservationService

    private static let path = "/api/v1/reservations"
    private static let itemPath = "\(path)/{reservation}"
    private static let idParameter = Operation.Parameter("reservation", "The `id` of the reservation's record.", .integer)

    var operations: [Operation] { [list, create, get, cancel] }

    private var list: Operation {
        Operation(
            .get, Self.path, "listReservations", .reservations, "Reservations, newest first",
            notes: "All of them, whoever sent ReserveNow.",
            query: [
                .init("chargePoint", "Only those of this charge point."),
                .init("connectorId", "Only those of this connector; 0: those of whole charge points.", .integer(0...Int(Int32.max))),
                .init("idTag", "Only those for this idTag, without regard to case."),
                .init("reservationId", "Only those with this number on the wire.", .integer),
                .init("state", "Only those in this state now.", .enumeration(ReservationState.self)),
            ] + Operation.Parameter.paging,
            answers: [.ok(ItemList<Reservation>.schema, "The reservations.")]
        ) { request in
            let filter = ReservationFilter(
                chargePointID: request.query["chargePoint"], connectorId: request.integer("connectorId"),
                idTag: request.query["idTag"], reservationId: request.integer("reservationId"),
                state: request.value("state", as: ReservationState.self))
            return .json(ItemList(try await reservations.list(filter, request.page())))
        }
    }

    private var create: Operation {
        Operation(
            .post, Self.path, "createReservation", .reservations, "Reserves a connector or a charge point for a driver",
            notes: """
                Sends ReserveNow and waits for the answer. The reservation is `active` only when the charge point accepted it; one \
                that it refused is shown as `refused`. Whether the reservation is wise is not asked: see its `warnings`. Without \
                an answer, the problem names the record in `resource`.
                """,
            query: [.commandTimeout], body: .required(ReservationInput.creation),
            answers: [.created(Reservation.schema, "The charge point answered, whatever the status in its answer.")],
            problems: Problem.commandTypes
        ) { request in
            let result = try await reservations.reserve(
                ReservationInput.reservation(request.body), at: request.body["chargePointId"]?.string ?? "",
                requestedBy: request.requester, timeout: request.commandTimeout)
            let reservation = try answered(result)
            return .created(reservation, location: "\(Self.path)/\(reservation.id)")
        }
    }

    private var get: Operation {
        Operation(
            .get, Self.itemPath, "getReservation", .reservations, "One reservation", pathParameters: [Self.idParameter],
            answers: [.ok(Reservation.schema, "The reservation.")], problems: [.notFound]
        ) { request in
            .json(try await reservations.get(id(request)))
        }
    }

    private var cancel: Operation {
        Operation(
            .post, "\(Self.itemPath)/cancel", "cancelReservation", .reservations, "Cancels a reservation",
            notes: """
                Sends CancelReservation, whatever the reservation's state, and waits for the answer. Only Accepted makes it \
                `cancelled`; otherwise it keeps its state and `cancellation` tells what happened. Refused when the \
                `reservationId` belongs to another reservation by now, which the request would end.
                """,
            pathParameters: [Self.idParameter], query: [.commandTimeout],
            answers: [.ok(Reservation.schema, "The charge point answered, whatever the status in its answer.")],
            problems: [.notFound, .conflict] + Problem.commandTypes
        ) { request in
            .json(
                try answered(
                    try await reservations.cancel(id(request), requestedBy: request.requester, timeout: request.commandTimeout)))
        }
    }

    private func id(_ request: OperationRequest) throws(Problem) -> Int64 {
        Int64(try request.integer(inPath: "reservation", otherwise: .notFound))
    }

    /// - Throws: `Problem` when the charge point did not answer.
    private func answered(_ result: ReservationService.Result) throws(Problem) -> Reservation {
        guard let problem = Problem(result.command) else { return result.reservation }
        throw problem.with("resource", "\(Self.path)/\(result.reservation.id)")
    }
}

import CentralSystem
import HTTPTypes
import OCPP16
import OCPPJ

/// `/api/v1/charge-points`
struct ChargePointRoutes: Sendable {
    let centralSystem: CentralSystem
    let configuration: WebAPIConfiguration

    static let path = "/api/v1/charge-points"
    static let idParameter = Operation.Parameter("id", "The charge point's identity, percent-encoded.")
    private static let itemPath = "\(path)/{id}"

    var operations: [Operation] {
        [list, create, get, replace, change, delete, disconnect]
    }

    private var list: Operation {
        Operation(
            .get, Self.path, "listChargePoints", .chargePoints, "Charge points, ordered by id",
            query: [
                .init("connected", "Only those that are connected now, or only the others.", .boolean),
                .init("registrationStatus", "Only those with this status.", .enumeration(RegistrationStatus.self)),
                .init("group", "Only those of this group."),
                .init("search", "A part of the id, the vendor, the model or the note, without regard to case."),
            ] + Operation.Parameter.paging,
            answers: [.ok(ItemList<ChargePointView>.schema, "The charge points.")]
        ) { request in
            let filter = ChargePointFilter(
                connected: request.boolean("connected"),
                registrationStatus: request.value("registrationStatus", as: RegistrationStatus.self),
                group: request.query["group"], search: request.query["search"])
            let page = try await centralSystem.chargePoints.list(filter, request.page())
            return .json(ItemList(Page(items: try await views(of: page.items), nextCursor: page.nextCursor)))
        }
    }

    private var create: Operation {
        Operation(
            .post, Self.path, "createChargePoint", .chargePoints, "Registers a charge point",
            body: .required(ChargePointInput.creation),
            answers: [.created(ChargePointUpdateView.schema, "The charge point.")], problems: [.conflict]
        ) { request in
            let update = try await centralSystem.chargePoints.create(ChargePointInput.newChargePoint(request.body))
            return try await answer(update)
        }
    }

    private var get: Operation {
        Operation(
            .get, Self.itemPath, "getChargePoint", .chargePoints, "One charge point", pathParameters: [Self.idParameter],
            answers: [.ok(ChargePointView.schema, "The charge point.")], problems: [.chargePointNotFound]
        ) { request in
            .json(try await view(of: centralSystem.chargePoints.get(request.text(inPath: "id"))))
        }
    }

    private var replace: Operation {
        Operation(
            .put, Self.itemPath, "putChargePoint", .chargePoints, "Registers a charge point or replaces its registration",
            pathParameters: [Self.idParameter], body: .required(ChargePointInput.replacement),
            answers: [
                .ok(ChargePointUpdateView.schema, "The charge point was registered already and has the new values."),
                .created(ChargePointUpdateView.schema, "The charge point is new."),
            ]
        ) { request in
            let new = try ChargePointInput.newChargePoint(request.body, id: request.text(inPath: "id"))
            return try await answer(centralSystem.chargePoints.replace(new))
        }
    }

    private var change: Operation {
        Operation(
            .patch, Self.itemPath, "changeChargePoint", .chargePoints, "Changes a charge point's registration",
            notes: "The registration status and the settings take effect on an open connection at once.",
            pathParameters: [Self.idParameter], body: .required(ChargePointInput.changes),
            answers: [.ok(ChargePointUpdateView.schema, "The changed charge point.")], problems: [.chargePointNotFound]
        ) { request in
            let id = request.text(inPath: "id")
            let changes = try ChargePointInput.changes(request.body)
            return try await answer(centralSystem.chargePoints.update(id, changes))
        }
    }

    private var delete: Operation {
        Operation(
            .delete, Self.itemPath, "deleteChargePoint", .chargePoints, "Removes a charge point",
            notes: "Its connection is closed. Its transactions and messages stay and keep its id. Refused while it has open transactions.",
            pathParameters: [Self.idParameter], answers: [.noContent("It is removed.")],
            problems: [.chargePointNotFound, .conflict]
        ) { request in
            try await centralSystem.chargePoints.delete(request.text(inPath: "id"))
            return .noContent
        }
    }

    private var disconnect: Operation {
        Operation(
            .post, "\(Self.itemPath)/disconnect", "disconnectChargePoint", .chargePoints, "Closes a charge point's connection",
            notes: "The charge point will usually connect again by itself.",
            pathParameters: [Self.idParameter], answers: [.noContent("The connection is being closed.")],
            problems: [.chargePointNotFound, .chargePointNotConnected]
        ) { request in
            try await centralSystem.chargePoints.disconnect(request.text(inPath: "id"))
            return .noContent
        }
    }

    private func answer(_ update: ChargePointUpdate) async throws -> Answer {
        let view = ChargePointUpdateView(view: try await view(of: update.chargePoint), password: update.generatedPassword)
        guard update.isNew else { return .json(view) }
        return .created(view, location: "\(Self.path)/\(PathText.encode(update.chargePoint.id))")
    }
}

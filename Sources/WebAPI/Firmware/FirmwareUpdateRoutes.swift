import CentralSystem
import HTTPTypes
import OCPPJ

/// `/api/v1/firmware/updates`
struct FirmwareUpdateRoutes: Sendable {
    let updates: FirmwareUpdateService

    static let path = "/api/v1/firmware/updates"

    var operations: [Operation] { [list, start, get] }

    private var list: Operation {
        Operation(
            .get, Self.path, "listFirmwareUpdates", .firmware, "Firmware updates, newest first",
            notes: "Every UpdateFirmware and SignedUpdateFirmware is here, whoever sent it.",
            query: [
                .init("chargePoint", "Only those of this charge point."),
                .init("state", "Only those in this state.", .enumeration(FirmwareUpdateState.self)),
            ] + Operation.Parameter.paging,
            answers: [.ok(ItemList<FirmwareUpdateView>.schema, "The updates.")], problems: [.chargePointNotFound]
        ) { request in
            let filter = FirmwareUpdateFilter(
                chargePoint: request.query["chargePoint"], state: request.value("state", as: FirmwareUpdateState.self))
            return .json(ItemList(try await updates.list(filter, request.page()).map(view)))
        }
    }

    private var start: Operation {
        Operation(
            .post, Self.path, "startFirmwareUpdate", .firmware,
            "Sends UpdateFirmware, or SignedUpdateFirmware, and follows the update",
            notes: """
                Of an image, the charge point is given an address of this server that serves this one update; a `location` of \
                your own is given to it as it is. With `signed`, the request is SignedUpdateFirmware: the signature is made here, over \
                the image, or elsewhere. One that does not verify is sent all the same, see `warnings`. Answers when the charge \
                point has answered, also when it refused; the rest of the update's life is in the resource. An update that was not answered is there too: the problem names it in `resource`.
                """,
            query: [.commandTimeout], body: .required(FirmwareInput.update),
            answers: [.created(FirmwareUpdateView.schema, "The charge point answered.")],
            problems: Problem.commandTypes + [.notFound, .conflict, .notReady]
        ) { request in
            let (command, update) = try await updates.start(
                FirmwareInput.newUpdate(request.body), requestedBy: request.requester, timeout: request.commandTimeout)
            if let problem = Problem(command) { throw problem.with("resource", "\(Self.path)/\(update.id)") }
            return .created(view(update), location: "\(Self.path)/\(update.id)")
        }
    }

    private var get: Operation {
        Operation(
            .get, "\(Self.path)/{updateId}", "getFirmwareUpdate", .firmware, "One firmware update",
            pathParameters: [.init("updateId", "The id of the update.", .integer)],
            answers: [.ok(FirmwareUpdateView.schema, "The update.")], problems: [.notFound]
        ) { request in
            .json(view(try await updates.get(Int64(request.integer(inPath: "updateId", otherwise: .notFound)))))
        }
    }

    @Sendable private func view(_ update: FirmwareUpdate) -> FirmwareUpdateView {
        FirmwareUpdateView(update: update, now: updates.now())
    }
}

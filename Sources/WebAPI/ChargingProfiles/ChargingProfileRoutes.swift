import CentralSystem
import HTTPTypes
import OCPP16
import OCPPJ

/// `/api/v1/charge-points/{id}/charging-profiles`
struct ChargingProfileRoutes: Sendable {
    let chargingProfiles: ChargingProfileService

    private static let path = "\(ChargePointRoutes.path)/{id}/charging-profiles"

    var operations: [Operation] { [list, install, clear, clearRequests, get] }

    static let timeout = Operation.Parameter(
        "timeoutSeconds", "How long to wait for the answer once the request is sent.", .integer(1...600))

    private var list: Operation {
        Operation(
            .get, Self.path, "listInstalledChargingProfiles", .chargingProfiles,
            "The charging profiles of a charge point, newest first",
            notes: """
                What is on record follows from what the charge point answered and reported, whoever sent the request. Without \
                `state` and `history`: what may matter to the charge point now (`requested`, `awaitingTransaction`, `installed`).
                """,
            pathParameters: [ChargePointRoutes.idParameter],
            query: [
                .init("state", "Only those in this state.", .enumeration(ChargingProfileState.self)),
                .init("history", "true: in any state.", .boolean),
                .init("connectorId", "Only those on this connector.", ChargingProfileSchema.connectorId),
                .init("chargingProfilePurpose", "Only those of this purpose.", ChargingProfileSchema.purpose),
                .init("transactionId", "Only those for this transaction.", .integer),
            ] + Operation.Parameter.paging,
            answers: [.ok(ItemList<ChargingProfileRecord>.schema, "The profiles.")], problems: [.chargePointNotFound]
        ) { request in
            let state = request.value("state", as: ChargingProfileState.self)
            let all = request.boolean("history") == true
            let filter = ChargingProfileFilter(
                states: state.map { [$0] } ?? (all ? nil : ChargingProfileState.current),
                connectorId: request.integer("connectorId"),
                purpose: request.value("chargingProfilePurpose", as: ChargingProfilePurposeType.self),
                transactionId: request.integer("transactionId"))
            return .json(
                ItemList(try await chargingProfiles.list(chargePoint: request.text(inPath: "id"), filter, request.page())))
        }
    }

    private var install: Operation {
        Operation(
            .post, Self.path, "installChargingProfile", .chargingProfiles,
            "Sends a charging profile to a charge point and waits for the answer",
            notes: """
                Sends SetChargingProfile. Whether the profile is wise is not asked: see its `warnings`. A profile that the charge \
                point refused is shown with the state `refused`.
                """,
            pathParameters: [ChargePointRoutes.idParameter], query: [Self.timeout],
            body: .required(ChargingProfileInput.installation),
            answers: [.created(ChargingProfileRecord.schema, "The charge point answered, whatever its answer's status.")],
            problems: Problem.commandTypes
        ) { request in
            let id = request.text(inPath: "id")
            let sent = try await chargingProfiles.install(
                ChargingProfileInput.installation(request.body), on: id, requestedBy: request.requester, timeout: Self.timeout(request))
            let path = "\(ChargePointRoutes.path)/\(PathText.encode(id))/charging-profiles/\(sent.record.id)"
            if let problem = Problem(sent.command) { throw problem.with("resource", path) }
            return .created(sent.record, location: path)
        }
    }

    private var get: Operation {
        Operation(
            .get, "\(Self.path)/{recordId}", "getInstalledChargingProfile", .chargingProfiles, "One charging profile of a charge point",
            pathParameters: [ChargePointRoutes.idParameter, .init("recordId", "The `id` of the record.", .integer)],
            answers: [.ok(ChargingProfileRecord.schema, "The profile.")], problems: [.chargePointNotFound, .notFound]
        ) { request in
            let record = Int64(try request.integer(inPath: "recordId", otherwise: .notFound))
            return .json(try await chargingProfiles.get(record, chargePoint: request.text(inPath: "id")))
        }
    }

    private var clear: Operation {
        Operation(
            .post, "\(Self.path)/clear", "clearChargingProfiles", .chargingProfiles,
            "Has a charge point remove charging profiles and waits for the answer",
            notes: """
                Sends ClearChargingProfile with the members that are given, and nothing else. `{}` clears all profiles. `Unknown` \
                (nothing matched at the charge point) is an answer: after a request by `id` alone or for all, our record has such \
                profiles no more; otherwise they stay, because the selection may be read in another way there. `note` tells when \
                our record differed.
                """,
            pathParameters: [ChargePointRoutes.idParameter], query: [Self.timeout],
            body: .optional(ChargingProfileInput.clearing),
            answers: [.ok(ClearRequest.schema, "The charge point answered, whatever its answer's status.")],
            problems: Problem.commandTypes
        ) { request in
            let sent = try await chargingProfiles.clear(
                ChargingProfileInput.clearing(request.body), on: request.text(inPath: "id"), requestedBy: request.requester,
                timeout: Self.timeout(request))
            if let problem = Problem(sent.command) { throw problem }
            return .json(sent.record)
        }
    }

    private var clearRequests: Operation {
        Operation(
            .get, "\(Self.path)/clear", "listChargingProfileClearRequests", .chargingProfiles,
            "The requests to clear charging profiles of a charge point, newest first",
            pathParameters: [ChargePointRoutes.idParameter], query: Operation.Parameter.paging,
            answers: [.ok(ItemList<ClearRequest>.schema, "The requests.")], problems: [.chargePointNotFound]
        ) { request in
            .json(
                ItemList(try await chargingProfiles.clearRequests(chargePoint: request.text(inPath: "id"), request.page())))
        }
    }

    static func timeout(_ request: OperationRequest) -> Duration? {
        request.integer("timeoutSeconds").map { .seconds($0) }
    }
}

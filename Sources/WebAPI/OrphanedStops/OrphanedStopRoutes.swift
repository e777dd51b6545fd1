import CentralSystem
import HTTPTypes
import OCPPJ

/// `/api/v1/orphaned-stops`
struct OrphanedStopRoutes: Sendable {
    let transactions: TransactionService

    private static let path = "/api/v1/orphaned-stops"

    var operations: [Operation] { [list, resolve] }

    private var list: Operation {
        Operation(
            .get, Self.path, "listOrphanedStops", .orphanedStops, "Stops without a transaction, newest first",
            query: [
                .init("chargePoint", "Only those of this charge point."),
                .init("resolved", "Only those that are resolved, or only the others.", .boolean),
            ] + Operation.Parameter.paging,
            answers: [.ok(ItemList<OrphanedStop>.schema, "The orphaned stops.")]
        ) { request in
            let filter = OrphanedStopFilter(
                chargePointID: request.query["chargePoint"], isResolved: request.boolean("resolved"))
            return .json(ItemList(try await transactions.orphanedStops(filter, request.page())))
        }
    }

    private static let resolution = ObjectSchema(
        "OrphanedStopResolution", "Where an orphaned stop belongs.",
        [
            .init(
                "transactionId", "The transaction of the same charge point that it ended; `null` or absent dismisses it.",
                .integer(1...2_147_483_647).orNull),
            .init("note", "In the operator's words.", .string(0...1000).orNull),
        ])

    private var resolve: Operation {
        Operation(
            .post, "\(Self.path)/{id}/resolve", "resolveOrphanedStop", .orphanedStops,
            "Gives an orphaned stop to a transaction, or dismisses it",
            pathParameters: [.init("id", "The id of the orphaned stop.", .integer)], body: .required(Self.resolution),
            answers: [.ok(OrphanedStop.schema, "The resolved stop.")],
            problems: [.notFound, .transactionNotFound, .conflict]
        ) { request in
            let id = Int64(try request.integer(inPath: "id", otherwise: .notFound))
            return .json(
                try await transactions.resolveOrphanedStop(
                    id, transaction: request.body["transactionId"]?.int, note: request.body["note"]?.string, by: request.requester))
        }
    }
}

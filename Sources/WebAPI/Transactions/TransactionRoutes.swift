import CentralSystem
import HTTPTypes
import OCPPJ

/// `/api/v1/transactions`
struct TransactionRoutes: Sendable {
    let transactions: TransactionService

    static let path = "/api/v1/transactions"
    static let idParameter = Operation.Parameter("id", "The transactionId.", .integer)
    private static let itemPath = "\(path)/{id}"

    var operations: [Operation] { [list, get, close, resolve] }

    private var list: Operation {
        Operation(
            .get, Self.path, "listTransactions", .transactions, "Transactions, newest first",
            query: [
                .init("chargePoint", "Only those of this charge point."),
                .init("connectorId", "Only those on this connector.", .integer),
                .init("idTag", "Only those that this idTag started; without regard to case."),
                .init("state", "Only those in this state.", .enumeration(TransactionState.self)),
                .init("quarantined", "Only those in a quarantine that is not resolved, or only the others.", .boolean),
                .init("from", "Only those that started at this moment or later.", .time),
                .init("to", "Only those that started before this moment.", .time),
            ] + Operation.Parameter.paging,
            answers: [.ok(ItemList<Transaction>.schema, "The transactions.")]
        ) { request in
            let filter = TransactionFilter(
                chargePointID: request.query["chargePoint"], connectorId: request.integer("connectorId"),
                idTag: request.query["idTag"], state: request.value("state", as: TransactionState.self),
                quarantined: request.boolean("quarantined"), from: request.time("from"), to: request.time("to"))
            return .json(ItemList(try await transactions.list(filter, request.page())))
        }
    }

    private var get: Operation {
        Operation(
            .get, Self.itemPath, "getTransaction", .transactions, "One transaction", pathParameters: [Self.idParameter],
            answers: [.ok(Transaction.schema, "The transaction.")], problems: [.transactionNotFound]
        ) { request in
            let id = try request.integer(inPath: "id", otherwise: .transactionNotFound)
            guard let transaction = try await transactions.get(id) else { throw TransactionError.unknownTransaction(id) }
            return .json(transaction)
        }
    }

    private static let closing = ObjectSchema(
        "TransactionClosing", "Why a transaction is closed by hand.",
        [
            .init("reason", "In the operator's words.", .string(0...1000).orNull),
            .init(
                "expectedEnergyWh",
                "The energy that it is thought to be billed, in Wh, and `null` for none: when its meter values show another, it is not closed. Absent: whatever they show.",
                .integer(0...9_007_199_254_740_991).orNull),
        ])

    private var close: Operation {
        Operation(
            .post, "\(Self.itemPath)/close", "closeTransaction", .transactions, "Closes an open or stale transaction by hand",
            notes: "Sends nothing to the charge point. A StopTransaction that still comes gives the real end.",
            pathParameters: [Self.idParameter], body: .optional(Self.closing),
            answers: [.ok(Transaction.schema, "The closed transaction.")], problems: [.transactionNotFound, .conflict]
        ) { request in
            let id = try request.integer(inPath: "id", otherwise: .transactionNotFound)
            let expected = request.body["expectedEnergyWh"].map { ExpectedEnergy($0.int.map { WattHours($0) }) }
            return .json(
                try await transactions.close(id, reason: request.body["reason"]?.string, expecting: expected, by: request.requester))
        }
    }

    private static let resolution = ObjectSchema(
        "QuarantineResolution", "What to bill for a transaction in quarantine.",
        [
            .init("energyWh", "The energy to bill, in Wh.", .integer(0...2_147_483_647), isRequired: true),
            .init("note", "In the operator's words.", .string(0...1000).orNull),
        ])

    private var resolve: Operation {
        Operation(
            .post, "\(Self.itemPath)/resolve", "resolveQuarantine", .transactions, "Ends a transaction's quarantine",
            pathParameters: [Self.idParameter], body: .required(Self.resolution),
            answers: [.ok(Transaction.schema, "The transaction with the energy to bill.")],
            problems: [.transactionNotFound, .conflict]
        ) { request in
            let id = try request.integer(inPath: "id", otherwise: .transactionNotFound)
            let energy = WattHours(request.body["energyWh"]?.int ?? 0)
            let note = request.body["note"]?.string
            return .json(try await transactions.resolveQuarantine(id, energy: energy, note: note, by: request.requester))
        }
    }
}

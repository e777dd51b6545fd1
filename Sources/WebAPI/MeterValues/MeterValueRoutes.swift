import CentralSystem
import HTTPTypes
import OCPPJ

/// `/api/v1/transactions/{id}/meter-values` and `/api/v1/charge-points/{id}/meter-values`
struct MeterValueRoutes: Sendable {
    let meterValues: MeterValueService
    let chargePoints: ChargePointService

    var operations: [Operation] { [ofTransaction, ofChargePoint] }

    private var ofTransaction: Operation {
        Operation(
            .get, "\(TransactionRoutes.path)/{id}/meter-values", "listMeterValuesOfTransaction", .meterValues,
            "The meter values of a transaction, oldest first", pathParameters: [TransactionRoutes.idParameter],
            query: Operation.Parameter.paging,
            answers: [.ok(ItemList<MeterValueView>.schema, "The meter values.")], problems: [.transactionNotFound]
        ) { request in
            let id = try request.integer(inPath: "id", otherwise: .transactionNotFound)
            let page = try await meterValues.list(transaction: id, request.page())
            return .json(ItemList(page.map(MeterValueView.init)))
        }
    }

    private var ofChargePoint: Operation {
        Operation(
            .get, "\(ChargePointRoutes.path)/{id}/meter-values", "listMeterValuesOfChargePoint", .meterValues,
            "The meter values of a charge point, oldest first", notes: "With and without a transaction.",
            pathParameters: [ChargePointRoutes.idParameter],
            query: [.init("connectorId", "Only those of this connector.", .integer)] + Operation.Parameter.paging,
            answers: [.ok(ItemList<MeterValueView>.schema, "The meter values.")], problems: [.chargePointNotFound]
        ) { request in
            let chargePoint = try await chargePoints.get(request.text(inPath: "id"))
            let page = try await meterValues.list(
                chargePoint: chargePoint.reference, connectorId: request.integer("connectorId"), request.page())
            return .json(ItemList(page.map(MeterValueView.init)))
        }
    }
}

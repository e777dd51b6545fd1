import CentralSystem
import HTTPTypes

/// `/api/v1/charge-points/{id}/availability`
struct AvailabilityRoutes: Sendable {
    let centralSystem: CentralSystem

    var operations: [Operation] { [get] }

    private var get: Operation {
        Operation(
            .get, "\(ChargePointRoutes.path)/{id}/availability", "getAvailability", .chargePoints,
            "What was last asked of a charge point's connectors: ChangeAvailability and UnlockConnector",
            notes: "Both are sent as commands. The charge point's own resource shows them with its connectors.",
            pathParameters: [ChargePointRoutes.idParameter],
            answers: [.ok(ConnectorRequestsView.schema, "The last requests.")], problems: [.chargePointNotFound]
        ) { request in
            let chargePoint = try await centralSystem.chargePoints.get(request.text(inPath: "id"))
            let found = try await centralSystem.availability.list(chargePointKeys: [chargePoint.key])
            return .json(ConnectorRequestsView(requests: found[chargePoint.key] ?? ConnectorRequests()))
        }
    }
}

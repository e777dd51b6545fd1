import CentralSystem
import OCPP16
import OCPPJ

extension AvailabilityType: JSONEnumeration {}
extension AvailabilityState: JSONEnumeration {}
extension UnlockStatus: JSONEnumeration {}

extension ConnectorAvailability: JSONObject {
    static let representation = Representation<ConnectorAvailability>(
        "ConnectorAvailability", "What was last asked about the availability of a connector (ChangeAvailability).",
        [
            Field("connectorId", "The connector that was asked for; 0 is the charge point with all its connectors.", \.connectorId),
            Field("type", "The availability that was asked for.", \.type),
            Field("state", stateDescription, \.state),
            Field("inForce", "The availability by the last change that was made; `null` when none is known.", \.inForce),
            Field("requestedAt", "When it was asked for.", \.requestedAt),
            Field("requestedBy", "Who asked for it.", \.requestedBy),
            Field("commandId", "The command that carries it.", \.commandId),
            Field("answeredAt", "When the charge point answered.", \.answeredAt),
            Field("fulfilledAt", "When the change came into force.", \.fulfilledAt),
            Field("text", "More about the state, in words.", \.text),
        ])

    private static let stateDescription = """
        `Requested`: not answered yet. `Scheduled`: the change is made when the transaction has ended. `InForce`: it is made. \
        `Rejected`: it is not. `Unanswered`: no usable answer, see `text`.
        """
}

extension ConnectorUnlock: JSONObject {
    static let representation = Representation<ConnectorUnlock>(
        "ConnectorUnlock", "What came of the last UnlockConnector for a connector.",
        [
            Field("connectorId", "The connector.", \.connectorId),
            Field("status", "The charge point's answer; `null` when there is no usable one.", \.status),
            Field("outcome", "What became of the command.", \.outcome),
            Field("commandId", "The command that carried it.", \.commandId),
            Field("requestedAt", "When it was asked for.", \.requestedAt),
            Field("answeredAt", "When the charge point answered.", \.answeredAt),
            Field("text", "Why there is no usable answer, in words.", \.text),
        ])
}

/// What was last asked of the connectors of a charge point.
struct ConnectorRequestsView: JSONObject, Sendable {
    var requests: ConnectorRequests

    static let representation = Representation<ConnectorRequestsView>(
        "ConnectorRequests", "What was last asked of the connectors of a charge point, also of connectors that it does not have.",
        [
            Field("availability", "The last ChangeAvailability for each connector.", \.requests.availabilities),
            Field("unlocks", "The last UnlockConnector for each connector.", \.requests.unlocks),
        ])
}

import CentralSystem
import OCPPJ

extension CommandOutcome: JSONEnumeration {}

extension Command: JSONObject {
    static let representation = Representation<Command>(
        "Command", "An OCPP request that was sent to a charge point for an operator, and what became of it.",
        [
            Field("commandId", "The id of this record.", \.id),
            Field("chargePointId", "The charge point.", \.chargePointId),
            Field("action", "The action of OCPP.", \.action.rawValue),
            Field("payload", "The request as sent.", { VerbatimObject(text: $0.payload) }),
            Field("requestedAt", "When it was asked for.", \.requestedAt),
            Field("requestedBy", "Who asked for it; `api` for this API.", \.requestedBy),
            Field("sentAt", "When the frame went out; `null` when it never did.", \.sentAt),
            Field("answeredAt", "When the answer or the CALLERROR came.", \.answeredAt),
            Field("outcome", outcomeDescription, \.outcome),
            Field("response", "The charge point's answer as received.", { $0.response.map(VerbatimJSON.init) }),
            Field("error", "The CALLERROR.", \.error),
            Field("deviation", "In what respect the answer does not conform to the specification.", \.deviation),
        ])

    private static let outcomeDescription = """
        `pending`: not known yet. `answered`: the charge point answered, whatever its answer's status. `callError`: it \
        answered with a CALLERROR. `timedOut`: no answer in time. `disconnected`: the connection was lost first. \
        `notConnected`, `queueFull`: nothing was sent. `interrupted`: the server stopped first.
        """
}

extension CallError: JSONObject {
    static let representation = Representation<CallError>(
        "CallError", "A CALLERROR (OCPP-J 1.6, section 4.2.3).",
        [
            Field("code", "Its error code.", \.code.rawValue),
            Field("description", "Its description.", \.text),
            Field("details", "Its details as received.", { VerbatimJSON(text: Array($0.details.utf8)) }),
        ])
}

/// The answer to a command that its charge point answered.
struct CommandAnswer: JSONObject, Sendable {
    var command: Command

    static let representation = Representation<CommandAnswer>(
        "CommandAnswer", "A charge point's answer to a command.",
        [
            Field("commandId", "The id of the command's record.", \.command.id),
            Field("outcome", "`answered`: the charge point answered, whatever the status in its answer.", \.command.outcome),
            Field("response", "The answer as received.", { VerbatimJSON(text: $0.command.response ?? Array("{}".utf8)) }),
        ])
}

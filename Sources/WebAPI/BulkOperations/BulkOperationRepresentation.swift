import CentralSystem
import OCPPJ

extension BulkOperationState: JSONEnumeration {}
extension BulkOutcome: JSONEnumeration {}

extension BulkOperation: JSONObject {
    static let representation = Representation<BulkOperation>(
        "BulkOperation", "Something that is done to many charge points, a few at a time, with one result for each.",
        [
            Field("id", "The id of the operation.", \.id),
            Field("kind", "What kind of thing it does; `command`: sends an OCPP request.", \.kind),
            Field("action", "The action of OCPP; `null` for other kinds.", { $0.request?["action"]?.string }),
            Field("payload", "The request as it is sent; `null` for other kinds. Secrets are hidden.", {
                ($0.request?["payload"]?.text).map(VerbatimObject.init)
            }),
            Field("parameters", "What exactly it does, in the words of its kind.", { VerbatimObject(text: $0.parameters) }),
            Field("target", "The charge points that were asked for; `null` for a long list, which stands in the results.", \.target),
            Field("parallelism", BulkOperationInput.parallelismDescription, \.parallelism),
            Field("deadline", BulkOperationInput.deadlineDescription, \.deadline),
            Field("state", stateDescription, \.state),
            Field("progress", "How far it is.", \.progress),
            Field("requestedBy", "Who asked for it.", \.requestedBy),
            Field("createdAt", "When it was asked for.", \.createdAt),
            Field("finishedAt", "When the last charge point got its result; `null` before.", \.finishedAt),
        ])

    private static let stateDescription = """
        `preparing`: the charge points are being written down. `running`. `completed`: every charge point has its result. \
        `cancelling`: cancelled, but some requests are still on their way. `cancelled`.
        """

    /// The parameters of an operation that sends a command.
    private var request: JSONNode? {
        kind == CommandExecutor.kind ? try? JSONNode.parse(parameters, maximumDepth: 64) : nil
    }
}

extension BulkProgress: JSONObject {
    static let representation = Representation<BulkProgress>(
        "BulkProgress", "How many charge points of a bulk operation stand where.",
        [
            Field("total", "All.", \.total),
            Field("waiting", "Their turn has not come.", { $0.counts[.waiting] ?? 0 }),
            Field("waitingForConnection", "They are not connected and are waited for.", { $0.counts[.waitingForConnection] ?? 0 }),
            Field("inProgress", "A request is on its way to them.", { $0.counts[.inProgress] ?? 0 }),
            Field("finished", "They have their result.", \.finished),
            Field("succeeded", "They did what they were asked for.", \.succeeded),
            Field("outcomes", "Those with a result, by outcome; outcomes that did not occur are left out.", { BulkOutcomeCounts(counts: $0.counts) }),
        ])
}

/// `{"answered": 190, "notConnected": 10}`
struct BulkOutcomeCounts: JSONRepresentable, Sendable {
    var counts: [BulkOutcome: Int]

    static var schema: Schema { .anyObject }

    func write(to writer: inout JSONWriter) {
        writer.raw("{")
        for (index, outcome) in BulkOutcome.allCases.filter({ $0.isFinal && counts[$0, default: 0] > 0 }).enumerated() {
            if index > 0 { writer.raw(",") }
            writer.string(outcome.rawValue)
            writer.raw(":")
            writer.number(counts[outcome] ?? 0)
        }
        writer.raw("}")
    }
}

extension BulkTarget: JSONObject {
    static let representation = Representation<BulkTarget>(
        "BulkResult", "Where a bulk operation stands with one charge point.",
        [
            Field("number", "Counts the charge points of the operation from 1.", \.number),
            Field("chargePointId", "The charge point as it was named.", \.chargePointId),
            Field("outcome", outcomeDescription, \.result.outcome),
            Field("succeeded", "Whether the charge point did what it was asked for; a retry is for those that did not.", \.result.succeeded),
            Field("commandId", "The record of the command; `null` when none was sent.", \.result.commandId),
            Field("status", "The status in the charge point's answer, for example `Accepted` or `Rejected`.", \.result.status),
            Field("text", "More about it, in words.", \.result.text),
            Field("attempts", "How often it was tried.", \.attempts),
            Field("startedAt", "When it was last tried.", \.startedAt),
            Field("finishedAt", "When it got its result.", \.finishedAt),
        ])

    static let outcomeDescription = """
        `waiting`, `waitingForConnection`, `inProgress`: no result yet. `answered`: it answered, whatever its answer's status. \
        `callError`, `timedOut`, `disconnected`, `queueFull`: as for commands. `notConnected`: it was not connected, or not \
        before the deadline. `interrupted`: the server stopped while the request was on its way; it is not sent again by \
        itself. `unknownChargePoint`: nobody registered it. `cancelled`: nothing was sent. `failed`: see `text`.
        """
}

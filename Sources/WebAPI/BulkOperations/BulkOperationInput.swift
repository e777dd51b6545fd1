import CentralSystem
import OCPP16
import OCPPJ

/// What operators send about bulk operations.
enum BulkOperationInput {
    static let parallelismDescription = "How many charge points are served at a time."
    static let deadlineDescription = """
        Until when charge points that are not connected are waited for; `null`: not at all, and they get the outcome \
        `notConnected` at once.
        """

    static let creation = ObjectSchema(
        "BulkOperationCreation", "An OCPP request to many charge points.",
        [
            .init(
                "action", "The action of OCPP.",
                .enumeration(OCPP16Catalogue.centralSystemInitiated.keys.map(\.rawValue).sorted()), isRequired: true),
            .init("payload", "The request's payload as OCPP 1.6 has it, sent as it is; `{}` when absent.", .anyObject),
            .init("target", TargetInput.description, TargetInput.schema, isRequired: true),
            .init("parallelism", parallelismDescription + " The server's setting when absent.", .integer(1...1000)),
            .init("deadline", deadlineDescription, .time.orNull),
            .init("timeoutSeconds", "How long to wait for each answer; the server's setting when absent.", .integer(1...600)),
        ])

    static let retry = ObjectSchema(
        "BulkOperationRetry", "Which charge points to try again.",
        [
            .init("outcomes", "Only those with these outcomes; all that did not succeed when absent.", .list(of: finalOutcome)),
            .init("deadline", "A new deadline; the old one stays when absent.", .time),
        ])

    private static let finalOutcome = Schema.enumeration(BulkOutcome.allCases.filter(\.isFinal).map(\.rawValue))

    static func newOperation(_ body: JSONNode) throws -> NewBulkOperation {
        let payload = try body["payload"] ?? JSONNode.parse(Array("{}".utf8))
        let parameters = try CommandExecutor.parameters(
            OCPPAction(rawValue: body["action"]?.string ?? ""), payload: payload, timeoutSeconds: body["timeoutSeconds"]?.int)
        return NewBulkOperation(
            kind: CommandExecutor.kind, parameters: parameters, target: try TargetInput.selection(body["target"]),
            parallelism: body["parallelism"]?.int,
            deadline: body["deadline"]?.string.flatMap { Timestamp(rfc3339: $0) })
    }
}

package import OCPPJ

/// Bulk operations of the kind `command`: any request of OCPP, sent as it was given.
package struct CommandExecutor: BulkExecutor {
    package static let kind = "command"

    let commands: CommandService

    package init(commands: CommandService) {
        self.commands = commands
    }

    /// The parameters of an operation of this kind.
    package static func parameters(_ action: OCPPAction, payload: JSONNode, timeoutSeconds: Int? = nil) throws -> JSONNode {
        var writer = JSONWriter()
        writer.raw(#"{"action":"#)
        writer.string(action.rawValue)
        writer.raw(#","payload":"#)
        writer.raw(payload.text)
        if let timeoutSeconds {
            writer.raw(#","timeoutSeconds":"#)
            writer.number(timeoutSeconds)
        }
        writer.raw("}")
        return try JSONNode.parse(writer.bytes, maximumDepth: 64)
    }

    package func check(_ parameters: JSONNode) throws {
        let (action, payload) = try Self.request(parameters)
        try CommandService.check(action, payload: payload)
    }

    package func perform(
        _ parameters: JSONNode, on chargePoint: ChargePointReference, requestedBy: String,
        sending: @escaping CommandService.Alongside
    ) async throws -> BulkResult {
        let (action, payload) = try Self.request(parameters)
        let command = try await commands.send(
            action, payload: payload, to: chargePoint.identity, requestedBy: requestedBy,
            timeout: parameters["timeoutSeconds"]?.int.map { .seconds($0) }, alongside: sending)
        return BulkResult(command)
    }

    static func request(_ parameters: JSONNode) throws(CentralSystemError) -> (OCPPAction, JSONNode) {
        guard let action = parameters["action"]?.string, let payload = parameters["payload"] else {
            throw CentralSystemError(.invalidMember, member: "action", "action and payload are required")
        }
        return (OCPPAction(rawValue: action), payload)
    }
}

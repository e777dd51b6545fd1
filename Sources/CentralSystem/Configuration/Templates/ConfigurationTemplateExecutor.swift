package import OCPPJ

/// Bulk operations of the kind `configurationTemplate`: each charge point gets the keys in which it departs from a template.
package struct ConfigurationTemplateExecutor: BulkExecutor {
    package static let kind = "configurationTemplate"

    let templates: ConfigurationTemplateService

    package init(templates: ConfigurationTemplateService) {
        self.templates = templates
    }

    /// The parameters of an operation of this kind.
    package static func parameters(template name: String) throws -> JSONNode {
        var writer = JSONWriter()
        writer.raw(#"{"templateName":"#)
        writer.string(name)
        writer.raw("}")
        return try JSONNode.parse(writer.bytes)
    }

    package func check(_ parameters: JSONNode) async throws {
        guard let name = parameters["templateName"]?.string else {
            throw CentralSystemError(.invalidMember, member: "templateName", "templateName is required")
        }
        _ = try await templates.get(name)
    }

    package func perform(
        _ parameters: JSONNode, on chargePoint: ChargePointReference, requestedBy: String,
        sending: @escaping CommandService.Alongside
    ) async throws -> BulkResult {
        let result = try await templates.apply(
            parameters["templateName"]?.string ?? "", to: chargePoint.identity, requestedBy: requestedBy, alongside: sending)
        guard let last = result.keys.last(where: { $0.command != nil }), let command = last.command else {
            return BulkResult(.answered, succeeded: true, text: "nothing to change")
        }
        // What went wrong says more than what went well.
        let telling = result.keys.first { $0.command != nil && !$0.succeeded } ?? last
        let status = telling.succeeded && result.isRebootRequired ? "RebootRequired" : telling.status
        return BulkResult(
            BulkOutcome(telling.command?.outcome ?? command.outcome), succeeded: result.succeeded, commandId: command.id,
            status: status, text: result.keys.map(Self.text).joined(separator: "; "))
    }

    private static func text(_ key: ConfigurationTemplateResult.Key) -> String {
        "\(key.setting.name): \(key.status ?? key.command.map(\.explanation) ?? "not sent")"
    }
}

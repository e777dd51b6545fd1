package import OCPP16
package import OCPPJ

/// Bulk operations of the kind `chargingProfileTemplate`: each charge point gets a profile made of a template, with an id and with
/// times of its own.
package struct ChargingProfileTemplateExecutor: BulkExecutor {
    package static let kind = "chargingProfileTemplate"

    let chargingProfiles: ChargingProfileService

    package init(chargingProfiles: ChargingProfileService) {
        self.chargingProfiles = chargingProfiles
    }

    /// The parameters of an operation of this kind.
    package static func parameters(template name: String, connectorId: ConnectorId) throws -> JSONNode {
        var writer = JSONWriter()
        writer.raw(#"{"templateName":"#)
        writer.string(name)
        writer.raw(#","connectorId":"#)
        writer.number(connectorId.value)
        writer.raw("}")
        return try JSONNode.parse(writer.bytes)
    }

    package func check(_ parameters: JSONNode) async throws {
        let installation = try Self.installation(parameters)
        guard case .template(let name) = installation.content else { return }
        do {
            _ = try await chargingProfiles.template(name)
        } catch let error as ChargingProfileError {
            throw CentralSystemError(.invalidMember, member: "templateName", error.phrase)
        }
    }

    package func perform(
        _ parameters: JSONNode, on chargePoint: ChargePointReference, requestedBy: String,
        sending: @escaping CommandService.Alongside
    ) async throws -> BulkResult {
        let sent = try await chargingProfiles.install(
            try Self.installation(parameters), on: chargePoint.identity, requestedBy: requestedBy, alongside: sending)
        return BulkResult(sent.command)
    }

    private static func installation(_ parameters: JSONNode) throws -> ChargingProfileInstallation {
        guard let name = parameters["templateName"]?.string else {
            throw CentralSystemError(.invalidMember, member: "templateName", "templateName is required")
        }
        return ChargingProfileInstallation(
            connectorId: try ConnectorId(parameters["connectorId"]?.int ?? 0), content: .template(name))
    }
}

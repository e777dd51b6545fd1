import OCPP16
package import OCPPJ

/// Bulk operations of the kind `localList`: each charge point gets the list that is defined for it.
///
/// Parameters: `updateType` and `idTags` as in `LocalListOrder`, `timeoutSeconds`; all optional.
package struct LocalListExecutor: BulkExecutor {
    package static let kind = "localList"

    private let lists: LocalListService

    package init(lists: LocalListService) {
        self.lists = lists
    }

    package func check(_ parameters: JSONNode) throws {
        let parameters = try Self.read(parameters)
        if let seconds = parameters.timeoutSeconds, !(1...600).contains(seconds) {
            throw CentralSystemError(.invalidMember, member: "timeoutSeconds", "timeoutSeconds must be from 1 to 600")
        }
        if parameters.idTags?.isEmpty == true, parameters.updateType != .full {
            throw CentralSystemError(
                .invalidMember, member: "idTags", "idTags must not be empty, unless updateType is Full")
        }
    }

    package func perform(
        _ parameters: JSONNode, on chargePoint: ChargePointReference, requestedBy: String,
        sending: @escaping CommandService.Alongside
    ) async throws -> BulkResult {
        let parameters = try Self.read(parameters)
        let result = try await lists.send(
            LocalListOrder(updateType: parameters.updateType, idTags: parameters.idTags), to: chargePoint.identity,
            requestedBy: requestedBy, timeout: parameters.timeoutSeconds.map { .seconds($0) }, alongside: sending)
        guard let command = result.commands.last else {
            return BulkResult(.answered, succeeded: true, text: "it holds the list already; nothing was sent")
        }
        return BulkResult(
            BulkOutcome(command.outcome), succeeded: result.status == .accepted, commandId: command.id,
            status: result.status?.rawValue,
            text: command.outcome == .answered ? result.warnings.first : command.explanation)
    }

    /// How an operation of this kind is kept.
    private struct Parameters: Codable {
        var updateType: UpdateType?
        var idTags: [IdToken]?
        var timeoutSeconds: Int?
    }

    /// The parameters of an operation of this kind.
    package static func parameters(_ order: LocalListOrder, timeoutSeconds: Int? = nil) throws -> JSONNode {
        let parameters = Parameters(
            updateType: order.updateType, idTags: order.idTags, timeoutSeconds: timeoutSeconds)
        return try JSONNode.parse(try PayloadEncoder.encode(parameters))
    }

    private static func read(_ parameters: JSONNode) throws(CentralSystemError) -> Parameters {
        do {
            return try PayloadDecoder.decode(Parameters.self, from: parameters)
        } catch {
            throw CentralSystemError(.invalidMember, member: error.member, error.phrase)
        }
    }
}

import CentralSystem
import OCPPJ

/// What operators send about which charge points something is for: the member `target`.
enum TargetInput {
    static let description = """
        Which charge points: `{"chargePoints": ["CP-1", …]}` or `{"filter": {"vendor", "model", "firmwareVersion", "group"}}` \
        with at least one member. Exactly one of the two.
        """

    static let schema = Schema.object(
        ObjectSchema(
            "Target", "Which charge points something is for: a list or a filter.",
            [
                .init("chargePoints", "These, by id. Ids that nobody registered show as results of their own.", .list(of: text)),
                .init("filter", "All that match every member given.", .object(filter)),
            ]))

    private static let text = Schema.string(1...TargetSelection.longestText)

    private static let filter = ObjectSchema(
        "TargetFilter", "Charge points by what they say of themselves; compared without regard to case, `group` exactly.",
        [
            .init("vendor", "`chargePointVendor` of the last BootNotification.", text),
            .init("model", "`chargePointModel` of the last BootNotification.", text),
            .init("firmwareVersion", "`firmwareVersion` of the last BootNotification.", text),
            .init("group", "The charge point's group.", text),
        ])

    /// Reads a member that conforms to `schema`.
    ///
    /// - Throws: `Problem` (`invalid-member`) unless there is exactly one of list and filter.
    static func selection(_ node: JSONNode?, member: String = "target") throws -> TargetSelection {
        let given = node?.members.map(\.name) ?? []
        guard let node, given.count == 1, let selection = TargetSelection(json: node) else {
            throw Problem.invalidMember(member, "\(member) must have either chargePoints or filter")
        }
        try selection.check(member: member)
        return selection
    }
}

extension TargetSelection: JSONRepresentable {
    static var schema: Schema { TargetInput.schema }
    func write(to writer: inout JSONWriter) { writer.raw(json) }
}

import CentralSystem
import OCPP16
import OCPPJ

/// What operators send about local authorization lists.
enum LocalListInput {
    static let allDescription = "Whether it holds every registered idTag; the other members then add nothing."
    static let idTagsDescription = "These idTags; those that are not registered are left out."
    static let parentsDescription = "The idTags of these groups."

    private static let tokens = Schema.list(of: .string(1...20))

    private static let selection: [ObjectSchema.Member] = [
        .init("all", allDescription, .boolean),
        .init("idTags", idTagsDescription, tokens),
        .init("parentIdTags", parentsDescription, tokens),
    ]

    static let definition = ObjectSchema(
        "LocalListSelection",
        "Which idTags the list shall hold: at least one member. Whatever is selected is in it with its status, blocked idTags too.",
        selection)

    static let creation = ObjectSchema(
        "LocalListCreation", "The list of a group of charge points: the group and at least one further member.",
        [.init("group", "The group of charge points.", .string(1...100), isRequired: true)] + selection)

    static let order = ObjectSchema(
        "LocalListOrder", "How to send the list.",
        [
            .init(
                "updateType",
                "Exactly this, and nothing further when it is refused. Absent: the server chooses, and falls back from Differential to Full.",
                .enumeration(UpdateType.self)),
            .init(
                "idTags",
                "Only these, whatever is defined: those that are registered are put into the list, the others are deleted from it. With Full, the list is made of them.",
                tokens),
        ])

    /// - Throws: `Problem` (`invalid-member`), `PayloadError`.
    static func selection(_ body: JSONNode) throws -> LocalListSelection {
        guard selection.contains(where: { body[$0.name] != nil }) else {
            throw Problem.invalidMember("body", "At least one of all, idTags and parentIdTags must be given.")
        }
        return LocalListSelection(
            all: body["all"]?.bool ?? false, idTags: try idTags(body["idTags"], "idTags") ?? [],
            parentIdTags: try idTags(body["parentIdTags"], "parentIdTags") ?? [])
    }

    static func order(_ body: JSONNode) throws -> LocalListOrder {
        let given = try idTags(body["idTags"], "idTags")
        if given?.isEmpty == true, body["updateType"]?.string != UpdateType.full.rawValue {
            throw Problem.invalidMember("idTags", "idTags must not be empty, unless updateType is Full.")
        }
        return LocalListOrder(
            updateType: body["updateType"]?.string.flatMap { UpdateType(rawValue: $0) }, idTags: given)
    }

    /// Each once; idTags are compared without regard to case.
    private static func idTags(_ node: JSONNode?, _ member: String) throws -> [IdToken]? {
        guard let node else { return nil }
        var seen: Set<IdToken> = []
        var found: [IdToken] = []
        for (index, element) in node.elements.enumerated() {
            do {
                let idTag = try IdToken(element.string ?? "")
                if seen.insert(idTag).inserted { found.append(idTag) }
            } catch {
                throw error.inside(String(index)).inside(member)
            }
        }
        return found
    }
}

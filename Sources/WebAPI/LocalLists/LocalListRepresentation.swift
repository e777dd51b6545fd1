import CentralSystem
import OCPP16
import OCPPJ

extension UpdateType: JSONEnumeration {}
extension UpdateStatus: JSONEnumeration {}

extension LocalListEntry: JSONObject {
    static let representation = Representation<LocalListEntry>(
        "LocalListEntry", "One entry of a local authorization list (OCPP 1.6, section 7.1).",
        [
            Field("idTag", "The identifier.", \.idTag.text),
            Field("status", "Whether it may charge.", \.status),
            Field("expiryDate", "From this moment on it may not.", \.expiryDate),
            Field("parentIdTag", "The group that it belongs to.", \.parentIdTag?.text),
        ])
}

extension LocalListDifference: JSONObject {
    static let representation = Representation<LocalListDifference>(
        "LocalListDifference", "What has to be changed at the charge point.",
        [
            Field("count", "How many entries that are.", \.count),
            Field("added", "What it lacks.", \.added),
            Field("changed", "What it holds otherwise; as it shall be.", \.changed),
            Field("removed", "The idTags that it shall not hold.", { $0.removed.map(\.text) }),
        ])
}

extension LocalListUpdate: JSONObject {
    static let representation = Representation<LocalListUpdate>(
        "LocalListUpdate", "A SendLocalList, whoever sent it, and what became of it.",
        [
            Field("commandId", "The command that it was sent as.", \.commandId),
            Field("updateType", "Whether it replaced the list or changed it.", \.updateType),
            Field("listVersion", "The version that the list has if it was accepted.", \.listVersion),
            Field("entries", "How many entries it held.", \.entryCount),
            Field("requestedAt", "When it was asked for.", \.requestedAt),
            Field("requestedBy", "Who asked for it; `automation` for the server itself.", \.requestedBy),
            Field("outcome", "What became of the command.", \.outcome),
            Field("status", "The status in the charge point's answer.", \.status),
            Field("explanation", "Why there is none.", \.explanation),
            Field("concludedAt", "When the outcome was known.", \.concludedAt),
        ])
}

extension LocalListDefinition: JSONObject {
    static let representation = Representation<LocalListDefinition>(
        "LocalListDefinition", "Which idTags a local authorization list shall hold.",
        [
            Field("group", "The group of charge points that it is for; `null` for a charge point's own.", \.group),
            Field("all", LocalListInput.allDescription, \.selection.all),
            Field("idTags", LocalListInput.idTagsDescription, { $0.selection.idTags.map(\.text) }),
            Field("parentIdTags", LocalListInput.parentsDescription, { $0.selection.parentIdTags.map(\.text) }),
            Field("createdAt", "When it was created.", \.createdAt),
            Field("updatedAt", "When it was last changed.", \.updatedAt),
        ])

    var group: String? {
        if case .group(let group) = owner { group } else { nil }
    }
}

/// A charge point's list, with or without its entries.
struct LocalListView: JSONObject, Sendable {
    var list: LocalList
    /// Whether the entries are shown, or only how many there are.
    var showsEntries = true

    static let representation = Representation<LocalListView>(
        "LocalList", "A charge point's local authorization list: what it shall hold, what it holds, how far the two are apart.",
        [
            Field("chargePointId", "The charge point.", \.list.chargePointID),
            Field("supported", "Whether the charge point has local lists at all; `null` while it has not said.", \.list.isSupported),
            Field("definition", "The definition in force: the charge point's own, or else its group's.", \.list.definition),
            Field("desired", "What the list shall hold now; `null` without a definition.", { view in
                view.list.desired.map { LocalListContents(entries: $0, showsEntries: view.showsEntries) }
            }),
            Field("unregistered", "IdTags that the definition names and that are not registered; they are left out.", {
                $0.list.unregistered.map(\.text)
            }),
            Field("held", "What the charge point holds; `null` when that is not known.", { view in
                view.list.held.map { LocalListContents(entries: $0, showsEntries: view.showsEntries) }
            }),
            Field("version", "The version that the charge point's list has, 0 for none; `null` when it is not known.", \.list.version),
            Field(
                "highestVersion",
                "The highest version that was sent or reported since an update was last accepted; the next is above it.",
                \.list.highestVersion),
            Field("reportedVersion", "The last answer to GetLocalListVersion; -1 means that lists are not supported, 0 that there is none.", \.list.reportedVersion),
            Field("reportedAt", "When that answer came.", \.list.reportedAt),
            Field("acceptedAt", "When an update was last accepted.", \.list.acceptedAt),
            Field("conflictReportedAt", "When the charge point reported LocalListConflict since; `null` when it did not.", \.list.conflictReportedAt),
            Field("difference", "`null` without a definition, and when it is not known what the charge point holds.", { view in
                view.showsEntries ? view.list.difference : nil
            }),
            Field("differenceCount", "How many entries have to be changed.", \.list.difference?.count),
            Field("sendLocalListMaxLength", "How many entries one update may have; `null` when it is not known.", \.list.sendLocalListMaxLength),
            Field("localAuthListMaxLength", "How many entries the list may have; `null` when it is not known.", \.list.localAuthListMaxLength),
            Field("updates", "The latest updates, newest first.", \.list.updates),
        ])
}

/// Entries and how many there are.
struct LocalListContents: JSONObject, Sendable {
    var entries: [LocalListEntry]
    var showsEntries: Bool

    static let representation = Representation<LocalListContents>(
        "LocalListContents", "The contents of a list.",
        [
            Field("count", "How many entries there are.", \.entries.count),
            Field("entries", "The entries; `null` when they were not asked for.", { $0.showsEntries ? $0.entries : nil }),
        ])
}

/// What sending a list came to.
struct LocalListSendingView: JSONObject, Sendable {
    var sending: LocalListSending

    static let representation = Representation<LocalListSendingView>(
        "LocalListSending", "What sending a list came to.",
        [
            Field("upToDate", "Whether nothing was sent because the charge point holds the list already.", \.sending.wasUpToDate),
            Field("status", "The last answer; `null` when nothing was sent, and when the answer cannot be read.", \.sending.status),
            Field("commandIds", "The commands that were sent, in order.", { $0.sending.commands.map(\.id) }),
            Field("warnings", "What should be looked at.", \.sending.warnings),
            Field("list", "The list as it now is, without its entries.", { LocalListView(list: $0.sending.list, showsEntries: false) }),
        ])
}

/// What reading the version came to.
struct LocalListVersionView: JSONObject, Sendable {
    var command: Command
    var list: LocalList

    static let representation = Representation<LocalListVersionView>(
        "LocalListVersion", "The answer to GetLocalListVersion.",
        [
            Field("commandId", "The command that was sent.", \.command.id),
            Field("listVersion", "The version; -1 means that lists are not supported, 0 that there is none.", {
                $0.command.confirmation(to: GetLocalListVersion.self)?.listVersion
            }),
            Field("list", "The list as it now is, without its entries.", { LocalListView(list: $0.list, showsEntries: false) }),
        ])
}

package import OCPP16
package import OCPPJ

/// Which idTags a local authorization list shall hold. Everything that is selected and registered is in it, whatever its status:
/// a blocked idTag must be refused offline too.
package struct LocalListSelection: Hashable, Sendable {
    /// Every registered idTag; the other members then add nothing.
    package var all: Bool
    /// These idTags.
    package var idTags: [IdToken]
    /// The idTags of these groups.
    package var parentIdTags: [IdToken]

    package init(all: Bool = false, idTags: [IdToken] = [], parentIdTags: [IdToken] = []) {
        self.all = all
        self.idTags = idTags
        self.parentIdTags = parentIdTags
    }
}

/// Whose list a definition is.
package enum LocalListOwner: Hashable, Sendable {
    /// One charge point's, by identity. Goes before the definition of its group.
    case chargePoint(String)
    /// That of all charge points of a group.
    case group(String)
}

/// What an operator decided about a list.
package struct LocalListDefinition: Hashable, Sendable {
    package var owner: LocalListOwner
    package var selection: LocalListSelection
    package var createdAt: Timestamp
    package var updatedAt: Timestamp
}

/// One entry of a list.
package struct LocalListEntry: Hashable, Sendable {
    package var idTag: IdToken
    package var status: AuthorizationStatus
    package var expiryDate: Timestamp?
    package var parentIdTag: IdToken?

    /// The status in force at `moment`. A charge point rejects an accepted entry whose time has passed (OCPP 1.6, section
    /// 3.5.4), so passing time alone makes no difference between two lists.
    func effectiveStatus(at moment: Timestamp) -> AuthorizationStatus {
        if status == .accepted, let expiryDate, expiryDate <= moment { return .expired }
        return status
    }

    func says(theSameAs other: LocalListEntry, at moment: Timestamp) -> Bool {
        effectiveStatus(at: moment) == other.effectiveStatus(at: moment) && expiryDate == other.expiryDate
            && parentIdTag == other.parentIdTag
    }

    /// The wire value.
    var authorizationData: AuthorizationData {
        AuthorizationData(
            idTag: idTag,
            idTagInfo: IdTagInfo(status: status, expiryDate: expiryDate.map { DateTime($0) }, parentIdTag: parentIdTag))
    }
}

extension LocalListEntry {
    /// What a list shall say about a registered idTag at `moment`.
    init(_ idTag: IdTag, at moment: Timestamp) {
        self.init(
            idTag: idTag.idTag, status: idTag.effectiveStatus(at: moment).authorizationStatus,
            expiryDate: idTag.values.expiryDate, parentIdTag: idTag.values.parentIdTag)
    }

    /// The entry that an accepted update wrote; nil when it deleted one.
    init?(_ data: AuthorizationData) {
        guard let info = data.idTagInfo else { return nil }
        self.init(
            idTag: data.idTag, status: info.status, expiryDate: info.expiryDate?.timestamp, parentIdTag: info.parentIdTag)
    }
}

/// A SendLocalList, whoever sent it, and what became of it.
package struct LocalListUpdate: Hashable, Sendable {
    package var id: Int64
    package var commandId: Int64
    package var listVersion: Int
    package var updateType: UpdateType
    /// How many entries it held.
    package var entryCount: Int
    package var requestedAt: Timestamp
    package var requestedBy: String
    package var outcome: CommandOutcome
    /// The status in SendLocalList.conf; nil when there is none.
    package var status: UpdateStatus?
    /// Why there is none, for people.
    package var explanation: String?
    package var concludedAt: Timestamp?
}

/// A charge point's list: what it shall hold, what it holds, and how far the two are apart.
package struct LocalList: Sendable {
    package var chargePointID: String
    /// Whether the charge point has local lists at all; nil while it has not said.
    package var isSupported: Bool?
    /// The definition in force: its own, or else its group's; nil when nobody defined a list.
    package var definition: LocalListDefinition?
    /// What the list shall hold now; nil without a definition.
    package var desired: [LocalListEntry]?
    /// The idTags that the definition names and that are not registered; they are left out.
    package var unregistered: [IdToken]
    /// What the charge point holds; nil when that is not known.
    package var held: [LocalListEntry]?
    /// The version that the charge point's list has, 0 for none; nil when it is not known.
    package var version: Int?
    /// The highest version that was sent or reported since an update was last accepted; the next one is above it.
    package var highestVersion: Int
    /// The last answer to GetLocalListVersion, −1 for "not supported".
    package var reportedVersion: Int?
    package var reportedAt: Timestamp?
    /// When an update was last accepted.
    package var acceptedAt: Timestamp?
    /// When the charge point last reported LocalListConflict (OCPP 1.6, section 3.5.2); nil when not since the last update.
    package var conflictReportedAt: Timestamp?
    /// What has to be changed at the charge point; nil without a definition, and when it is not known what it holds.
    package var difference: LocalListDifference?
    /// How many entries one update may have; nil when it is not known.
    package var sendLocalListMaxLength: Int?
    /// How many entries the list may have; nil when it is not known.
    package var localAuthListMaxLength: Int?
    /// The latest updates, newest first.
    package var updates: [LocalListUpdate]
}

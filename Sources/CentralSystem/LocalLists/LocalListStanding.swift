package import OCPP16
package import OCPPJ

/// How a charge point's list stands against what it shall hold, without the entries.
package struct LocalListStanding: Hashable, Sendable {
    package enum Verdict: String, Sendable, CaseIterable {
        /// Nobody said what it shall hold.
        case undefined
        /// The charge point has no local lists.
        case notSupported
        /// Nothing was sent yet, and it did not tell its version.
        case neverSent
        /// Not known what it holds: an answer is missing, or it has a version that was not sent from here.
        case unknown
        /// It holds something else.
        case behind
        /// It reported LocalListConflict since the last update.
        case conflict
        case current
    }

    package var chargePointID: String
    package var verdict: Verdict
    /// The version that the charge point's list has, 0 for none; nil when it is not known.
    package var version: Int?
    /// The highest version that was sent or reported since an update was last accepted.
    package var highestVersion: Int
    /// How many entries the charge point holds; nil when that is not known.
    package var heldCount: Int?
    /// How many entries it shall hold; nil without a definition.
    package var desiredCount: Int?
    /// When an update was last accepted.
    package var acceptedAt: Timestamp?
    /// When the charge point last reported LocalListConflict since.
    package var conflictReportedAt: Timestamp?
    /// The last SendLocalList, whatever became of it.
    package var lastUpdate: LocalListUpdate?
}

/// A charge point's list, without its entries, which may be thousands.
package struct LocalListSummary: Sendable {
    package var standing: LocalListStanding
    /// The definition in force: its own, or else its group's; nil when nobody defined a list.
    package var definition: LocalListDefinition?
    /// The idTags that the definition names and that are not registered; they are left out.
    package var unregistered: [IdToken]
    /// The last answer to GetLocalListVersion, −1 for "not supported".
    package var reportedVersion: Int?
    package var reportedAt: Timestamp?
    /// How many entries the list may have; nil when it is not known.
    package var localAuthListMaxLength: Int?
    /// The latest updates, newest first.
    package var updates: [LocalListUpdate]
}

/// What the list of a group comes to.
package struct LocalListGroupSummary: Sendable {
    package var definition: LocalListDefinition
    /// How many entries it has now.
    package var entryCount: Int
    /// The idTags that it names and that are not registered; they are left out.
    package var unregistered: [IdToken]
    /// How many charge points it is for: those of the group without a definition of their own. Counted up to
    /// `LocalListService.counted`.
    package var chargePoints: Int
    /// How many of them do not hold it, as far as is known. Counted up to `LocalListService.counted`.
    package var behind: Int
}

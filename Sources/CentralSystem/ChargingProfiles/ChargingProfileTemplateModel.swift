package import OCPP16
package import OCPPJ

/// What an operator sets for a charging profile template.
///
/// A charging profile without what belongs to one installation: no id and no transaction, and its times may be given relative to
/// the moment of installing.
package struct ChargingProfileTemplateValues: Codable, Hashable, Sendable {
    /// The operator's own words.
    package var note: String?
    /// 0 when absent.
    package var stackLevel: Int?
    package var chargingProfilePurpose: ChargingProfilePurposeType
    package var chargingProfileKind: ChargingProfileKindType
    package var recurrencyKind: RecurrencyKindType?
    package var validFrom: Timestamp?
    package var validTo: Timestamp?
    /// In place of `validFrom`: seconds from the moment of installing, negative for the past.
    package var validFromSeconds: Int?
    /// In place of `validTo`: seconds from the beginning of validity.
    package var validForSeconds: Int?
    package var chargingSchedule: ChargingSchedule

    package init(
        note: String? = nil, stackLevel: Int? = nil, chargingProfilePurpose: ChargingProfilePurposeType,
        chargingProfileKind: ChargingProfileKindType, recurrencyKind: RecurrencyKindType? = nil, validFrom: Timestamp? = nil,
        validTo: Timestamp? = nil, validFromSeconds: Int? = nil, validForSeconds: Int? = nil, chargingSchedule: ChargingSchedule
    ) {
        self.note = note
        self.stackLevel = stackLevel
        self.chargingProfilePurpose = chargingProfilePurpose
        self.chargingProfileKind = chargingProfileKind
        self.recurrencyKind = recurrencyKind
        self.validFrom = validFrom
        self.validTo = validTo
        self.validFromSeconds = validFromSeconds
        self.validForSeconds = validForSeconds
        self.chargingSchedule = chargingSchedule
    }
}

/// A named charging profile to install on any charge point.
package struct ChargingProfileTemplate: Hashable, Sendable {
    /// 1 to 64 characters; compared as they are.
    package var name: String
    package var values: ChargingProfileTemplateValues
    package var createdAt: Timestamp
    package var updatedAt: Timestamp
}

/// What belongs to one installation of a template.
package struct ChargingProfileOccasion: Hashable, Sendable {
    package var chargingProfileId: Int
    /// Nil for a remote start, for a profile of another purpose, and when no transaction is known.
    package var transactionId: Int?
    /// Instead of the template's.
    package var stackLevel: Int?
    /// The moment of installing.
    package var moment: Timestamp

    package init(chargingProfileId: Int, transactionId: Int? = nil, stackLevel: Int? = nil, moment: Timestamp) {
        self.chargingProfileId = chargingProfileId
        self.transactionId = transactionId
        self.stackLevel = stackLevel
        self.moment = moment
    }
}

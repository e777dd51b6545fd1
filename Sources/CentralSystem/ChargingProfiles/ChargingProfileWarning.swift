/// What speaks against a charging profile. It is sent all the same: the charge point decides.
package struct ChargingProfileWarning: Hashable, Codable, Sendable {
    /// Names the kind of doubt once and for all; programs match on it.
    package enum Code: String, CaseIterable, Codable, Sendable {
        // Where it goes
        case maximumOnConnector
        case transactionOnConnectorZero
        case noOpenTransaction
        case otherTransaction
        case transactionIdMissing
        case transactionIdUnexpected
        case purposeNotTxProfile
        // Its times
        case timesMissing
        case startScheduleUnexpected
        case recurrencyKindMissing
        case recurrencyKindUnexpected
        case validityEmpty
        case validityOver
        case notYetValid
        // Its periods
        case firstPeriodNotZero
        case periodsNotSorted
        case periodNeverReached
        case limitNegative
        case limitBelowMinimum
        case numberPhasesImpossible
        // What is there already
        case replaces
        case neverFallsBack
        // What the charge point says it can do
        case smartChargingNotSupported
        case stackLevelTooHigh
        case unitNotAllowed
        case tooManyPeriods
        case tooManyProfiles
        case phaseSwitchNotSupported
    }

    package var code: Code
    /// The member of the charging profile that it is about, as people write it; nil for the whole.
    package var member: String?
    /// For people.
    package var text: String

    init(_ code: Code, _ member: String? = nil, _ text: String) {
        self.code = code
        self.member = member
        self.text = text
    }
}

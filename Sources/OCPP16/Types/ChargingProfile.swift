package import OCPPJ

/// A charging schedule with its purpose and validity (OCPP 1.6, section 7.8).
public struct ChargingProfile: Codable, Hashable, Sendable {
    /// Identifies the profile within the charge point.
    public var chargingProfileId: Int
    /// The transaction that the profile is for; only with the purpose TxProfile.
    public var transactionId: Int?
    /// The level in the stack of profiles, 0 or more; higher levels take precedence.
    public var stackLevel: Int
    /// What the profile is for.
    public var chargingProfilePurpose: ChargingProfilePurposeType
    /// What the schedule is relative to.
    public var chargingProfileKind: ChargingProfileKindType
    /// How often a recurring schedule starts again.
    public var recurrencyKind: RecurrencyKindType?
    /// When the profile becomes valid; at once when absent.
    public var validFrom: DateTime?
    /// When the profile ceases to be valid; when it is replaced if absent.
    public var validTo: DateTime?
    /// The limits over time.
    public var chargingSchedule: ChargingSchedule

    public init(
        chargingProfileId: Int,
        transactionId: Int? = nil,
        stackLevel: Int,
        chargingProfilePurpose: ChargingProfilePurposeType,
        chargingProfileKind: ChargingProfileKindType,
        recurrencyKind: RecurrencyKindType? = nil,
        validFrom: DateTime? = nil,
        validTo: DateTime? = nil,
        chargingSchedule: ChargingSchedule
    ) {
        self.chargingProfileId = chargingProfileId
        self.transactionId = transactionId
        self.stackLevel = stackLevel
        self.chargingProfilePurpose = chargingProfilePurpose
        self.chargingProfileKind = chargingProfileKind
        self.recurrencyKind = recurrencyKind
        self.validFrom = validFrom
        self.validTo = validTo
        self.chargingSchedule = chargingSchedule
    }
}

extension ChargingProfile: SpecificationLimited {
    package var limitFailure: PayloadError? {
        stackLevel < 0 ? PayloadError(.constraint, path: ["stackLevel"], "must be 0 or more") : nil
    }
}

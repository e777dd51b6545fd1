import OCPP16

/// Charging profiles as operators send them: OCPP's own members (OCPP 1.6, sections 7.8, 7.13 and 7.14).
enum ChargingProfileSchema {
    static let identifier = Schema.integer(Int(Int32.min)...Int(Int32.max))
    static let seconds = Schema.integer(0...Int(Int32.max))
    static let connectorId = Schema.integer(0...Int(Int32.max))
    static let stackLevel = Schema.integer(0...Int(Int32.max))
    static let purpose = Schema.enumeration(ChargingProfilePurposeType.self)

    static let period = ObjectSchema(
        "ChargingSchedulePeriod", "A stretch of a charging schedule.",
        [
            .init("startPeriod", "Its start, in seconds from the start of the schedule; it ends the period before.", seconds, isRequired: true),
            .init("limit", "The most that may be used, in the schedule's unit; at most one decimal digit.", .number, isRequired: true),
            .init("numberPhases", "The number of phases that may be used; 3 when absent.", .integer),
        ])

    static let schedule = ObjectSchema(
        "ChargingSchedule", "Limits of power or current over time.",
        [
            .init("duration", "Its length in seconds; without it the last period goes on.", seconds),
            .init("startSchedule", "Its start; absent for Relative profiles.", .time),
            .init("chargingRateUnit", "`A` for each phase, or `W` in total.", .enumeration(ChargingRateUnitType.self), isRequired: true),
            .init("chargingSchedulePeriod", "At least one, in order of time; the first starts at 0.", .list(of: .object(period)), isRequired: true),
            .init("minChargingRate", "The least rate that charges efficiently, in the schedule's unit.", .number),
        ])

    private static let description = """
        A charging profile of OCPP 1.6. What is given is sent as it is. `chargingProfileId` (a new one), `stackLevel` (0) and, of a \
        TxProfile, `transactionId` (the open transaction of the connector) are filled in when they are absent.
        """

    static let profile = ObjectSchema(
        "ChargingProfile", description,
        [
            .init("chargingProfileId", "Identifies the profile within the charge point; one that is in use replaces.", identifier),
            .init("transactionId", "The transaction of a TxProfile.", identifier),
            .init("stackLevel", "Higher levels take precedence.", stackLevel),
            .init("chargingProfilePurpose", "What it is for.", purpose, isRequired: true),
            .init("chargingProfileKind", "What its schedule is relative to.", .enumeration(ChargingProfileKindType.self), isRequired: true),
            .init("recurrencyKind", "Of a Recurring profile: how often its schedule starts again.", .enumeration(RecurrencyKindType.self)),
            .init("validFrom", "When it becomes valid; at once when absent.", .time),
            .init("validTo", "When it ceases to be valid; never when absent.", .time),
            .init("chargingSchedule", "Its limits over time.", .object(schedule), isRequired: true),
        ])
}

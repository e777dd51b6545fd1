import CentralSystem
import OCPP16
import OCPPJ

/// What operators send about charging profile templates.
enum ChargingProfileTemplateInput {
    static let nameDescription = "Its name: at most 64 characters."
    static let noteDescription = "The operator's own words."
    static let stackLevelDescription = "The stack level; 0 when `null`."
    static let validFromDescription = "When profiles made of it become valid."
    static let validToDescription = "When they cease to be valid."
    static let validFromSecondsDescription =
        "In place of `validFrom`: seconds from the moment of installing, negative for the past. Absolute: 0 when neither is given."
    static let validForSecondsDescription = """
        In place of `validTo`: seconds from the beginning of validity. Absolute: as long as the schedule lasts, or a day, when \
        neither is given.
        """
    static let scheduleDescription = """
        The limits over time. `startSchedule` is filled in for Absolute (the beginning of validity) and Recurring (midnight UTC, \
        weekly on a Monday), `duration` for Absolute; Relative profiles have no `startSchedule`.
        """

    private static let offset = Schema.integer(-31_622_400...31_622_400)

    private static let values: [ObjectSchema.Member] = [
        .init("note", noteDescription, .string(0...10_000).orNull),
        .init("stackLevel", stackLevelDescription, ChargingProfileSchema.stackLevel.orNull),
        .init("chargingProfilePurpose", "What it is for.", ChargingProfileSchema.purpose, isRequired: true),
        .init("chargingProfileKind", "What its schedule is relative to.", .enumeration(ChargingProfileKindType.self), isRequired: true),
        .init("recurrencyKind", "Of a Recurring profile.", .enumeration(RecurrencyKindType.self).orNull),
        .init("validFrom", validFromDescription, .time.orNull),
        .init("validTo", validToDescription, .time.orNull),
        .init("validFromSeconds", validFromSecondsDescription, offset.orNull),
        .init("validForSeconds", validForSecondsDescription, .integer(1...Int(Int32.max)).orNull),
        .init("chargingSchedule", scheduleDescription, .object(ChargingProfileSchema.schedule), isRequired: true),
    ]

    private static let name = Schema.string(1...64)

    static let creation = ObjectSchema(
        "ChargingProfileTemplateCreation", "A charging profile template to make.",
        [.init("name", nameDescription, name, isRequired: true)] + values)

    static let replacement = ObjectSchema(
        "ChargingProfileTemplateReplacement", "What a charging profile template shall be; absent members get their defaults.",
        [.init("name", "May be given, and must then be the one in the path.", name)] + values)

    static let installation = ObjectSchema(
        "ChargingProfileTemplateInstallation", "Where to install a template.",
        [
            .init("connectorId", "The connector; 0 is the charge point as a whole.", ChargingProfileSchema.connectorId, isRequired: true),
            .init("target", TargetInput.description, TargetInput.schema, isRequired: true),
            .init(
                "parallelism", BulkOperationInput.parallelismDescription + " The server's setting when absent.", .integer(1...1000)),
            .init("deadline", BulkOperationInput.deadlineDescription, .time.orNull),
        ])

    static func values(_ body: JSONNode) throws(PayloadError) -> ChargingProfileTemplateValues {
        try PayloadDecoder.decode(ChargingProfileTemplateValues.self, from: body)
    }
}

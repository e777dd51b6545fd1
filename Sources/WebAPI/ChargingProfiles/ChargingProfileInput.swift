import CentralSystem
import OCPP16
import OCPPJ

/// What operators send about the charging profiles of a charge point.
enum ChargingProfileInput {
    static let installation = ObjectSchema(
        "ChargingProfileInstallation", "A charging profile to install: `chargingProfile` or `templateName`.",
        [
            .init("connectorId", "The connector; 0 is the charge point as a whole.", ChargingProfileSchema.connectorId, isRequired: true),
            .init("chargingProfile", "A whole charging profile.", .object(ChargingProfileSchema.profile)),
            .init("templateName", "The name of a template to make it of.", .string(1...64)),
            .init("chargingProfileId", "The id, where the profile has none; a new one when absent.", ChargingProfileSchema.identifier),
            .init("stackLevel", "The stack level, where the profile has none; that of the template, or 0, when absent.", ChargingProfileSchema.stackLevel),
            .init("transactionId", "The transaction of a TxProfile that has none; the open one of the connector when absent.", ChargingProfileSchema.identifier),
        ])

    static let clearing = ObjectSchema(
        "ChargingProfileClearing",
        "Which profiles to clear: those that match all the members given (errata 3.25); all when empty.",
        [
            .init("id", "The chargingProfileId.", ChargingProfileSchema.identifier),
            .init("connectorId", "The connector; 0 is the charge point as a whole.", ChargingProfileSchema.connectorId),
            .init("chargingProfilePurpose", "The purpose.", ChargingProfileSchema.purpose),
            .init("stackLevel", "The stack level.", ChargingProfileSchema.stackLevel),
        ])

    /// - Throws: `Problem` (`invalid-member`) unless there is exactly one of profile and template.
    static func installation(_ body: JSONNode) throws -> ChargingProfileInstallation {
        let content: ChargingProfileInstallation.Content
        switch (body["chargingProfile"], body["templateName"]?.string) {
        case (let profile?, nil): content = .profile(profile)
        case (nil, let name?): content = .template(name)
        case (nil, nil): throw Problem.invalidMember("chargingProfile", "chargingProfile or templateName is required")
        case (.some, .some): throw Problem.invalidMember("templateName", "templateName cannot be given together with chargingProfile")
        }
        return ChargingProfileInstallation(
            connectorId: try connectorId(body), content: content, chargingProfileId: body["chargingProfileId"]?.int,
            stackLevel: body["stackLevel"]?.int, transactionId: body["transactionId"]?.int)
    }

    static func connectorId(_ body: JSONNode) throws(PayloadError) -> ConnectorId {
        try ConnectorId(body["connectorId"]?.int ?? 0)
    }

    static func clearing(_ body: JSONNode) throws(PayloadError) -> ClearChargingProfile {
        try PayloadDecoder.decode(ClearChargingProfile.self, from: body)
    }
}

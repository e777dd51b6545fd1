import CentralSystem
import OCPP16
import OCPPJ

extension ChargingProfileState: JSONEnumeration {}
extension ChargingProfileSource: JSONEnumeration {}
extension ChargingProfileWarning.Code: JSONEnumeration {}
extension ClearRequest.State: JSONEnumeration {}
extension ChargingProfilePurposeType: JSONEnumeration {}
extension ChargingProfileKindType: JSONEnumeration {}
extension RecurrencyKindType: JSONEnumeration {}
extension ChargingRateUnitType: JSONEnumeration {}
extension ClearChargingProfileStatus: JSONEnumeration {}

extension VerbatimObject {
    /// A part of an OCPP message as we write it.
    init(_ value: some Encodable) {
        // Nothing that was read from JSON or checked before it was sent fails here.
        self.init(text: (try? PayloadEncoder.encode(value)) ?? Array("{}".utf8))
    }
}

extension ChargingProfileRecord: JSONObject {
    static let stateDescription = """
        `requested`: sent, no outcome yet. `awaitingTransaction`: accepted with a remote start whose transaction has not started. \
        `installed`: the charge point has it. `replaced`: a later profile took its place. `cleared`: a ClearChargingProfile \
        removed it. `ended`: its transaction ended or never started. `refused`: Rejected or NotSupported; what was there before \
        holds. `unanswered`: no usable answer; nothing is known to have changed.
        """

    static let representation = Representation<ChargingProfileRecord>(
        "InstalledChargingProfile", "A charging profile that was sent to a charge point, and what became of it.",
        [
            Field("id", "The id of this record.", \.id),
            Field("chargePointId", "The charge point.", \.chargePointId),
            Field("connectorId", "The connector; 0 is the charge point as a whole, `null` that a remote start left the choice open.", \.connectorId),
            Field("chargingProfileId", "OCPP's id of the profile within the charge point.", \.profile.chargingProfileId),
            Field("chargingProfilePurpose", "What it is for.", \.profile.chargingProfilePurpose),
            Field("stackLevel", "Its stack level.", \.profile.stackLevel),
            Field("transactionId", "The transaction that it is for, also when the profile itself does not name it.", \.transactionId),
            Field("state", stateDescription, \.state),
            Field("reason", "Why it is in its state, for people.", \.reason),
            Field("status", "What the charge point answered.", \.status),
            Field("warnings", "What spoke against it when it was sent. Warnings never prevent the sending.", \.warnings),
            Field("chargingProfile", "The charging profile as sent.", { VerbatimObject($0.profile) }),
            Field("templateName", "The template that it was made of.", \.templateName),
            Field("source", "The request that carried it.", \.source),
            Field("commandId", "The command that carried it.", \.commandId),
            Field("requestedAt", "When it was asked for.", \.requestedAt),
            Field("requestedBy", "Who asked for it.", \.requestedBy),
            Field("concludedAt", "When it was answered, or it was clear that no answer would come.", \.concludedAt),
            Field("installedAt", "Since when the charge point had it.", \.installedAt),
            Field("endedAt", "When the charge point ceased to have it.", \.endedAt),
            Field("replacedBy", "The id of the record that took its place.", \.replacedBy),
        ])
}

extension ChargingProfileWarning: JSONObject {
    static let representation = Representation<ChargingProfileWarning>(
        "ChargingProfileWarning", "What speaks against a charging profile.",
        [
            Field("code", "Names the kind of doubt; stable, for programs.", \.code),
            Field("member", "The member of the charging profile that it is about; `null` for the whole.", \.member),
            Field("text", "For people.", \.text),
        ])
}

extension ClearRequest: JSONObject {
    static let representation = Representation<ClearRequest>(
        "ChargingProfileClearRequest", "A request to clear charging profiles, and what became of it.",
        [
            Field("id", "The id of this record.", \.id),
            Field("commandId", "The command that was sent.", \.commandId),
            Field("request", "The request as sent.", { VerbatimObject($0.request) }),
            Field("state", "`requested`, `answered`, or `unanswered`.", \.state),
            Field("status", "What the charge point answered: `Accepted`, or `Unknown` when nothing matched there.", \.status),
            Field("chargingProfileIds", "By our record, the profiles that were removed; of an `Unknown`, those that should have matched; after a request by `id` alone or for all, they are off the record.", \.chargingProfileIds),
            Field("note", "What one should know, for people: why there is no answer, or that our record differs from the charge point.", \.note),
            Field("requestedAt", "When it was asked for.", \.requestedAt),
            Field("requestedBy", "Who asked for it.", \.requestedBy),
            Field("concludedAt", "When it was answered, or it was clear that no answer would come.", \.concludedAt),
        ])
}

/// A template with what speaks against it.
struct ChargingProfileTemplateView: JSONObject, Sendable {
    var template: ChargingProfileTemplate
    var warnings: [ChargingProfileWarning]

    static let representation = Representation<ChargingProfileTemplateView>(
        "ChargingProfileTemplate", "A named charging profile, without what belongs to one installation.",
        [
            Field("name", ChargingProfileTemplateInput.nameDescription, \.template.name),
            Field("note", ChargingProfileTemplateInput.noteDescription, \.template.values.note),
            Field("stackLevel", ChargingProfileTemplateInput.stackLevelDescription, \.template.values.stackLevel),
            Field("chargingProfilePurpose", "What it is for.", \.template.values.chargingProfilePurpose),
            Field("chargingProfileKind", "What its schedule is relative to.", \.template.values.chargingProfileKind),
            Field("recurrencyKind", "Of a Recurring profile.", \.template.values.recurrencyKind),
            Field("validFrom", ChargingProfileTemplateInput.validFromDescription, \.template.values.validFrom),
            Field("validTo", ChargingProfileTemplateInput.validToDescription, \.template.values.validTo),
            Field("validFromSeconds", ChargingProfileTemplateInput.validFromSecondsDescription, \.template.values.validFromSeconds),
            Field("validForSeconds", ChargingProfileTemplateInput.validForSecondsDescription, \.template.values.validForSeconds),
            Field("chargingSchedule", ChargingProfileTemplateInput.scheduleDescription, { VerbatimObject($0.template.values.chargingSchedule) }),
            Field("warnings", "What speaks against it, whatever the charge point.", \.warnings),
            Field("createdAt", "When it was made.", \.template.createdAt),
            Field("updatedAt", "When it was last changed.", \.template.updatedAt),
        ])
}

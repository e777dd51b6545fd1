import OCPP16
import OCPPJ
import Persistence

extension ChargingProfileStore {
    /// Warnings as they lie in a column: JSON text, null when there are none.
    private struct WarningList: Codable {
        var warnings: [ChargingProfileWarning]
    }

    /// The values of a record in the order of the columns.
    static func values(of record: ChargingProfileRecord) throws -> [SQLValue] {
        let warnings = record.warnings.isEmpty ? nil : try PayloadEncoder.encode(WarningList(warnings: record.warnings))
        return [
            .integer(record.chargePointKey), SQLValue(record.connectorId), SQLValue(record.profile.chargingProfileId),
            .text(record.profile.chargingProfilePurpose.rawValue), SQLValue(utf8: try PayloadEncoder.encode(record.profile)),
            SQLValue(record.transactionId), .text(record.source.rawValue), .integer(record.commandId),
            SQLValue(record.idTagKey), SQLValue(record.templateName), .text(record.state.rawValue), SQLValue(record.reason),
            SQLValue(record.status), SQLValue(utf8: warnings), .integer(record.requestedAt.milliseconds),
            .text(record.requestedBy), SQLValue(record.concludedAt?.milliseconds), SQLValue(record.installedAt?.milliseconds),
            SQLValue(record.endedAt?.milliseconds), SQLValue(record.replacedBy),
        ]
    }

    static func record(_ row: SQLRow) throws -> ChargingProfileRecord {
        let profile = try PayloadDecoder.decode(ChargingProfile.self, from: try JSONNode.parse(try row.bytes("profile")))
        let warnings = try row.bytesIfPresent("warnings").map {
            try PayloadDecoder.decode(WarningList.self, from: try JSONNode.parse($0)).warnings
        }
        return ChargingProfileRecord(
            id: try row.int64("id"), chargePointKey: try row.int64("charge_point_key"),
            chargePointId: try row.text("charge_point_id"), connectorId: try row.intIfPresent("connector_id"),
            profile: profile, transactionId: try row.intIfPresent("transaction_id"),
            source: ChargingProfileSource(rawValue: try row.text("source")) ?? .setChargingProfile,
            commandId: try row.int64("command_id"), idTagKey: try row.textIfPresent("id_tag_key"),
            templateName: try row.textIfPresent("template_name"),
            state: ChargingProfileState(rawValue: try row.text("state")) ?? .unanswered,
            reason: try row.textIfPresent("reason"), status: try row.textIfPresent("status"), warnings: warnings ?? [],
            requestedAt: try row.timestamp("requested_at"), requestedBy: try row.text("requested_by"),
            concludedAt: try row.timestampIfPresent("concluded_at"),
            installedAt: try row.timestampIfPresent("installed_at"), endedAt: try row.timestampIfPresent("ended_at"),
            replacedBy: try row.int64IfPresent("replaced_by"))
    }
}

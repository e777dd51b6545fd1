package import OCPP16
import OCPPJ
import Persistence

extension ChargingProfileService {
    /// Notes the template that the profile of a remote start was made of; inside the write that records the command.
    static func note(template name: String?, of command: CommandReference, in connection: any SQLConnection) throws {
        try ChargingProfileStore.note(template: name, of: command, in: connection)
    }

    /// The TxProfile that a template makes for a RemoteStartTransaction: with a new id for the charge point and without a
    /// transaction, because the transaction has no id yet (OCPP 1.6, section 5.16.2; errata 3.41).
    ///
    /// The purpose is TxProfile whatever the template's is, because no other is allowed there.
    ///
    /// - Throws: `CentralSystemError` (`.chargePointNotFound`), `ChargingProfileError` (`.unknownTemplate`).
    package func remoteStartProfile(template name: String, for identity: String) async throws -> ChargingProfile {
        let now = time.now()
        return try await database.write { connection in
            let key = try Self.key(of: identity, in: connection)
            guard let template = try ChargingProfileTemplateStore.find(name, in: connection) else {
                throw ChargingProfileError.unknownTemplate(name)
            }
            var values = template.values
            values.chargingProfilePurpose = .txProfile
            let id = try ChargingProfileStore.allocateID(chargePointKey: key, in: connection)
            return try values.profile(ChargingProfileOccasion(chargingProfileId: id, moment: now))
        }
    }
}

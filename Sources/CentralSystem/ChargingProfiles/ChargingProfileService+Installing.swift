package import OCPP16
package import OCPPJ
import Persistence

/// A charging profile to install, as an operator gives it.
package struct ChargingProfileInstallation: Sendable {
    package enum Content: Sendable {
        /// A charging profile in OCPP's JSON. What it has is sent as it is; `chargingProfileId` and `stackLevel` may be absent.
        case profile(JSONNode)
        /// The name of a template.
        case template(String)
    }

    package var connectorId: ConnectorId
    package var content: Content
    /// The id to use; nil to take a new one, or that of the profile.
    package var chargingProfileId: Int?
    /// nil for that of the profile or of the template, or 0.
    package var stackLevel: Int?
    /// The transaction of a TxProfile; nil for that of the profile, or the open one of the connector.
    package var transactionId: Int?

    package init(
        connectorId: ConnectorId, content: Content, chargingProfileId: Int? = nil, stackLevel: Int? = nil,
        transactionId: Int? = nil
    ) {
        self.connectorId = connectorId
        self.content = content
        self.chargingProfileId = chargingProfileId
        self.stackLevel = stackLevel
        self.transactionId = transactionId
    }
}

extension ChargingProfileService {
    /// Sends a charging profile (SetChargingProfile) and waits for the outcome.
    ///
    /// - Parameter alongside: as of `CommandService.send`.
    /// - Returns: the command, and the record of the profile as it now is.
    /// - Throws: `CentralSystemError` (`.chargePointNotFound`, `.invalidMember`), `ChargingProfileError` (`.invalidMember` for an
    ///   unknown template).
    package func install(
        _ installation: ChargingProfileInstallation, on identity: String, requestedBy: String, timeout: Duration? = nil,
        alongside: CommandService.Alongside? = nil
    ) async throws -> (command: Command, record: ChargingProfileRecord) {
        let profile = try await complete(installation, for: identity)
        var writer = JSONWriter()
        writer.raw(#"{"connectorId":"#)
        writer.number(installation.connectorId.value)
        writer.raw(#","csChargingProfiles":"#)
        writer.raw(profile)
        writer.raw("}")
        let templateName: String? = if case .template(let name) = installation.content { name } else { nil }
        let command: Command
        do {
            command = try await commands.send(
                SetChargingProfile.action, payload: try JSONNode.parse(writer.bytes), to: identity, requestedBy: requestedBy,
                timeout: timeout
            ) { command, connection in
                try ChargingProfileStore.note(template: templateName, of: command, in: connection)
                try alongside?(command, connection)
            }
        } catch let error as CentralSystemError {
            throw Self.inBody(error)
        }
        let record = try await database.read { connection in
            try ChargingProfileStore.find(
                command: command.id, chargePointKey: try Self.key(of: identity, in: connection), in: connection)
        }
        guard let record else { throw ChargingProfileError.unknownRecord(ofCommand: command.id) }
        return (command, record)
    }

    /// The JSON of the profile with everything that belongs to this installation.
    private func complete(_ installation: ChargingProfileInstallation, for identity: String) async throws -> [UInt8] {
        let now = time.now()
        let connectorId = installation.connectorId.value
        return try await database.write { connection in
            let key = try Self.key(of: identity, in: connection)
            let newID = { try ChargingProfileStore.allocateID(chargePointKey: key, in: connection) }
            let transaction = {
                try installation.transactionId
                    ?? TransactionService.openTransactions(chargePointKey: key, in: connection)[connectorId]
            }
            switch installation.content {
            case .template(let name):
                guard let template = try ChargingProfileTemplateStore.find(name, in: connection) else {
                    throw ChargingProfileError.invalid("templateName", "\(name) is no charging profile template")
                }
                let occasion = ChargingProfileOccasion(
                    chargingProfileId: try installation.chargingProfileId ?? newID(), transactionId: try transaction(),
                    stackLevel: installation.stackLevel, moment: now)
                return try PayloadEncoder.encode(template.values.profile(occasion))
            case .profile(let given):
                var missing: [(name: String, value: Int?)] = []
                if given["chargingProfileId"] == nil {
                    missing.append(("chargingProfileId", try installation.chargingProfileId ?? newID()))
                }
                if given["stackLevel"] == nil { missing.append(("stackLevel", installation.stackLevel ?? 0)) }
                let purpose = given["chargingProfilePurpose"]?.string
                if given["transactionId"] == nil, purpose == ChargingProfilePurposeType.txProfile.rawValue {
                    missing.append(("transactionId", try transaction()))
                }
                return given.adding(missing)
            }
        }
    }

    /// What is wrong with the message is wrong with the member that the operator gave.
    private static func inBody(_ error: CentralSystemError) -> CentralSystemError {
        let prefix = "csChargingProfiles"
        guard error.code == .invalidMember, let member = error.member, member.hasPrefix(prefix) else { return error }
        let own = "chargingProfile" + member.dropFirst(prefix.count)
        return CentralSystemError(.invalidMember, member: own, error.phrase.replacingSubject(member, with: own))
    }
}

extension JSONNode {
    /// The text of this object with further members that have a value, before its own.
    fileprivate func adding(_ missing: [(name: String, value: Int?)]) -> [UInt8] {
        var writer = JSONWriter()
        writer.raw("{")
        var isFirst = true
        func separate(_ name: String) {
            if !isFirst { writer.raw(",") }
            isFirst = false
            writer.string(name)
            writer.raw(":")
        }
        for member in missing {
            guard let value = member.value else { continue }
            separate(member.name)
            writer.number(value)
        }
        for member in members {
            separate(member.name)
            writer.raw(member.value.text)
        }
        writer.raw("}")
        return writer.bytes
    }
}

package import OCPP16
import OCPPJ
import Persistence

extension ChargingProfileService {
    /// Sends ClearChargingProfile and waits for the outcome.
    ///
    /// - Returns: the command, and the record of the request as it now is.
    /// - Throws: `CentralSystemError` (`.chargePointNotFound`, `.invalidMember`).
    package func clear(
        _ request: ClearChargingProfile, on identity: String, requestedBy: String, timeout: Duration? = nil
    ) async throws -> (command: Command, record: ClearRequest) {
        let command = try await commands.send(request, to: identity, requestedBy: requestedBy, timeout: timeout)
        let record = try await database.read { connection in
            try ClearRequestStore.find(
                command: command.id, chargePointKey: try Self.key(of: identity, in: connection), in: connection)
        }
        guard let record else { throw ChargingProfileError.unknownRecord(ofCommand: command.id) }
        return (command, record)
    }
}

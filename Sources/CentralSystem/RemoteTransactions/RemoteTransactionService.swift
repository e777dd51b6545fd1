import OCPP16
import OCPPJ
import Persistence

/// The verbs on remote starts and stops. Every RemoteStartTransaction and RemoteStopTransaction is a job, also those that go
/// through the generic commands or a bulk operation.
package struct RemoteTransactionService: Sendable {
    let database: any Database
    let time: any TimeSource
    let commands: CommandService
    let chargingProfiles: ChargingProfileService

    /// Sends a RemoteStartTransaction and waits for the answer.
    ///
    /// - Returns: the command, whatever became of it, and its job.
    /// - Throws: `ChargingProfileError` (`.unknownTemplate`), and what `CommandService.send` throws.
    package func start(_ new: NewRemoteStart, requestedBy: String) async throws -> (command: Command, job: RemoteStart) {
        let profile = try await profile(new)
        let payload = try JSONNode.parse(Self.payload(of: new, profile))
        let timeoutSeconds = new.timeoutSeconds
        let template = new.chargingProfileTemplate
        let command = try await commands.send(
            RemoteStartTransaction.action, payload: payload, to: new.chargePointId, requestedBy: requestedBy,
            alongside: { command, connection in
                try RemoteStartStore.complete(
                    command: command.id, timeoutSeconds: timeoutSeconds, template: template, in: connection)
                try ChargingProfileService.note(template: template, of: command, in: connection)
            })
        guard let job = try await database.read({ try RemoteStartStore.find(command: command.id, in: $0) }) else {
            throw CentralSystemError(.notFound, "the remote start of command \(command.id) is gone")
        }
        return (command, job)
    }

    /// - Throws: `CentralSystemError` with code `.notFound`.
    package func remoteStart(_ id: Int64) async throws -> RemoteStart {
        guard let job = try await database.read({ try RemoteStartStore.find(id, in: $0) }) else {
            throw CentralSystemError(.notFound, "there is no remote start \(id)")
        }
        return job
    }

    /// Remote starts, newest first.
    ///
    /// - Throws: `CentralSystemError` with code `.invalidCursor`.
    package func remoteStarts(
        _ filter: RemoteStartFilter = RemoteStartFilter(), _ page: PageRequest = PageRequest()
    ) async throws -> Page<RemoteStart> {
        let before = try page.rowID()
        let found = try await database.read {
            try RemoteStartStore.list(filter, before: before, limit: page.limit + 1, in: $0)
        }
        return Page(found, limit: page.limit) { String($0.id) }
    }

    /// Sends a RemoteStopTransaction and waits for the answer.
    ///
    /// - Parameters:
    ///   - chargePointId: nil for the transaction's own. Given, the request is sent whether the transaction is known or not.
    ///   - timeoutSeconds: how long the stop is waited for; nil for the default.
    /// - Throws: `TransactionError` (`.unknownTransaction`), and what `CommandService.send` throws.
    package func stop(
        transactionId: Int, chargePointId: String?, timeoutSeconds: Int? = nil, requestedBy: String
    ) async throws -> (command: Command, job: RemoteStop) {
        let own = try await database.read { try TransactionService.find(transactionId, in: $0)?.chargePointID }
        guard let identity = chargePointId ?? own else { throw TransactionError.unknownTransaction(transactionId) }
        let command = try await commands.send(
            RemoteStopTransaction(transactionId: transactionId), to: identity, requestedBy: requestedBy,
            alongside: { command, connection in
                guard let timeoutSeconds else { return }
                try RemoteStopStore.set(timeoutSeconds: timeoutSeconds, command: command.id, in: connection)
            })
        guard let job = try await database.read({ try RemoteStopStore.find(command: command.id, in: $0) }) else {
            throw CentralSystemError(.notFound, "the remote stop of command \(command.id) is gone")
        }
        return (command, job)
    }

    /// - Throws: `CentralSystemError` with code `.notFound`.
    package func remoteStop(_ id: Int64) async throws -> RemoteStop {
        guard let job = try await database.read({ try RemoteStopStore.find(id, in: $0) }) else {
            throw CentralSystemError(.notFound, "there is no remote stop \(id)")
        }
        return job
    }

    /// Remote stops, newest first.
    ///
    /// - Throws: `CentralSystemError` with code `.invalidCursor`.
    package func remoteStops(
        _ filter: RemoteStopFilter = RemoteStopFilter(), _ page: PageRequest = PageRequest()
    ) async throws -> Page<RemoteStop> {
        let before = try page.rowID()
        let found = try await database.read {
            try RemoteStopStore.list(filter, before: before, limit: page.limit + 1, in: $0)
        }
        return Page(found, limit: page.limit) { String($0.id) }
    }

    /// Gives up what was accepted and did not happen in time. Called again and again.
    func expire() async throws {
        let now = time.now()
        let isDue = try await database.read { connection in
            let starts = try RemoteStartStore.hasDue(at: now, in: connection)
            return try starts || RemoteStopStore.hasDue(at: now, in: connection)
        }
        guard isDue else { return }
        while try await database.write({ connection in
            let starts = try RemoteStartStore.expire(at: now, limit: 500, in: connection)
            let stops = try RemoteStopStore.expire(at: now, limit: 500, in: connection)
            return starts || stops
        }) {}
    }

    /// The profile as it was given, or made from the template.
    private func profile(_ new: NewRemoteStart) async throws -> [UInt8]? {
        guard let template = new.chargingProfileTemplate else { return new.chargingProfile?.text }
        let profile = try await chargingProfiles.remoteStartProfile(template: template, for: new.chargePointId)
        return try PayloadEncoder.encode(profile)
    }

    /// The payload with the charging profile as it was given: what is wrong with it is told under its own name.
    private static func payload(of new: NewRemoteStart, _ profile: [UInt8]?) -> [UInt8] {
        var writer = JSONWriter()
        writer.raw(#"{"idTag":"#)
        writer.string(new.idTag)
        if let connectorId = new.connectorId {
            writer.raw(#","connectorId":"#)
            writer.number(connectorId)
        }
        if let profile {
            writer.raw(#","chargingProfile":"#)
            writer.raw(profile)
        }
        writer.raw("}")
        return writer.bytes
    }
}

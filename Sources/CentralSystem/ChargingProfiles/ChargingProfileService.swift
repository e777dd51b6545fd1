import OCPPJ
import Persistence

/// The verbs on charging profiles that operators and other features use.
///
/// What is on record as installed follows from what charge points answered, whoever asked them; see `ChargingProfileLedger`.
/// Storage failures come as `DatabaseError`.
package struct ChargingProfileService: Sendable {
    let database: any Database
    let time: any TimeSource
    let commands: CommandService

    init(database: any Database, time: any TimeSource, commands: CommandService) {
        self.database = database
        self.time = time
        self.commands = commands
    }

    /// What was sent to a charge point, newest first.
    ///
    /// - Throws: `CentralSystemError` (`.chargePointNotFound`, `.invalidCursor`).
    package func list(
        chargePoint identity: String, _ filter: ChargingProfileFilter = .init(), _ page: PageRequest = PageRequest()
    ) async throws -> Page<ChargingProfileRecord> {
        let before = try page.rowID()
        let found = try await database.read { connection in
            try ChargingProfileStore.list(
                filter, chargePointKey: try Self.key(of: identity, in: connection), before: before, limit: page.limit + 1,
                in: connection)
        }
        return Page(found, limit: page.limit) { String($0.id) }
    }

    /// - Throws: `CentralSystemError` (`.chargePointNotFound`), `ChargingProfileError` (`.unknownRecord`).
    package func get(_ id: Int64, chargePoint identity: String) async throws -> ChargingProfileRecord {
        try await database.read { connection in
            let key = try Self.key(of: identity, in: connection)
            guard let record = try ChargingProfileStore.find(id, chargePointKey: key, in: connection) else {
                throw ChargingProfileError.unknownRecord(id)
            }
            return record
        }
    }

    /// The requests to clear profiles of a charge point, newest first.
    ///
    /// - Throws: `CentralSystemError` (`.chargePointNotFound`, `.invalidCursor`).
    package func clearRequests(
        chargePoint identity: String, _ page: PageRequest = PageRequest()
    ) async throws -> Page<ClearRequest> {
        let before = try page.rowID()
        let found = try await database.read { connection in
            try ClearRequestStore.list(
                chargePointKey: try Self.key(of: identity, in: connection), before: before, limit: page.limit + 1, in: connection)
        }
        return Page(found, limit: page.limit) { String($0.id) }
    }

    /// Ends the waiting for transactions of remote starts that never came.
    func giveUpAwaiting() async throws {
        let now = time.now()
        var last: Int64? = 0
        while let after = last {
            // Nearly always there is none, and then nothing is written.
            guard try await database.read({ try !ChargingProfileStore.awaiting(after: after, limit: 1, in: $0).isEmpty }) else {
                return
            }
            last = try await database.write { try ChargingProfileLedger.giveUpAwaiting(after: after, at: now, in: $0) }
        }
    }

    static func key(of identity: String, in connection: any SQLConnection) throws -> Int64 {
        guard let key = try ChargePointService.key(of: identity, in: connection) else {
            throw CentralSystemError.chargePointNotFound(identity)
        }
        return key
    }
}

import OCPPJ
package import Persistence
import OCPP16

/// The verbs of provisioning: registering charge points, changing and removing them.
package struct ChargePointService: Sendable {
    let database: any Database
    let time: any TimeSource
    let settings: CentralSystemSettings
    let connections: ConnectionRegistry
    let journal: ConnectionJournal
    /// The features that follow what happens to charge points.
    let events: ChargePointEvents
    /// Told when a charge point was removed, after the commit.
    let removed: @Sendable () -> Void

    /// Charge points that match, ordered by id.
    package func list(_ filter: ChargePointFilter = ChargePointFilter(), _ page: PageRequest = PageRequest()) async throws
        -> Page<ChargePoint>
    {
        var items: [ChargePoint] = []
        var after = page.cursor
        // Who is connected is known in memory, not in the table, so that filter works on what comes from there.
        let chunk = page.limit + 1
        while items.count <= page.limit {
            let from = after
            let found = try await database.read { connection in
                try ChargePointStore.list(
                    after: from, registrationStatus: filter.registrationStatus, group: filter.group, search: filter.search,
                    limit: chunk, in: connection)
            }
            items += found.map(live).filter { filter.connected == nil || $0.isConnected == filter.connected }
            guard found.count == chunk, let last = found.last else { break }
            after = last.id
        }
        return Page(items, limit: page.limit) { $0.id }
    }

    /// - Throws: `CentralSystemError` with code `.chargePointNotFound`.
    package func get(_ id: String) async throws -> ChargePoint {
        guard let chargePoint = try await database.read({ try ChargePointStore.find(id, in: $0) }) else {
            throw CentralSystemError.chargePointNotFound(id)
        }
        return live(chargePoint)
    }

    /// Registers a charge point.
    ///
    /// - Throws: `CentralSystemError` (`.alreadyExists`; `.invalidMember` with the member).
    package func create(_ new: NewChargePoint) async throws -> ChargePointUpdate {
        try await register(new, replaces: false)
    }

    /// Registers a charge point, or gives a registered one these values. `PasswordChange.keep` keeps its password.
    ///
    /// - Throws: `CentralSystemError` (`.invalidMember`).
    package func replace(_ new: NewChargePoint) async throws -> ChargePointUpdate {
        try await register(new, replaces: true)
    }

    /// Changes a charge point. Registration status and settings take effect on its open connection at once.
    ///
    /// - Throws: `CentralSystemError` (`.chargePointNotFound`, `.invalidMember`).
    package func update(_ id: String, _ changes: ChargePointChanges) async throws -> ChargePointUpdate {
        let password = try await NewPassword(changes.password, for: id)
        try Self.check(group: changes.group ?? nil)
        let now = time.now()
        let changed = try await database.write { connection in
            guard var chargePoint = try ChargePointStore.find(id, in: connection) else {
                throw CentralSystemError.chargePointNotFound(id)
            }
            if let status = changes.registrationStatus { chargePoint.registrationStatus = status }
            if let change = changes.settings {
                change(&chargePoint.settings)
                try chargePoint.settings.check()
            }
            try changes.security.apply(to: &chargePoint)
            if let group = changes.group { chargePoint.group = group }
            if let note = changes.note { chargePoint.note = note }
            return try Self.save(chargePoint, password, at: now, in: connection)
        }
        return finish(changed, password, isNew: false)
    }

    /// Removes a charge point and closes its connection. Its transactions and messages stay and keep its name; registered
    /// again, it continues them.
    ///
    /// - Throws: `CentralSystemError` (`.chargePointNotFound`; `.conflict` while it has open transactions).
    package func delete(_ id: String) async throws {
        let now = time.now()
        let events = events
        try await database.write { connection in
            guard let chargePoint = try ChargePointStore.find(id, in: connection) else {
                throw CentralSystemError.chargePointNotFound(id)
            }
            let open = try TransactionService.openTransactions(chargePointKey: chargePoint.key, in: connection)
            guard open.isEmpty else {
                let ids = open.values.sorted().map(String.init).joined(separator: ", ")
                throw CentralSystemError(.conflict, "charge point \(id) has open transactions (\(ids)); close them first")
            }
            try ConnectorService.forget(chargePointKey: chargePoint.key, in: connection)
            try DeviationService.forget(chargePointKey: chargePoint.key, in: connection)
            try PendingPasswordStore.removeAll(chargePointKey: chargePoint.key, in: connection)
            try events.tell(.removed, of: chargePoint.key, at: now, in: connection)
            try ChargePointStore.markDeleted(key: chargePoint.key, at: now, in: connection)
        }
        removed()
        connections.close(id, .closedByOperator("the charge point was removed"))
    }

    /// Closes a charge point's connection.
    ///
    /// - Throws: `CentralSystemError` (`.chargePointNotFound`, `.notConnected`).
    package func disconnect(_ id: String) async throws {
        _ = try await get(id)
        guard connections.close(id, .closedByOperator("disconnected on request")) else {
            throw CentralSystemError(.notConnected, "charge point \(id) is not connected")
        }
    }

    /// The key of a charge point, for other features inside a read or a write; nil when there is none.
    package static func key(of id: String, in connection: any SQLConnection) throws -> Int64? {
        try ChargePointStore.key(of: id, in: connection)
    }

    /// The serial number that the operator registered, for other features inside a read or a write.
    @Sendable package static func registeredSerialNumber(key: Int64, in connection: any SQLConnection) throws -> String? {
        try ChargePointStore.registeredSerialNumber(key: key, in: connection)
    }

    /// Whether the server may send a charge point what nobody asked for: the charge point's own switch, or the server's default.
    package func allowsAutomation(_ settings: ChargePointSettings) -> Bool {
        settings.automation ?? self.settings.automation
    }

    private static func check(group: String?) throws(CentralSystemError) {
        guard let group, !(1...100).contains(group.count) else { return }
        throw CentralSystemError(.invalidMember, member: "group", "group must have 1 to 100 characters, or be null")
    }

    private func register(_ new: NewChargePoint, replaces: Bool) async throws -> ChargePointUpdate {
        guard let identity = ChargePointIdentity(new.id) else {
            throw CentralSystemError(.invalidMember, member: "id", "id \(ChargePointIdentity.rule)")
        }
        let password = try await NewPassword(new.password, for: identity.text)
        try new.settings.check()
        try Self.check(group: new.group)
        let now = time.now()
        let (saved, isNew) = try await database.write { connection in
            let existing = try ChargePointStore.find(identity.text, in: connection)
            guard replaces || existing == nil else { throw CentralSystemError.alreadyExists(identity.text) }
            if existing == nil {
                _ = try ChargePointStore.insert(
                    identity.text, registrationStatus: new.registrationStatus, at: now, in: connection)
            }
            guard var chargePoint = try existing ?? ChargePointStore.find(identity.text, in: connection) else {
                throw CentralSystemError.chargePointNotFound(identity.text)
            }
            chargePoint.registrationStatus = new.registrationStatus
            chargePoint.settings = new.settings
            try new.security.apply(to: &chargePoint)
            chargePoint.group = new.group
            chargePoint.note = new.note
            return (try Self.save(chargePoint, password, at: now, in: connection), existing == nil)
        }
        return finish(saved, password, isNew: isNew)
    }

    private static func save(
        _ chargePoint: ChargePoint, _ password: NewPassword, at time: Timestamp, in connection: any SQLConnection
    ) throws -> ChargePoint {
        let hash =
            switch password.effect {
            case .keep: try ChargePointStore.passwordHash(key: chargePoint.key, in: connection)
            case .remove: String?.none
            case .replace(let hash): hash.text
            }
        if case .keep = password.effect {} else {
            try PendingPasswordStore.removeAll(chargePointKey: chargePoint.key, in: connection)
        }
        try ChargePointStore.save(chargePoint, passwordHash: hash, at: time, in: connection)
        var saved = chargePoint
        saved.hasPassword = hash != nil
        saved.updatedAt = time
        return saved
    }

    /// Puts what is now stored into force on the open connection. One that would not be let in any more ends: it has another password,
    /// or less than the security profile that is demanded now.
    private func finish(_ chargePoint: ChargePoint, _ password: NewPassword, isNew: Bool) -> ChargePointUpdate {
        connections.session(chargePoint.id)?.adopt(
            registrationStatus: chargePoint.registrationStatus, settings: chargePoint.settings,
            connection: settings.connectionSettings(for: chargePoint.settings))
        if let session = connections.session(chargePoint.id) {
            if session.security.profile < chargePoint.requiredSecurityProfile {
                session.link?.close(.closedByOperator("its security profile was raised"))
            } else if case .replace = password.effect, session.security.profile != .tlsWithClientCertificate {
                session.link?.close(.closedByOperator("its password was changed"))
            }
        }
        return ChargePointUpdate(chargePoint: live(chargePoint), generatedPassword: password.generated, isNew: isNew)
    }

    /// The charge point with what only the open connection knows, or what is not written yet of the last one.
    func live(_ chargePoint: ChargePoint) -> ChargePoint {
        guard let session = connections.session(chargePoint.id) else { return journal.completed(chargePoint) }
        var chargePoint = chargePoint
        chargePoint.connection = session.connectionRecord
        chargePoint.lastSeenAt = max(session.lastSeen, chargePoint.lastSeenAt ?? session.lastSeen)
        if let offset = session.clockOffsetMilliseconds { chargePoint.clockOffsetSeconds = Double(offset) / 1000 }
        return chargePoint
    }
}

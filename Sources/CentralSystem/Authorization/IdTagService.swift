package import OCPP16
package import OCPPJ
package import Persistence

/// The verbs on idTags that operators and other features use.
///
/// Storage failures come as `DatabaseError`.
package struct IdTagService: Sendable {
    let database: any Database
    let time: any TimeSource
    /// Counts what the verbs below change.
    package let changes: IdTagChanges

    package init(database: any Database, time: any TimeSource, changes: IdTagChanges = IdTagChanges()) {
        self.database = database
        self.time = time
        self.changes = changes
    }

    /// The time that `effectiveStatus` is judged at.
    package func now() -> Timestamp { time.now() }

    /// IdTags in the order of their lower-case text.
    package func list(_ filter: IdTagFilter = .init(), _ page: PageRequest = PageRequest()) async throws -> Page<IdTag> {
        let now = time.now()
        let items = try await database.read { connection in
            try IdTagStore.list(filter, after: page.cursor, limit: page.limit + 1, now: now, in: connection)
        }
        return Page(items, limit: page.limit) { $0.idTag.key }
    }

    /// nil when it is not registered.
    package func get(_ idTag: IdToken) async throws -> IdTag? {
        try await database.read { try IdTagStore.find(idTag, in: $0) }
    }

    /// Registers a new idTag.
    /// - Throws: `IdTagError` with code `.exists` or `.invalidMember`.
    package func create(_ idTag: IdToken, _ values: IdTagValues) async throws -> IdTag {
        try Self.check(values, of: idTag)
        let now = time.now()
        defer { changes.note() }
        return try await database.write { connection in
            guard try IdTagStore.find(idTag, in: connection) == nil else { throw IdTagError.exists(idTag) }
            return try IdTagStore.save(IdTag(idTag: idTag, values: values, createdAt: now, updatedAt: now), in: connection)
        }
    }

    /// Registers an idTag or replaces what is registered.
    /// - Throws: `IdTagError` with code `.invalidMember`.
    package func put(_ idTag: IdToken, _ values: IdTagValues) async throws -> (idTag: IdTag, isNew: Bool) {
        try Self.check(values, of: idTag)
        let now = time.now()
        defer { changes.note() }
        return try await database.write { connection in
            let old = try IdTagStore.find(idTag, in: connection)
            let new = IdTag(idTag: idTag, values: values, createdAt: old?.createdAt ?? now, updatedAt: now)
            return (try IdTagStore.save(new, in: connection), old == nil)
        }
    }

    /// Changes what is registered; `change` sees the present values.
    /// - Throws: `IdTagError` with code `.unknownIdTag` or `.invalidMember`, and what `change` throws.
    package func update(
        _ idTag: IdToken, _ change: @escaping @Sendable (inout IdTagValues) throws -> Void
    ) async throws -> IdTag {
        let now = time.now()
        defer { changes.note() }
        return try await database.write { connection in
            guard let old = try IdTagStore.find(idTag, in: connection) else { throw IdTagError.unknown(idTag) }
            var values = old.values
            try change(&values)
            try Self.check(values, of: old.idTag)
            let new = IdTag(idTag: old.idTag, values: values, createdAt: old.createdAt, updatedAt: now)
            return try IdTagStore.save(new, in: connection)
        }
    }

    /// Removes an idTag; transactions keep its text. Charge points are answered Invalid from now on.
    /// - Throws: `IdTagError` with code `.unknownIdTag`.
    package func delete(_ idTag: IdToken) async throws {
        defer { changes.note() }
        try await database.write { connection in
            guard try IdTagStore.delete(idTag, in: connection) else { throw IdTagError.unknown(idTag) }
        }
    }

    /// Whether `idTag` may charge, as Authorize answers it: never ConcurrentTx.
    package func authorize(_ idTag: IdToken, at moment: Timestamp) async throws -> AuthorizationDecision {
        try await database.read { try Self.decide(idTag, at: moment, in: $0) }
    }

    /// The same decision for features that are inside a read or a write.
    package static func decide(
        _ idTag: IdToken, at moment: Timestamp, in connection: any SQLConnection
    ) throws -> AuthorizationDecision {
        AuthorizationDecision(for: try IdTagStore.find(idTag, in: connection), at: moment)
    }

    private static func check(_ values: IdTagValues, of idTag: IdToken) throws {
        guard !idTag.text.isEmpty else { throw IdTagError.invalid("idTag", "must have 1 to 20 characters") }
        if let maximum = values.maximumConcurrentTransactions, !(0...1_000_000).contains(maximum) {
            throw IdTagError.invalid("maximumConcurrentTransactions", "must be 0 (no limit) to 1000000, or null for the default")
        }
        if values.parentIdTag == idTag {
            throw IdTagError.invalid("parentIdTag", "must be another idTag than the one it groups")
        }
    }
}

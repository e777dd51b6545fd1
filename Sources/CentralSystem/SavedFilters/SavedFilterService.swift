package import OCPPJ
package import Persistence

/// Filters of lists that somebody keeps, each for themselves.
package struct SavedFilterService: Sendable {
    let database: any Database
    let time: any TimeSource

    package init(database: any Database, time: any TimeSource) {
        self.database = database
        self.time = time
    }

    /// An owner's filters by name, of one list or of all; there are few.
    package func list(_ list: String? = nil, of owner: SavedFilterOwner) async throws -> [SavedFilter] {
        try await database.read { try SavedFilterStore.list(list, of: owner, limit: 1000, in: $0) }
    }

    /// Keeps a filter; one that has the name already is replaced.
    ///
    /// - Parameter query: the fields of the list's query, as in an address, without `?`.
    /// - Throws: `CentralSystemError` with code `.invalidMember`: no name, too long, or too many filters.
    package func save(_ name: String, list: String, query: String, of owner: SavedFilterOwner) async throws -> SavedFilter {
        let name = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard (1...SavedFilter.longestName).contains(name.count) else {
            throw CentralSystemError(
                .invalidMember, member: "name", "name must have 1 to \(SavedFilter.longestName) characters")
        }
        guard query.utf8.count <= SavedFilter.longestQuery else {
            throw CentralSystemError(.invalidMember, member: "query", "query must have at most \(SavedFilter.longestQuery) bytes")
        }
        let now = time.now()
        return try await database.write { connection in
            let known = try SavedFilterStore.list(list, of: owner, limit: SavedFilter.most + 1, in: connection)
            guard known.count < SavedFilter.most || known.contains(where: { $0.name == name }) else {
                throw CentralSystemError(
                    .invalidMember, member: "name", "there are \(SavedFilter.most) filters already; delete one first")
            }
            try SavedFilterStore.save(name, list: list, query: query, of: owner, at: now, in: connection)
            guard let saved = try SavedFilterStore.find(name, list: list, of: owner, in: connection) else {
                throw DatabaseError(.other, "the saved filter did not come back")
            }
            return saved
        }
    }

    /// - Throws: `CentralSystemError` with code `.notFound`, also for a filter of somebody else.
    package func delete(_ id: Int64, of owner: SavedFilterOwner) async throws {
        guard try await database.write({ try SavedFilterStore.delete(id, of: owner, in: $0) }) else {
            throw CentralSystemError(.notFound, "you have no filter \(id)")
        }
    }
}

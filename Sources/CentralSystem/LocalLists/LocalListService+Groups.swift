import OCPPJ
import Persistence

extension LocalListService {
    /// The definitions of groups, in the order of their names.
    package func groups(_ page: PageRequest = PageRequest()) async throws -> Page<LocalListDefinition> {
        let found = try await database.read {
            try LocalListStore.groups(after: page.cursor, limit: page.limit + 1, in: $0)
        }
        return Page(found, limit: page.limit) { definition in
            if case .group(let group) = definition.owner { group } else { "" }
        }
    }

    /// - Throws: `LocalListError` with code `.unknownDefinition`.
    package func definition(ofGroup group: String) async throws -> LocalListDefinition {
        guard let found = try await database.read({ try LocalListStore.definition(ofGroup: group, in: $0) }) else {
            throw LocalListError.unknownDefinition(.group(group))
        }
        return found
    }

    /// Defines the list of all charge points of a group that have no definition of their own.
    ///
    /// - Parameter replaces: whether a definition that is there already may be replaced.
    /// - Throws: `LocalListError` (`.invalidMember`; `.exists`).
    package func define(
        _ selection: LocalListSelection, forGroup group: String, replaces: Bool
    ) async throws -> (definition: LocalListDefinition, isNew: Bool) {
        guard (1...100).contains(group.count) else { throw LocalListError.invalid("group", "must have 1 to 100 characters") }
        let now = time.now()
        let (saved, isNew) = try await database.write { connection in
            let isNew = try LocalListStore.definition(ofGroup: group, in: connection) == nil
            guard isNew || replaces else { throw LocalListError.exists(.group(group)) }
            try LocalListStore.save(selection, chargePointKey: nil, group: group, at: now, in: connection)
            guard let saved = try LocalListStore.definition(ofGroup: group, in: connection) else {
                throw LocalListError.unknownDefinition(.group(group))
            }
            return (saved, isNew)
        }
        changes.note()
        return (saved, isNew)
    }

    /// - Throws: `LocalListError` with code `.unknownDefinition`.
    package func removeDefinition(ofGroup group: String) async throws {
        try await database.write { connection in
            guard try LocalListStore.removeDefinition(ofGroup: group, in: connection) else {
                throw LocalListError.unknownDefinition(.group(group))
            }
        }
        changes.note()
    }
}

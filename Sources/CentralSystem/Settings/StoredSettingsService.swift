package import Persistence

/// Values that the program keeps for itself from one start to the next, such as the hash of the administrator's token.
package struct StoredSettingsService: Sendable {
    let database: any Database

    package init(database: any Database) {
        self.database = database
    }

    /// - Returns: nil when nothing is stored under the name.
    package func value(_ name: String) async throws -> String? {
        try await database.read { try StoredSettingsStore.value(name, in: $0) }
    }

    package func set(_ name: String, to value: String) async throws {
        try await database.write { try StoredSettingsStore.set(name, to: value, in: $0) }
    }

    package func remove(_ name: String) async throws {
        try await database.write { try StoredSettingsStore.remove(name, in: $0) }
    }
}

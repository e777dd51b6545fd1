import Persistence

/// The table of stored settings.
struct StoredSettingsStore {
    static let migrations = [
        Migration(110, "settings") { _ in
            ["CREATE TABLE settings (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL)"]
        }
    ]

    static func value(_ name: String, in connection: any SQLConnection) throws -> String? {
        try connection.row("SELECT value FROM settings WHERE name = $1", [.text(name)])?.text("value")
    }

    static func set(_ name: String, to value: String, in connection: any SQLConnection) throws {
        try connection.execute(
            "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            [.text(name), .text(value)])
    }

    static func remove(_ name: String, in connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM settings WHERE name = $1", [.text(name)])
    }
}

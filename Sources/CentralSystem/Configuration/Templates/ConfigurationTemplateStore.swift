import OCPPJ
import Persistence

/// The tables of configuration templates.
struct ConfigurationTemplateStore {
    static let migrations = [
        Migration(131, "configuration templates") { _ in
            [
                """
                CREATE TABLE configuration_templates (
                    name TEXT NOT NULL PRIMARY KEY,
                    vendor TEXT,
                    model TEXT,
                    firmware_version TEXT,
                    charge_group TEXT,
                    note TEXT,
                    created_at BIGINT NOT NULL,
                    updated_at BIGINT NOT NULL
                )
                """,
                """
                CREATE TABLE configuration_template_values (
                    template TEXT NOT NULL,
                    number INTEGER NOT NULL,
                    name TEXT NOT NULL,
                    value TEXT NOT NULL,
                    PRIMARY KEY (template, number)
                )
                """,
            ]
        }
    ]

    static func find(_ name: String, in connection: any SQLConnection) throws -> ConfigurationTemplate? {
        try connection.row("SELECT * FROM configuration_templates WHERE name = $1", [.text(name)]).map {
            try template($0, in: connection)
        }
    }

    /// Templates after a name, in the order of names.
    static func list(after name: String?, limit: Int, in connection: any SQLConnection) throws -> [ConfigurationTemplate] {
        try connection.rows(
            "SELECT * FROM configuration_templates WHERE name > $1 ORDER BY name LIMIT $2",
            [.text(name ?? ""), .integer(Int64(limit))]
        ).map { try template($0, in: connection) }
    }

    static func save(_ template: ConfigurationTemplate, in connection: any SQLConnection) throws {
        var filter: [String?] = [nil, nil, nil, nil]
        if case .filter(let vendor, let model, let firmwareVersion, let group) = template.selection {
            filter = [vendor, model, firmwareVersion, group]
        }
        try connection.execute(
            """
            INSERT INTO configuration_templates
                (name, created_at, updated_at, note, vendor, model, firmware_version, charge_group)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (name) DO UPDATE SET vendor = excluded.vendor, model = excluded.model,
                firmware_version = excluded.firmware_version, charge_group = excluded.charge_group, note = excluded.note,
                updated_at = excluded.updated_at
            """,
            [
                .text(template.name), .integer(template.createdAt.milliseconds), .integer(template.updatedAt.milliseconds),
                SQLValue(template.note),
            ] + filter.map { SQLValue($0) })
        try deleteValues(of: template.name, in: connection)
        for (number, setting) in template.values.enumerated() {
            try connection.execute(
                "INSERT INTO configuration_template_values (template, number, name, value) VALUES ($1, $2, $3, $4)",
                [.text(template.name), .integer(Int64(number)), .text(setting.name.text), .text(setting.value)])
        }
    }

    /// false when there was none.
    static func delete(_ name: String, in connection: any SQLConnection) throws -> Bool {
        try deleteValues(of: name, in: connection)
        return try connection.execute("DELETE FROM configuration_templates WHERE name = $1", [.text(name)]) > 0
    }

    private static func deleteValues(of name: String, in connection: any SQLConnection) throws {
        try connection.execute("DELETE FROM configuration_template_values WHERE template = $1", [.text(name)])
    }

    private static func template(_ row: SQLRow, in connection: any SQLConnection) throws -> ConfigurationTemplate {
        let name = try row.text("name")
        let vendor = try row.textIfPresent("vendor")
        let model = try row.textIfPresent("model")
        let firmwareVersion = try row.textIfPresent("firmware_version")
        let group = try row.textIfPresent("charge_group")
        let values = try connection.rows(
            "SELECT name, value FROM configuration_template_values WHERE template = $1 ORDER BY number", [.text(name)]
        ).map { ConfigurationSetting(ConfigurationKeyName(try $0.text("name")), try $0.text("value")) }
        return ConfigurationTemplate(
            name: name,
            selection: TargetSelection(vendor: vendor, model: model, firmwareVersion: firmwareVersion, group: group),
            values: values, note: try row.textIfPresent("note"), createdAt: try row.timestamp("created_at"),
            updatedAt: try row.timestamp("updated_at"))
    }
}

extension TargetSelection {
    /// A filter; nil when no member is given.
    package init?(vendor: String?, model: String?, firmwareVersion: String?, group: String?) {
        if vendor == nil, model == nil, firmwareVersion == nil, group == nil { return nil }
        self = .filter(vendor: vendor, model: model, firmwareVersion: firmwareVersion, group: group)
    }
}

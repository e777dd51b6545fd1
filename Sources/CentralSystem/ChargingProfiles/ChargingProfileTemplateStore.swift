import OCPPJ
import Persistence

/// The table of charging profile templates.
struct ChargingProfileTemplateStore {
    static let migrations = [
        Migration(163, "charging profile templates") { _ in
            [
                """
                CREATE TABLE charging_profile_templates (
                    name TEXT NOT NULL PRIMARY KEY,
                    template TEXT NOT NULL,
                    created_at BIGINT NOT NULL,
                    updated_at BIGINT NOT NULL
                )
                """
            ]
        }
    ]

    static func save(_ template: ChargingProfileTemplate, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO charging_profile_templates (name, template, created_at, updated_at) VALUES ($1, $2, $3, $4)
            ON CONFLICT (name) DO UPDATE SET template = excluded.template, updated_at = excluded.updated_at
            """,
            [
                .text(template.name), SQLValue(utf8: try PayloadEncoder.encode(template.values)),
                .integer(template.createdAt.milliseconds), .integer(template.updatedAt.milliseconds),
            ])
    }

    static func find(_ name: String, in connection: any SQLConnection) throws -> ChargingProfileTemplate? {
        try connection.row("SELECT * FROM charging_profile_templates WHERE name = $1", [.text(name)]).map(template)
    }

    /// In the order of their names.
    static func list(after name: String?, limit: Int, in connection: any SQLConnection) throws -> [ChargingProfileTemplate] {
        try connection.rows(
            "SELECT * FROM charging_profile_templates WHERE name > $1 ORDER BY name LIMIT $2",
            [.text(name ?? ""), .integer(Int64(limit))]
        ).map(template)
    }

    /// false when there was none.
    static func delete(_ name: String, in connection: any SQLConnection) throws -> Bool {
        try connection.execute("DELETE FROM charging_profile_templates WHERE name = $1", [.text(name)]) > 0
    }

    private static func template(_ row: SQLRow) throws -> ChargingProfileTemplate {
        let values = try PayloadDecoder.decode(
            ChargingProfileTemplateValues.self, from: try JSONNode.parse(try row.bytes("template")))
        return ChargingProfileTemplate(
            name: try row.text("name"), values: values, createdAt: try row.timestamp("created_at"),
            updatedAt: try row.timestamp("updated_at"))
    }
}

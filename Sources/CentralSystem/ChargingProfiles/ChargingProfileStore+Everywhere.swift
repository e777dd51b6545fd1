import OCPPJ
import Persistence

/// Charging profiles of all charge points.
extension ChargingProfileStore {
    static let everywhereMigrations = [
        Migration(535, "charging profiles of all charge points") { _ in
            [
                "CREATE INDEX charging_profiles_installed ON charging_profiles (id) WHERE state = 'installed'",
                """
                CREATE INDEX charging_profiles_installed_by_template ON charging_profiles (template_name, id)
                    WHERE state = 'installed'
                """,
            ]
        }
    ]

    /// Those that charge points have, newest first.
    static func installed(
        template: String?, before id: Int64?, limit: Int, in connection: any SQLConnection
    ) throws -> [ChargingProfileRecord] {
        var arguments: [SQLValue] = [.integer(id ?? Int64.max), .integer(Int64(limit))]
        var condition = ""
        if let template {
            arguments.append(.text(template))
            condition = "AND p.template_name = $3"
        }
        return try connection.rows(
            "\(select) WHERE p.state = 'installed' AND p.id < $1 \(condition) ORDER BY p.id DESC LIMIT $2", arguments
        ).map(record)
    }

    /// How many charge points have a profile that was made of a template; no more than `bound` are counted.
    static func countInstalled(template: String, upTo bound: Int, in connection: any SQLConnection) throws -> Int {
        try connection.row(
            """
            SELECT count(*) AS count FROM (
                SELECT 1 AS one FROM charging_profiles WHERE state = 'installed' AND template_name = $1 LIMIT $2) AS found
            """,
            [.text(template), .integer(Int64(bound))])?.int("count") ?? 0
    }
}

import OCPPJ
import Persistence

/// The security profiles in the table of charge points.
enum SecurityProfileStore {
    static let migrations = [
        Migration(540, "charge points by registration and by the profile of their connection") { _ in
            [
                """
                CREATE INDEX charge_points_by_registration ON charge_points (registration_status, id) WHERE deleted_at IS NULL
                """,
                """
                CREATE INDEX charge_points_by_profile ON charge_points (is_connected, connection_security_profile)
                    WHERE deleted_at IS NULL
                """,
            ]
        }
    ]

    /// How many of the charge points that are connected use which profile.
    static func counts(in connection: any SQLConnection) throws -> [SecurityProfile: Int] {
        var counts: [SecurityProfile: Int] = [:]
        for row in try connection.rows(
            """
            SELECT connection_security_profile AS profile, count(*) AS count FROM charge_points
            WHERE deleted_at IS NULL AND is_connected = 1 AND connection_security_profile IS NOT NULL
            GROUP BY connection_security_profile
            """
        ) {
            guard let profile = SecurityProfile(rawValue: try row.int("profile")) else { continue }
            counts[profile] = try row.int("count")
        }
        return counts
    }

    /// A higher profile was sent and may come into force: a connection that uses it confirms it.
    static func await(_ profile: SecurityProfile, chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            UPDATE charge_points SET pending_security_profile = $2
            WHERE key = $1 AND $2 > coalesce(security_profile, 0)
            """,
            [.integer(chargePointKey), SQLValue(profile.rawValue)])
    }

    /// The charge point uses this profile from now on. One that is not higher changes nothing.
    static func raise(
        to profile: SecurityProfile, chargePointKey: Int64, at time: Timestamp, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            UPDATE charge_points SET security_profile = $2, pending_security_profile = NULL, updated_at = $3
            WHERE key = $1 AND $2 > coalesce(security_profile, 0)
            """,
            [.integer(chargePointKey), SQLValue(profile.rawValue), .integer(time.milliseconds)])
    }

    /// The charge point refused this profile.
    static func giveUp(_ profile: SecurityProfile, chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            UPDATE charge_points SET pending_security_profile = NULL WHERE key = $1 AND pending_security_profile = $2
            """,
            [.integer(chargePointKey), SQLValue(profile.rawValue)])
    }
}

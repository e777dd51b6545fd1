import OCPPJ
import Persistence

/// The security profiles in the table of charge points.
enum SecurityProfileStore {
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

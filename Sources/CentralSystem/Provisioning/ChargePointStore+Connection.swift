import OCPPJ
import Persistence

/// What happened on a charge point's connections since the last flush.
struct ConnectionChanges: Sendable {
    /// The connection's beginning; nil when it was written before.
    var opened: ConnectionRecord?
    /// The connection's end; nil while it is open.
    var closed: Ended?
    var lastSeen: Timestamp?
    /// The charge point's clock minus ours, in milliseconds.
    var clockOffset: Int64?
    /// Whose connection it is, where it was opened or closed.
    var identity: String?

    struct Ended: Sendable {
        var at: Timestamp
        var reason: String
    }

    /// Takes over what is not known here yet.
    mutating func merge(older: ConnectionChanges) {
        // An end belongs to the beginning that it stands with; a newer beginning makes it void.
        if opened == nil {
            opened = older.opened
            closed = closed ?? older.closed
        }
        lastSeen = [lastSeen, older.lastSeen].compactMap { $0 }.max()
        clockOffset = clockOffset ?? older.clockOffset
        identity = identity ?? older.identity
    }

    func merged(older: ConnectionChanges) -> ConnectionChanges {
        var changes = self
        changes.merge(older: older)
        return changes
    }
}

extension ChargePointStore {
    /// Ends the connections that were open when the program last stopped without closing them.
    static func endForgottenConnections(in connection: any SQLConnection) throws {
        try connection.execute(
            """
            UPDATE charge_points SET disconnected_at = coalesce(last_seen_at, connected_at),
                disconnect_reason = 'the server stopped without closing the connection'
            WHERE connected_at IS NOT NULL AND disconnected_at IS NULL
            """)
        try connection.execute("UPDATE charge_points SET is_connected = 0 WHERE is_connected = 1")
    }

    static func record(_ changes: ConnectionChanges, key: Int64, in connection: any SQLConnection) throws {
        let seen = SQLValue(changes.lastSeen?.milliseconds)
        let offset = SQLValue(changes.clockOffset)
        if let opened = changes.opened {
            try connection.execute(
                """
                UPDATE charge_points SET connected_at = $2, remote_address = $3, subprotocol = $4, disconnected_at = $5,
                    disconnect_reason = $6, last_seen_at = coalesce($7, last_seen_at), clock_offset = coalesce($8, clock_offset),
                    connection_security_profile = $9, tls_version = $10, is_connected = $11
                WHERE key = $1
                """,
                [
                    .integer(key), .integer(opened.connectedAt.milliseconds), .text(opened.remoteAddress),
                    SQLValue(opened.subprotocol), SQLValue(changes.closed?.at.milliseconds), SQLValue(changes.closed?.reason),
                    seen, offset, SQLValue(opened.security?.profile.rawValue), SQLValue(opened.security?.tlsVersion),
                    .integer(changes.closed == nil ? 1 : 0),
                ])
        } else if let closed = changes.closed {
            try connection.execute(
                """
                UPDATE charge_points SET disconnected_at = $2, disconnect_reason = $3, is_connected = 0,
                    last_seen_at = coalesce($4, last_seen_at), clock_offset = coalesce($5, clock_offset)
                WHERE key = $1
                """,
                [.integer(key), .integer(closed.at.milliseconds), .text(closed.reason), seen, offset])
        } else {
            try connection.execute(
                """
                UPDATE charge_points SET last_seen_at = coalesce($2, last_seen_at), clock_offset = coalesce($3, clock_offset)
                WHERE key = $1
                """,
                [.integer(key), seen, offset])
        }
    }
}

import OCPPJ
import Persistence

extension SecurityEventStore {
    /// Writing takes a moment and clocks are set now and then, so an event's place may differ from its time by as much as this.
    private static let disorderSeconds = 60

    static func find(_ id: Int64, in connection: any SQLConnection) throws -> SecurityEvent? {
        try connection.row("\(select) WHERE e.id = $1", [.integer(id)]).map(event)
    }

    /// Events of one charge point, newest first.
    static func list(
        chargePointKey: Int64, before id: Int64?, limit: Int, in connection: any SQLConnection
    ) throws -> [SecurityEvent] {
        try list(SecurityEventFilter(), chargePointKey: chargePointKey, before: id, limit: limit, in: connection)
    }

    /// Events that match, newest first.
    ///
    /// Every condition that leaves few events has an index that begins with it and goes on with the id, so that a page is read from its
    /// end on, however many events there are. The conditions stand in the text, because only then a partial index serves.
    static func list(
        _ filter: SecurityEventFilter, chargePointKey: Int64?, before id: Int64?, limit: Int, in connection: any SQLConnection
    ) throws -> [SecurityEvent] {
        var conditions: [String] = []
        var arguments: [SQLValue] = [.integer(Int64(limit))]
        func condition(_ sql: String, _ value: SQLValue) {
            arguments.append(value)
            conditions.append("\(sql) $\(arguments.count)")
        }
        condition("e.id <", .integer(try end(filter, before: id, in: connection)))
        if let from = filter.from {
            condition("e.id >=", .integer(try firstID(at: from.advanced(bySeconds: -disorderSeconds), in: connection) ?? .max))
            condition("e.received_at >=", .integer(from.milliseconds))
        }
        if let to = filter.to { condition("e.received_at <", .integer(to.milliseconds)) }
        if let chargePointKey { condition("e.charge_point_key =", .integer(chargePointKey)) }
        if let type = filter.type {
            // A charge point has few rows: its index is the one to use.
            condition(chargePointKey == nil ? "e.type_key =" : "(e.type_key || '') =", .text(SecurityEventType(type).key))
        }
        if let isCritical = filter.isCritical { conditions.append("e.is_critical = \(isCritical ? 1 : 0)") }
        if filter.isAlarming { conditions.append(SecurityEventStore.alarming) }
        if let isAcknowledged = filter.isAcknowledged {
            conditions.append("e.acknowledged_at IS \(isAcknowledged ? "NOT " : "")NULL")
        }
        if let source = filter.source {
            conditions.append("e.event_at_received IS \(source == .chargePoint ? "NOT " : "")NULL")
        }
        if let search = filter.search {
            arguments.append(.text(pattern(search)))
            conditions.append("lower(e.tech_info) LIKE $\(arguments.count) ESCAPE '\\'")
        }
        return try connection.rows(
            "\(select) WHERE \(conditions.joined(separator: " AND ")) ORDER BY e.id DESC LIMIT $1", arguments
        ).map(event)
    }

    /// The id before which the events that are asked for stand.
    private static func end(_ filter: SecurityEventFilter, before id: Int64?, in connection: any SQLConnection) throws -> Int64 {
        guard let to = filter.to, let last = try firstID(at: to.advanced(bySeconds: disorderSeconds), in: connection) else {
            return id ?? .max
        }
        return min(id ?? .max, last)
    }

    /// The id of the first event that was received at a moment or later; nil when none was. Found by the index of times.
    private static func firstID(at time: Timestamp, in connection: any SQLConnection) throws -> Int64? {
        try connection.row(
            "SELECT id FROM security_events WHERE received_at >= $1 ORDER BY received_at, id LIMIT 1",
            [.integer(time.milliseconds)])?.int64("id")
    }

    /// Any text with this part in it; what LIKE takes for a sign is only itself.
    private static func pattern(_ part: String) -> String {
        let signs: Set<Character> = ["\\", "%", "_"]
        var pattern = "%"
        for character in part {
            if signs.contains(character) { pattern.append("\\") }
            // Letters beyond ASCII keep their case, as they do in `lower` of SQLite.
            pattern += character.isASCII ? character.lowercased() : String(character)
        }
        return pattern + "%"
    }

    private static let select = """
        SELECT e.*, c.id AS charge_point_id FROM security_events e JOIN charge_points c ON c.key = e.charge_point_key
        """

    private static func event(_ row: SQLRow) throws -> SecurityEvent {
        SecurityEvent(
            id: try row.int64("id"), chargePointId: try row.text("charge_point_id"), type: try row.text("type"),
            timestamp: try row.timestampIfPresent("event_at"), timestampReceived: try row.textIfPresent("event_at_received"),
            techInfo: try row.textIfPresent("tech_info"), receivedAt: try row.timestamp("received_at"),
            acknowledgement: try acknowledgement(row))
    }

    private static func acknowledgement(_ row: SQLRow) throws -> SecurityEvent.Acknowledgement? {
        guard let time = try row.timestampIfPresent("acknowledged_at") else { return nil }
        return SecurityEvent.Acknowledgement(
            time: time, operatorName: try row.textIfPresent("acknowledged_by") ?? "",
            note: try row.textIfPresent("acknowledgement_note"))
    }
}

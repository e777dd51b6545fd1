import OCPP16
import OCPPJ
import Persistence

extension ChargePointStore {
    /// Where a part of a list ended: the value that it is ordered by, and the id that tells equal ones apart.
    struct Position: Hashable, Sendable {
        var value: SQLValue
        var id: String
    }

    /// Charge points in the order that is asked for. Conditions that nobody asked for are left out, because with them no index would
    /// be used; there are few combinations, so the statements can still be kept prepared.
    static func browse(
        _ browsing: ChargePointBrowsing, after position: Position?, limit: Int, in connection: any SQLConnection
    ) throws -> [ChargePoint] {
        var conditions = ["deleted_at IS NULL"]
        var arguments: [SQLValue] = []
        func add(_ value: SQLValue) -> String {
            arguments.append(value)
            return "$\(arguments.count)"
        }
        if let state = browsing.state { conditions += stateConditions(state, add) }
        if let connected = browsing.filter.connected { conditions.append("is_connected = \(connected ? 1 : 0)") }
        if let status = browsing.filter.registrationStatus {
            conditions.append("registration_status = \(add(.text(status.rawValue)))")
        }
        if let group = browsing.filter.group { conditions.append("charge_group = \(add(.text(group)))") }
        if let silentSince = browsing.silentSince { conditions.append("last_seen_at < \(add(.integer(silentSince.milliseconds)))") }
        if let search = browsing.filter.search {
            let pattern = add(.text(pattern(search)))
            let columns = ["id", "vendor", "model", "serial_number", "note"]
            conditions.append("(\(columns.map { "lower(\($0)) LIKE \(pattern) ESCAPE '\\'" }.joined(separator: " OR ")))")
        }
        let column = column(browsing.order.key)
        let direction = browsing.order.isDescending ? "DESC" : "ASC"
        if let position {
            let sign = browsing.order.isDescending ? "<" : ">"
            conditions.append(
                column == "id" ? "id \(sign) \(add(.text(position.id)))"
                    : "(\(column), id) \(sign) (\(add(position.value)), \(add(.text(position.id))))")
        }
        let order = column == "id" ? "id \(direction)" : "\(column) \(direction), id \(direction)"
        let sql = "SELECT * FROM charge_points WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(order) LIMIT \(add(.integer(Int64(limit))))"
        return try connection.rows(sql, arguments).map(chargePoint)
    }

    private static func stateConditions(_ state: ChargePointState, _ add: (SQLValue) -> String) -> [String] {
        switch state {
        case .offline: ["is_connected = 0"]
        case .unavailable: ["is_connected = 1", "(state IS NULL OR state = \(add(.text(state.rawValue))))"]
        case .faulted, .charging, .occupied, .available: ["is_connected = 1", "state = \(add(.text(state.rawValue)))"]
        }
    }

    private static func column(_ key: ChargePointOrder.Key) -> String {
        switch key {
        case .id: "id"
        case .lastSeen: "coalesce(last_seen_at, 0)"
        case .vendor: "coalesce(vendor, '')"
        case .firmware: "coalesce(firmware_version, '')"
        case .group: "coalesce(charge_group, '')"
        }
    }

    /// Where a list goes on after this charge point.
    static func position(of chargePoint: ChargePoint, _ key: ChargePointOrder.Key) -> Position {
        let value: SQLValue =
            switch key {
            case .id: .text(chargePoint.id)
            case .lastSeen: .integer(chargePoint.lastSeenAt?.milliseconds ?? 0)
            case .vendor: .text(chargePoint.bootNotification?.chargePointVendor ?? "")
            case .firmware: .text(chargePoint.bootNotification?.firmwareVersion ?? "")
            case .group: .text(chargePoint.group ?? "")
            }
        return Position(value: value, id: chargePoint.id)
    }
}

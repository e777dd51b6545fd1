import OCPP16
import OCPPJ
package import Persistence

/// The table of reservations. A row is live while `ended_at` is null.
package struct ReservationStore {
    package static let migrations = [
        Migration(140, "reservations") { dialect in
            [
                """
                CREATE TABLE reservations (
                    id \(dialect.identityColumn),
                    charge_point_key BIGINT NOT NULL,
                    reservation_id BIGINT NOT NULL,
                    connector_id INTEGER NOT NULL,
                    id_tag_key TEXT NOT NULL,
                    id_tag TEXT NOT NULL,
                    parent_id_tag TEXT,
                    expiry_date BIGINT NOT NULL,
                    state TEXT NOT NULL,
                    requested_at BIGINT NOT NULL,
                    requested_by TEXT NOT NULL,
                    command_id BIGINT NOT NULL,
                    answer TEXT,
                    answered_at BIGINT,
                    explanation TEXT,
                    ended_at BIGINT,
                    transaction_id BIGINT,
                    replaced_by BIGINT,
                    cancel_command_id BIGINT,
                    cancel_requested_at BIGINT,
                    cancel_requested_by TEXT,
                    cancel_outcome TEXT,
                    cancel_explanation TEXT,
                    cancel_concluded_at BIGINT,
                    seen_reserved INTEGER NOT NULL DEFAULT 0,
                    overtaking_state TEXT,
                    overtaking_at BIGINT,
                    overtaking_transaction_id BIGINT,
                    overtaking_explanation TEXT,
                    warnings TEXT,
                    flags TEXT
                )
                """,
                "CREATE INDEX reservations_by_number ON reservations (charge_point_key, reservation_id, id)",
                "CREATE INDEX reservations_by_command ON reservations (command_id)",
                "CREATE INDEX reservations_by_id_tag ON reservations (id_tag_key, id)",
                "CREATE INDEX reservations_live ON reservations (charge_point_key, id) WHERE ended_at IS NULL",
                "CREATE INDEX reservations_due ON reservations (expiry_date) WHERE ended_at IS NULL",
            ]
        },
        Migration(141, "reservation ids") { _ in
            [
                """
                CREATE TABLE reservation_ids (
                    charge_point_key BIGINT NOT NULL PRIMARY KEY,
                    last_id BIGINT NOT NULL
                )
                """
            ]
        },
        Migration(142, "reservations by charge point and by state") { _ in
            [
                "CREATE INDEX reservations_by_charge_point ON reservations (charge_point_key, id)",
                "CREATE INDEX reservations_by_state ON reservations (state, id)",
            ]
        },
    ]

    /// How many reservations of a charge point are kept.
    static let kept = 1000

    static let select = """
        SELECT r.*, c.id AS charge_point_id FROM reservations r JOIN charge_points c ON c.key = r.charge_point_key
        """

    static func find(_ id: Int64, in connection: any SQLConnection) throws -> Reservation? {
        try connection.row("\(select) WHERE r.id = $1", [.integer(id)]).map(reservation)
    }

    /// The reservation that a ReserveNow asked for.
    static func find(command: Int64, in connection: any SQLConnection) throws -> Reservation? {
        try connection.row("\(select) WHERE r.command_id = $1", [.integer(command)]).map(reservation)
    }

    /// What a charge point was asked for under one reservationId, newest first.
    static func list(
        chargePointKey: Int64, reservationId: Int, limit: Int = kept, in connection: any SQLConnection
    ) throws -> [Reservation] {
        try connection.rows(
            "\(select) WHERE r.charge_point_key = $1 AND r.reservation_id = $2 ORDER BY r.id DESC LIMIT $3",
            [.integer(chargePointKey), .integer(Int64(reservationId)), .integer(Int64(limit))]
        ).map(reservation)
    }

    /// The requested and active reservations of a charge point, oldest first; among them those whose time has passed and that
    /// nobody has ended yet.
    static func live(chargePointKey: Int64, in connection: any SQLConnection) throws -> [Reservation] {
        try connection.rows(
            "\(select) WHERE r.charge_point_key = $1 AND r.ended_at IS NULL ORDER BY r.id", [.integer(chargePointKey)]
        ).map(reservation)
    }

    /// Some of the active reservations whose time has passed.
    static func due(at moment: Timestamp, limit: Int, in connection: any SQLConnection) throws -> [Reservation] {
        try connection.rows(
            """
            \(select) WHERE r.ended_at IS NULL AND r.expiry_date <= $1 AND r.state = 'active'
            ORDER BY r.expiry_date LIMIT $2
            """,
            [.integer(moment.milliseconds), .integer(Int64(limit))]
        ).map(reservation)
    }

    /// Newest first, by the state that is recorded.
    static func list(
        _ filter: ReservationFilter, before: Int64?, limit: Int, in connection: any SQLConnection
    ) throws -> [Reservation] {
        var conditions: [String] = []
        var arguments: [SQLValue] = []
        func add(_ condition: (String) -> String, _ value: SQLValue?) {
            guard let value else { return }
            arguments.append(value)
            conditions.append(condition("$\(arguments.count)"))
        }
        add({ "r.charge_point_key = (SELECT key FROM charge_points WHERE id = \($0))" }, filter.chargePointID.map { .text($0) })
        add({ "r.connector_id = \($0)" }, filter.connectorId.map { .integer(Int64($0)) })
        add({ "r.id_tag_key = \($0)" }, filter.idTag.map { .text($0.lowercased()) })
        add({ "r.reservation_id = \($0)" }, filter.reservationId.map { .integer(Int64($0)) })
        add({ "r.state = \($0)" }, filter.state.map { .text($0.rawValue) })
        add({ "r.id < \($0)" }, before.map { .integer($0) })
        arguments.append(.integer(Int64(limit)))
        let condition = conditions.isEmpty ? "" : "WHERE \(conditions.joined(separator: " AND ")) "
        return try connection.rows("\(select) \(condition)ORDER BY r.id DESC LIMIT $\(arguments.count)", arguments)
            .map(reservation)
    }

    /// Forgets the live reservations of a charge point; those that have ended stay, as its transactions do.
    static func removeLive(chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            "DELETE FROM reservations WHERE charge_point_key = $1 AND ended_at IS NULL", [.integer(chargePointKey)])
    }

    /// Takes a reservationId that the charge point was never asked for.
    static func takeReservationId(chargePointKey: Int64, in connection: any SQLConnection) throws -> Int {
        let greatest = Int64(Int32.max)
        let row = try connection.row(
            """
            INSERT INTO reservation_ids (charge_point_key, last_id)
            SELECT $1, COALESCE(MAX(reservation_id), 0) + 1 FROM reservations
            WHERE charge_point_key = $1 AND reservation_id > 0
            ON CONFLICT (charge_point_key) DO UPDATE SET
                last_id = CASE WHEN excluded.last_id > reservation_ids.last_id THEN excluded.last_id
                    ELSE reservation_ids.last_id + 1 END
            RETURNING last_id
            """, [.integer(chargePointKey)])
        guard let id = try row?.int64("last_id") else { throw DatabaseError(.other, "the new reservationId did not come back") }
        guard id > greatest else { return Int(id) }
        // Somebody used the greatest number there is: the smallest that is free will do.
        let free = try connection.row(
            """
            SELECT MIN(candidate) AS id FROM (
                SELECT 1 AS candidate
                UNION ALL SELECT reservation_id + 1 FROM reservations WHERE charge_point_key = $1 AND reservation_id BETWEEN 1 AND $2
            ) AS candidates
            WHERE NOT EXISTS (SELECT 1 FROM reservations WHERE charge_point_key = $1 AND reservation_id = candidate)
            """, [.integer(chargePointKey), .integer(greatest - 1)])
        let smallest = try free?.int64IfPresent("id") ?? 1
        try connection.execute(
            "UPDATE reservation_ids SET last_id = $2 WHERE charge_point_key = $1", [.integer(chargePointKey), .integer(greatest)])
        return Int(smallest)
    }
}

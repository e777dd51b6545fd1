import OCPP16
import OCPPJ
import Persistence

/// The tables of what charge points were asked about availability and locks: the last of each connector.
struct AvailabilityStore {
    static let migrations = [
        Migration(11, "availability of connectors") { _ in
            [
                """
                CREATE TABLE connector_availabilities (
                    charge_point_key BIGINT NOT NULL,
                    connector_id BIGINT NOT NULL,
                    type TEXT NOT NULL,
                    state TEXT NOT NULL,
                    requested_at BIGINT NOT NULL,
                    requested_by TEXT NOT NULL,
                    command_id BIGINT NOT NULL,
                    answered_at BIGINT,
                    fulfilled_at BIGINT,
                    in_force TEXT,
                    text TEXT,
                    PRIMARY KEY (charge_point_key, connector_id)
                )
                """,
                """
                CREATE TABLE connector_unlocks (
                    charge_point_key BIGINT NOT NULL,
                    connector_id BIGINT NOT NULL,
                    command_id BIGINT NOT NULL,
                    outcome TEXT NOT NULL,
                    status TEXT,
                    requested_at BIGINT NOT NULL,
                    answered_at BIGINT,
                    text TEXT,
                    PRIMARY KEY (charge_point_key, connector_id)
                )
                """,
            ]
        }
    ]

    /// A new request takes the place of the last; what is in force stays.
    static func request(
        _ type: AvailabilityType, connectorId: Int, _ command: CommandReference, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            INSERT INTO connector_availabilities (charge_point_key, connector_id, type, state, requested_at, requested_by,
                command_id)
            VALUES ($1, $2, $3, 'Requested', $4, $5, $6)
            ON CONFLICT (charge_point_key, connector_id) DO UPDATE SET type = excluded.type, state = excluded.state,
                requested_at = excluded.requested_at, requested_by = excluded.requested_by, command_id = excluded.command_id,
                answered_at = NULL, fulfilled_at = NULL, text = NULL
            """,
            [
                .integer(command.chargePoint.key), .integer(Int64(connectorId)), .text(type.rawValue),
                .integer(command.requestedAt.milliseconds), .text(command.requestedBy), .integer(command.id),
            ])
    }

    static func save(_ availability: ConnectorAvailability, chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            UPDATE connector_availabilities SET state = $3, answered_at = $4, fulfilled_at = $5, in_force = $6, text = $7
            WHERE charge_point_key = $1 AND connector_id = $2
            """,
            [
                .integer(chargePointKey), .integer(Int64(availability.connectorId)), .text(availability.state.rawValue),
                SQLValue(availability.answeredAt?.milliseconds), SQLValue(availability.fulfilledAt?.milliseconds),
                SQLValue(availability.inForce?.rawValue), SQLValue(availability.text),
            ])
    }

    static func find(
        chargePointKey: Int64, connectorId: Int, in connection: any SQLConnection
    ) throws -> ConnectorAvailability? {
        try connection.row(
            "SELECT * FROM connector_availabilities WHERE charge_point_key = $1 AND connector_id = $2",
            [.integer(chargePointKey), .integer(Int64(connectorId))]
        ).flatMap(availability)
    }

    /// The changes of a connector and of the whole charge point that are asked for and not made yet.
    static func awaited(
        chargePointKey: Int64, connectorId: Int, in connection: any SQLConnection
    ) throws -> [ConnectorAvailability] {
        try connection.rows(
            """
            SELECT * FROM connector_availabilities WHERE charge_point_key = $1 AND connector_id IN (0, $2)
                AND state IN ('Requested', 'Scheduled') AND fulfilled_at IS NULL
            """,
            [.integer(chargePointKey), .integer(Int64(connectorId))]
        ).compactMap(availability)
    }

    static func list(chargePointKey: Int64, in connection: any SQLConnection) throws -> [ConnectorAvailability] {
        try connection.rows(
            "SELECT * FROM connector_availabilities WHERE charge_point_key = $1 ORDER BY connector_id",
            [.integer(chargePointKey)]
        ).compactMap(availability)
    }

    static func save(_ unlock: ConnectorUnlock, chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            INSERT INTO connector_unlocks (charge_point_key, connector_id, command_id, outcome, status, requested_at,
                answered_at, text)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
            ON CONFLICT (charge_point_key, connector_id) DO UPDATE SET command_id = excluded.command_id,
                outcome = excluded.outcome, status = excluded.status, requested_at = excluded.requested_at,
                answered_at = excluded.answered_at, text = excluded.text
            WHERE connector_unlocks.command_id <= excluded.command_id
            """,
            [
                .integer(chargePointKey), .integer(Int64(unlock.connectorId)), .integer(unlock.commandId),
                .text(unlock.outcome.rawValue), SQLValue(unlock.status?.rawValue),
                .integer(unlock.requestedAt.milliseconds), SQLValue(unlock.answeredAt?.milliseconds), SQLValue(unlock.text),
            ])
    }

    static func unlocks(chargePointKey: Int64, in connection: any SQLConnection) throws -> [ConnectorUnlock] {
        try connection.rows(
            "SELECT * FROM connector_unlocks WHERE charge_point_key = $1 ORDER BY connector_id", [.integer(chargePointKey)]
        ).map { row in
            ConnectorUnlock(
                connectorId: try row.int("connector_id"), commandId: try row.int64("command_id"),
                outcome: CommandOutcome(rawValue: try row.text("outcome")) ?? .interrupted,
                status: try row.textIfPresent("status").flatMap { UnlockStatus(rawValue: $0) },
                requestedAt: try row.timestamp("requested_at"), answeredAt: try row.timestampIfPresent("answered_at"),
                text: try row.textIfPresent("text"))
        }
    }

    static func removeAll(chargePointKey: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            "DELETE FROM connector_availabilities WHERE charge_point_key = $1", [.integer(chargePointKey)])
        try connection.execute("DELETE FROM connector_unlocks WHERE charge_point_key = $1", [.integer(chargePointKey)])
    }

    private static func availability(_ row: SQLRow) throws -> ConnectorAvailability? {
        guard let type = AvailabilityType(rawValue: try row.text("type")),
            let state = AvailabilityState(rawValue: try row.text("state"))
        else { return nil }
        return ConnectorAvailability(
            connectorId: try row.int("connector_id"), type: type, state: state, requestedAt: try row.timestamp("requested_at"),
            requestedBy: try row.text("requested_by"), commandId: try row.int64("command_id"),
            answeredAt: try row.timestampIfPresent("answered_at"), fulfilledAt: try row.timestampIfPresent("fulfilled_at"),
            inForce: try row.textIfPresent("in_force").flatMap { AvailabilityType(rawValue: $0) },
            text: try row.textIfPresent("text"))
    }
}

import OCPPJ
import Persistence

/// The table of the charge points of firmware campaigns.
enum FirmwareCampaignTargetStore {
    static let migrations = [
        Migration(74, "charge points of firmware campaigns") { _ in
            [
                """
                CREATE TABLE firmware_campaign_targets (
                    campaign_id BIGINT NOT NULL,
                    number BIGINT NOT NULL,
                    charge_point_key BIGINT,
                    charge_point_id TEXT NOT NULL,
                    state TEXT NOT NULL,
                    update_id BIGINT,
                    attempts INTEGER NOT NULL DEFAULT 0,
                    explanation TEXT,
                    not_before BIGINT,
                    finished_at BIGINT,
                    PRIMARY KEY (campaign_id, number),
                    UNIQUE (campaign_id, charge_point_id)
                )
                """,
                "CREATE INDEX firmware_campaign_targets_by_state ON firmware_campaign_targets (campaign_id, state, number)",
                """
                CREATE INDEX firmware_campaign_targets_waiting ON firmware_campaign_targets (charge_point_key)
                    WHERE state = 'waiting'
                """,
            ]
        },
        Migration(75, "indexes for large firmware campaigns and long histories") { _ in
            [
                """
                CREATE INDEX firmware_campaign_targets_by_update ON firmware_campaign_targets (update_id)
                    WHERE update_id IS NOT NULL
                """,
                """
                CREATE INDEX firmware_campaign_targets_by_end ON firmware_campaign_targets (campaign_id, state, finished_at)
                    WHERE finished_at IS NOT NULL
                """,
                """
                CREATE INDEX firmware_updates_by_campaign ON firmware_updates (campaign_id, updated_at)
                    WHERE campaign_id IS NOT NULL
                """,
                "CREATE INDEX firmware_updates_by_state ON firmware_updates (state, id)",
            ]
        },
    ]

    /// Rows changed in one write, so that no message waits long behind them.
    static let chunk = 1000
    /// How long a charge point is left alone after UpdateFirmware could not be sent.
    static let pauseSeconds = 30

    /// Writes a part of a campaign's charge points down; one that stands there already is passed over.
    static func insert(
        _ targets: [TargetPage.Target], of campaign: Int64, at time: Timestamp, in connection: any SQLConnection
    ) throws {
        var number = try count(campaign, in: connection)
        for target in targets {
            let state: FirmwareCampaignTarget.State = target.chargePoint == nil ? .unknownChargePoint : .waiting
            number += Int64(
                try connection.execute(
                    """
                    INSERT INTO firmware_campaign_targets (campaign_id, number, charge_point_key, charge_point_id, state,
                        finished_at)
                    VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING
                    """,
                    [
                        .integer(campaign), .integer(number + 1), SQLValue(target.chargePoint?.key), .text(target.id),
                        .text(state.rawValue), SQLValue(state.isFinal ? time.milliseconds : nil),
                    ]))
        }
    }

    /// How many charge points are written down.
    static func count(_ campaign: Int64, in connection: any SQLConnection) throws -> Int64 {
        try connection.row(
            "SELECT coalesce(max(number), 0) AS count FROM firmware_campaign_targets WHERE campaign_id = $1",
            [.integer(campaign)])?.int64("count") ?? 0
    }

    /// UpdateFirmware is being sent to a charge point.
    static func begin(_ number: Int64, of campaign: Int64, update: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            UPDATE firmware_campaign_targets SET state = 'updating', update_id = $3, attempts = attempts + 1,
                explanation = NULL, finished_at = NULL
            WHERE campaign_id = $1 AND number = $2
            """,
            [.integer(campaign), .integer(number), .integer(update)])
    }

    /// Gives a charge point another state. One that waits again is left alone for a while.
    static func set(
        _ number: Int64, of campaign: Int64, _ state: FirmwareCampaignTarget.State, _ explanation: String?,
        at time: Timestamp, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            UPDATE firmware_campaign_targets SET state = $3, explanation = $4, finished_at = $5, not_before = $6
            WHERE campaign_id = $1 AND number = $2
            """,
            [
                .integer(campaign), .integer(number), .text(state.rawValue), SQLValue(explanation),
                SQLValue(state.isFinal ? time.milliseconds : nil),
                SQLValue(state == .waiting ? time.advanced(bySeconds: pauseSeconds).milliseconds : nil),
            ])
    }

    /// Gives charge points that still wait their result, a chunk at a time.
    ///
    /// - Returns: whether there may be more.
    static func settleWaiting(
        of campaign: Int64, numbers: ClosedRange<Int64>, as state: FirmwareCampaignTarget.State, _ explanation: String,
        at time: Timestamp, in connection: any SQLConnection
    ) throws -> Bool {
        try connection.execute(
            """
            UPDATE firmware_campaign_targets SET state = $4, explanation = coalesce(explanation, $5), finished_at = $6
            WHERE campaign_id = $1 AND number IN
                (SELECT number FROM firmware_campaign_targets
                    WHERE campaign_id = $1 AND state = 'waiting' AND number BETWEEN $2 AND $3 ORDER BY number LIMIT $7)
            """,
            [
                .integer(campaign), .integer(numbers.lowerBound), .integer(numbers.upperBound), .text(state.rawValue),
                .text(explanation), .integer(time.milliseconds), .integer(Int64(chunk)),
            ]) == chunk
    }

    /// A charge point was removed: nobody waits for it any longer.
    static func forget(chargePointKey: Int64, at time: Timestamp, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            UPDATE firmware_campaign_targets SET state = 'cancelled', explanation = 'the charge point was removed',
                finished_at = $2
            WHERE charge_point_key = $1 AND state = 'waiting'
            """,
            [.integer(chargePointKey), .integer(time.milliseconds)])
    }
}

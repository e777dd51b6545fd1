import OCPPJ
import Persistence

extension FirmwareCampaignTargetStore {
    /// The charge points of a campaign, by number.
    static func list(
        _ campaign: Int64, state: FirmwareCampaignTarget.State?, after number: Int64, limit: Int,
        in connection: any SQLConnection
    ) throws -> [FirmwareCampaignTarget] {
        let inState = state.map { "AND state = '\($0.rawValue)'" } ?? ""
        return try connection.rows(
            """
            SELECT * FROM firmware_campaign_targets
            WHERE campaign_id = $1 \(inState) AND number > $2 ORDER BY number LIMIT $3
            """,
            [.integer(campaign), .integer(number), .integer(Int64(limit))]
        ).map(target)
    }

    /// Charge points of a wave that may be updated now, by number, with the firmware version that each reported last.
    ///
    /// - Parameter number: only those behind it.
    static func waiting(
        _ campaign: Int64, numbers: ClosedRange<Int64>, after number: Int64, at now: Timestamp, limit: Int,
        in connection: any SQLConnection
    ) throws -> [(target: FirmwareCampaignTarget, reportedVersion: String?)] {
        try connection.rows(
            """
            SELECT t.*, c.firmware_version FROM firmware_campaign_targets t JOIN charge_points c ON c.key = t.charge_point_key
            WHERE t.campaign_id = $1 AND t.state = 'waiting' AND t.number BETWEEN $2 AND $3
                AND (t.not_before IS NULL OR t.not_before <= $4)
            ORDER BY t.number LIMIT $5
            """,
            [
                .integer(campaign), .integer(max(numbers.lowerBound, number + 1)), .integer(numbers.upperBound),
                .integer(now.milliseconds), .integer(Int64(limit)),
            ]
        ).map { (try target($0), try $0.textIfPresent("firmware_version")) }
    }

    /// The numbers of those whose update is under way.
    static func updating(_ campaign: Int64, in connection: any SQLConnection) throws -> Set<Int64> {
        Set(
            try connection.rows(
                "SELECT number FROM firmware_campaign_targets WHERE campaign_id = $1 AND state = 'updating'",
                [.integer(campaign)]
            ).map { try $0.int64("number") })
    }

    /// Charge points whose update may have changed their state: those under way, and results whose update was heard of anew.
    ///
    /// - Parameter time: results whose update has not changed since are left out; nil for none.
    static func unsettled(
        _ campaign: Int64, changedAfter time: Timestamp?, in connection: any SQLConnection
    ) throws -> [FirmwareCampaignTarget] {
        try connection.rows(
            """
            SELECT * FROM firmware_campaign_targets WHERE campaign_id = $1 AND state = 'updating'
            UNION ALL
            SELECT t.* FROM firmware_updates u JOIN firmware_campaign_targets t ON t.update_id = u.id
            WHERE u.campaign_id = $1 AND u.updated_at > $2 AND t.campaign_id = $1 AND t.state IN ('failed', 'installed')
            """,
            [.integer(campaign), .integer(time?.milliseconds ?? 0)]
        ).map(target)
    }

    /// How many are in which state.
    static func counts(_ campaign: Int64, in connection: any SQLConnection) throws -> FirmwareCampaignCounts {
        try counts(
            connection.rows(
                "SELECT state, count(*) AS count FROM firmware_campaign_targets WHERE campaign_id = $1 GROUP BY state",
                [.integer(campaign)]))
    }

    /// How many updates were over after a moment, and how.
    static func results(
        _ campaign: Int64, after time: Timestamp, in connection: any SQLConnection
    ) throws -> FirmwareCampaignCounts {
        try counts(
            connection.rows(
                """
                SELECT state, count(*) AS count FROM firmware_campaign_targets
                WHERE campaign_id = $1 AND state IN ('failed', 'installed') AND finished_at > $2 GROUP BY state
                """,
                [.integer(campaign), .integer(time.milliseconds)]))
    }

    private static func counts(_ rows: [SQLRow]) throws -> FirmwareCampaignCounts {
        var states: [FirmwareCampaignTarget.State: Int] = [:]
        for row in rows {
            if let state = FirmwareCampaignTarget.State(rawValue: try row.text("state")) { states[state] = try row.int("count") }
        }
        return FirmwareCampaignCounts(states)
    }

    /// What is left to do in a wave.
    static func standing(
        _ campaign: Int64, _ numbers: ClosedRange<Int64>, in connection: any SQLConnection
    ) throws -> FirmwareCampaignWaveStanding {
        func has(_ state: FirmwareCampaignTarget.State) throws -> Bool {
            try connection.row(
                """
                SELECT 1 AS found FROM firmware_campaign_targets
                WHERE campaign_id = $1 AND state = $2 AND number BETWEEN $3 AND $4 LIMIT 1
                """,
                [
                    .integer(campaign), .text(state.rawValue), .integer(numbers.lowerBound), .integer(numbers.upperBound),
                ]) != nil
        }
        return FirmwareCampaignWaveStanding(isWaiting: try has(.waiting), isUpdating: try has(.updating))
    }

    private static func target(_ row: SQLRow) throws -> FirmwareCampaignTarget {
        FirmwareCampaignTarget(
            number: try row.int64("number"), chargePointId: try row.text("charge_point_id"),
            chargePointKey: try row.int64IfPresent("charge_point_key"),
            state: FirmwareCampaignTarget.State(rawValue: try row.text("state")) ?? .failed,
            updateId: try row.int64IfPresent("update_id"), attempts: try row.int("attempts"),
            explanation: try row.textIfPresent("explanation"), finishedAt: try row.timestampIfPresent("finished_at"))
    }
}

import OCPPJ
import Persistence

extension FirmwareCampaignTargetStore {
    /// The charge points of a campaign, by number.
    static func list(
        _ campaign: Int64, state: FirmwareCampaignTarget.State?, after number: Int64, limit: Int,
        in connection: any SQLConnection
    ) throws -> [FirmwareCampaignTarget] {
        try connection.rows(
            """
            SELECT * FROM firmware_campaign_targets
            WHERE campaign_id = $1 AND number > $2 AND ($3 IS NULL OR state = $3) ORDER BY number LIMIT $4
            """,
            [.integer(campaign), .integer(number), SQLValue(state?.rawValue), .integer(Int64(limit))]
        ).map(target)
    }

    /// Charge points of a wave that may be updated now, by number.
    static func waiting(
        _ campaign: Int64, numbers: ClosedRange<Int64>, at now: Timestamp, limit: Int, in connection: any SQLConnection
    ) throws -> [FirmwareCampaignTarget] {
        try connection.rows(
            """
            SELECT * FROM firmware_campaign_targets
            WHERE campaign_id = $1 AND state = 'waiting' AND number BETWEEN $2 AND $3
                AND (not_before IS NULL OR not_before <= $4)
            ORDER BY number LIMIT $5
            """,
            [
                .integer(campaign), .integer(numbers.lowerBound), .integer(numbers.upperBound), .integer(now.milliseconds),
                .integer(Int64(limit)),
            ]
        ).map(target)
    }

    /// Charge points whose update may have changed their state: those under way, and failures that were reported anew.
    static func unsettled(_ campaign: Int64, in connection: any SQLConnection) throws -> [FirmwareCampaignTarget] {
        try connection.rows(
            """
            SELECT * FROM firmware_campaign_targets WHERE campaign_id = $1 AND state = 'updating'
            UNION ALL
            SELECT t.* FROM firmware_campaign_targets t JOIN firmware_updates u ON u.id = t.update_id
            WHERE t.campaign_id = $1 AND t.state = 'failed' AND u.updated_at > t.finished_at
            """,
            [.integer(campaign)]
        ).map(target)
    }

    /// How many are in which state.
    ///
    /// - Parameters:
    ///   - numbers: only of these; nil for all.
    ///   - finishedAfter: only results after this moment.
    static func counts(
        _ campaign: Int64, numbers: ClosedRange<Int64>? = nil, finishedAfter: Timestamp? = nil,
        in connection: any SQLConnection
    ) throws -> FirmwareCampaignCounts {
        let rows = try connection.rows(
            """
            SELECT state, count(*) AS count FROM firmware_campaign_targets
            WHERE campaign_id = $1 AND number BETWEEN $2 AND $3 AND ($4 IS NULL OR finished_at > $4) GROUP BY state
            """,
            [
                .integer(campaign), .integer(numbers?.lowerBound ?? 0), .integer(numbers?.upperBound ?? Int64.max),
                SQLValue(finishedAfter?.milliseconds),
            ])
        var states: [FirmwareCampaignTarget.State: Int] = [:]
        for row in rows {
            if let state = FirmwareCampaignTarget.State(rawValue: try row.text("state")) { states[state] = try row.int("count") }
        }
        return FirmwareCampaignCounts(states)
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

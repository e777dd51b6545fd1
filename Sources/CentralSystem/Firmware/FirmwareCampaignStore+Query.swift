import OCPPJ
import Persistence

extension FirmwareCampaignStore {
    static func find(_ id: Int64, in connection: any SQLConnection) throws -> FirmwareCampaign? {
        try connection.row("SELECT * FROM firmware_campaigns WHERE id = $1", [.integer(id)]).flatMap(campaign)
    }

    static func state(_ id: Int64, in connection: any SQLConnection) throws -> FirmwareCampaign.State? {
        try connection.row("SELECT state FROM firmware_campaigns WHERE id = $1", [.integer(id)])
            .flatMap { FirmwareCampaign.State(rawValue: try $0.text("state")) }
    }

    /// Campaigns for which there is something to do, oldest first.
    static func open(in connection: any SQLConnection) throws -> [Int64] {
        try connection.rows(
            "SELECT id FROM firmware_campaigns WHERE state NOT IN ('cancelled', 'finished') ORDER BY id"
        ).map { try $0.int64("id") }
    }

    /// Campaigns, newest first.
    static func list(
        state: FirmwareCampaign.State?, before id: Int64?, limit: Int, in connection: any SQLConnection
    ) throws -> [FirmwareCampaign] {
        try connection.rows(
            "SELECT * FROM firmware_campaigns WHERE id < $1 AND ($2 IS NULL OR state = $2) ORDER BY id DESC LIMIT $3",
            [.integer(id ?? Int64.max), SQLValue(state?.rawValue), .integer(Int64(limit))]
        ).compactMap(campaign)
    }

    /// A campaign that may still need this image; nil when there is none.
    static func firstUsing(image: Int64, in connection: any SQLConnection) throws -> Int64? {
        try connection.row(
            """
            SELECT id FROM firmware_campaigns WHERE state NOT IN ('cancelled', 'cancelling', 'finished')
                AND (image_id = $1 OR signing_image_id = $1) LIMIT 1
            """,
            [.integer(image)])?.int64("id")
    }

    /// A campaign that may still need this signing key; nil when there is none.
    static func firstUsing(signingKey: Int64, in connection: any SQLConnection) throws -> Int64? {
        try connection.row(
            """
            SELECT id FROM firmware_campaigns WHERE state NOT IN ('cancelled', 'cancelling', 'finished')
                AND signing_key_id = $1 LIMIT 1
            """,
            [.integer(signingKey)])?.int64("id")
    }

    private static func campaign(_ row: SQLRow) throws -> FirmwareCampaign? {
        guard let target = TargetSelection(json: try JSONNode.parse(try row.bytes("target"))) else { return nil }
        let plan = FirmwareCampaignPlan(
            source: try source(row), target: target, note: try row.textIfPresent("note"),
            version: try row.textIfPresent("version"), waves: try waves(row), parallelism: try row.int("parallelism"),
            maximumFailurePercent: try row.int("maximum_failure_percent"), minimumFinished: try row.int("minimum_finished"),
            skipsUpdated: try row.bool("skips_updated"), offlineWaitSeconds: try row.int("offline_wait"),
            deadline: try row.timestampIfPresent("deadline"), retries: try row.intIfPresent("retries"),
            retryIntervalSeconds: try row.intIfPresent("retry_interval"),
            stalledAfterSeconds: try row.intIfPresent("stalled_after"),
            signing: try row.bytesIfPresent("signing").flatMap { FirmwareSigning(json: try JSONNode.parse($0)) })
        return FirmwareCampaign(
            id: try row.int64("id"), plan: plan, state: FirmwareCampaign.State(rawValue: try row.text("state")) ?? .paused,
            pauseReason: try row.textIfPresent("pause_reason"),
            waves: try row.text("waves").split(separator: ",").compactMap { Int64($0) }, wave: try row.int("wave"),
            waveStartedAt: try row.timestampIfPresent("wave_started_at"), judgedFrom: try row.timestamp("judged_from"),
            requestedBy: try row.text("requested_by"), createdAt: try row.timestamp("created_at"),
            finishedAt: try row.timestampIfPresent("finished_at"))
    }

    private static func source(_ row: SQLRow) throws -> NewFirmwareUpdate.Source {
        if let image = try row.int64IfPresent("image_id") { return .image(image) }
        return .location(try row.text("location"))
    }

    private static func waves(_ row: SQLRow) throws -> WavePlan {
        if let size = try row.intIfPresent("wave_size") { return .size(size) }
        guard let text = try row.textIfPresent("wave_percentages") else { return .all }
        return .percentages(text.split(separator: ",").compactMap { Int($0) })
    }
}

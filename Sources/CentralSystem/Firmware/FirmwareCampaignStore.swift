import OCPPJ
import Persistence

/// The table of firmware campaigns.
enum FirmwareCampaignStore {
    static let migrations = [
        Migration(73, "firmware campaigns") { dialect in
            [
                """
                CREATE TABLE firmware_campaigns (
                    id \(dialect.identityColumn),
                    image_id BIGINT,
                    location TEXT,
                    target TEXT NOT NULL,
                    note TEXT,
                    version TEXT,
                    wave_size INTEGER,
                    wave_percentages TEXT,
                    parallelism INTEGER NOT NULL,
                    maximum_failure_percent INTEGER NOT NULL,
                    minimum_finished INTEGER NOT NULL,
                    skips_updated INTEGER NOT NULL,
                    offline_wait INTEGER NOT NULL,
                    deadline BIGINT,
                    retries INTEGER,
                    retry_interval INTEGER,
                    stalled_after INTEGER,
                    state TEXT NOT NULL,
                    pause_reason TEXT,
                    prepared_to BIGINT,
                    waves TEXT NOT NULL DEFAULT '',
                    wave INTEGER NOT NULL DEFAULT 0,
                    wave_started_at BIGINT,
                    judged_from BIGINT NOT NULL,
                    requested_by TEXT NOT NULL,
                    created_at BIGINT NOT NULL,
                    finished_at BIGINT
                )
                """,
                "CREATE INDEX firmware_campaigns_open ON firmware_campaigns (id) WHERE state NOT IN ('cancelled', 'finished')",
            ]
        },
        Migration(481, "firmware campaigns with signatures") { _ in
            [
                "ALTER TABLE firmware_campaigns ADD COLUMN signing TEXT",
                "ALTER TABLE firmware_campaigns ADD COLUMN signing_key_id BIGINT",
                "ALTER TABLE firmware_campaigns ADD COLUMN signing_image_id BIGINT",
            ]
        },
    ]

    static func insert(
        _ plan: FirmwareCampaignPlan, requestedBy: String, at time: Timestamp, in connection: any SQLConnection
    ) throws -> Int64 {
        let (image, location): (Int64?, String?) =
            switch plan.source {
            case .image(let id): (id, nil)
            case .location(let url): (nil, url)
            }
        let (size, percentages): (Int?, String?) =
            switch plan.waves {
            case .all: (nil, nil)
            case .size(let size): (size, nil)
            case .percentages(let parts): (nil, parts.map(String.init).joined(separator: ","))
            }
        let row = try connection.row(
            """
            INSERT INTO firmware_campaigns (image_id, location, target, note, version, wave_size, wave_percentages, parallelism,
                maximum_failure_percent, minimum_finished, skips_updated, offline_wait, deadline, retries, retry_interval,
                stalled_after, state, judged_from, requested_by, created_at, signing, signing_key_id, signing_image_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 'preparing', $17 - 1, $18, $17, $19,
                $20, $21)
            RETURNING id
            """,
            [
                SQLValue(image), SQLValue(location), .utf8(plan.target.json), SQLValue(plan.note), SQLValue(plan.version),
                SQLValue(size), SQLValue(percentages), SQLValue(plan.parallelism), SQLValue(plan.maximumFailurePercent),
                SQLValue(plan.minimumFinished), SQLValue(plan.skipsUpdated), SQLValue(plan.offlineWaitSeconds),
                SQLValue(plan.deadline?.milliseconds), SQLValue(plan.retries), SQLValue(plan.retryIntervalSeconds),
                SQLValue(plan.stalledAfterSeconds), .integer(time.milliseconds), .text(requestedBy),
                SQLValue(utf8: plan.signing?.json), SQLValue(plan.signing?.signingKeyId), SQLValue(plan.signing?.imageId),
            ])
        guard let row else { throw DatabaseError(.other, "the new campaign's id did not come back") }
        return try row.int64("id")
    }

    /// Keeps what changes while it runs.
    static func save(_ campaign: FirmwareCampaign, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            UPDATE firmware_campaigns SET state = $2, pause_reason = $3, waves = $4, wave = $5, wave_started_at = $6,
                judged_from = $7, finished_at = $8
            WHERE id = $1
            """,
            [
                .integer(campaign.id), .text(campaign.state.rawValue), SQLValue(campaign.pauseReason),
                .text(campaign.waves.map(String.init).joined(separator: ",")), SQLValue(campaign.wave),
                SQLValue(campaign.waveStartedAt?.milliseconds), .integer(campaign.judgedFrom.milliseconds),
                SQLValue(campaign.finishedAt?.milliseconds),
            ])
    }

    /// Drops a long list of charge points, which are written down one by one now: it would be read at every step.
    static func forgetLongTarget(_ id: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            "UPDATE firmware_campaigns SET target = $2 WHERE id = $1 AND length(target) > 10000",
            [.integer(id), .utf8(TargetSelection.chargePoints([]).json)])
    }

    /// How far the charge points of a campaign are written down: the cursor of the selection; nil at its beginning.
    static func preparedTo(_ id: Int64, in connection: any SQLConnection) throws -> Int64? {
        try connection.row("SELECT prepared_to FROM firmware_campaigns WHERE id = $1", [.integer(id)])?
            .int64IfPresent("prepared_to")
    }

    static func setPreparedTo(_ cursor: Int64, _ id: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            "UPDATE firmware_campaigns SET prepared_to = $2 WHERE id = $1", [.integer(id), .integer(cursor)])
    }
}

import OCPP16
import OCPPJ
import Persistence

/// The table of firmware updates.
enum FirmwareUpdateStore {
    static let migrations = [
        Migration(72, "firmware updates") { dialect in
            [
                """
                CREATE TABLE firmware_updates (
                    id \(dialect.identityColumn),
                    charge_point_key BIGINT NOT NULL,
                    command_id BIGINT NOT NULL,
                    campaign_id BIGINT,
                    requested_by TEXT NOT NULL,
                    location TEXT NOT NULL,
                    retrieve_date BIGINT NOT NULL,
                    retries INTEGER,
                    retry_interval INTEGER,
                    version_before TEXT,
                    expected_version TEXT,
                    stalled_after BIGINT NOT NULL,
                    state TEXT NOT NULL,
                    outcome TEXT,
                    explanation TEXT,
                    requested_at BIGINT NOT NULL,
                    accepted_at BIGINT,
                    downloading_at BIGINT,
                    downloaded_at BIGINT,
                    installing_at BIGINT,
                    installed_at BIGINT,
                    failed_at BIGINT,
                    finished_at BIGINT,
                    last_report TEXT,
                    last_report_at BIGINT,
                    rebooted_at BIGINT,
                    reported_version TEXT,
                    quiet_since BIGINT NOT NULL,
                    updated_at BIGINT NOT NULL,
                    image_id BIGINT,
                    image_file_name TEXT,
                    image_size BIGINT,
                    token TEXT UNIQUE,
                    expires_at BIGINT,
                    delivered TEXT NOT NULL DEFAULT '',
                    last_delivery_at BIGINT,
                    delivered_to TEXT,
                    delivery_completed_at BIGINT
                )
                """,
                "CREATE INDEX firmware_updates_by_charge_point ON firmware_updates (charge_point_key, id)",
                "CREATE INDEX firmware_updates_by_command ON firmware_updates (command_id)",
                "CREATE INDEX firmware_updates_by_image ON firmware_updates (image_id) WHERE image_id IS NOT NULL",
            ]
        },
        Migration(480, "signed firmware updates") { _ in
            [
                "ALTER TABLE firmware_updates ADD COLUMN request_id BIGINT",
                "ALTER TABLE firmware_updates ADD COLUMN install_date BIGINT",
                "ALTER TABLE firmware_updates ADD COLUMN signature TEXT",
                "ALTER TABLE firmware_updates ADD COLUMN signing_key_id BIGINT",
                "ALTER TABLE firmware_updates ADD COLUMN signature_algorithm TEXT",
                "ALTER TABLE firmware_updates ADD COLUMN warnings TEXT NOT NULL DEFAULT ''",
                "ALTER TABLE firmware_updates ADD COLUMN signature_verified_at BIGINT",
                "ALTER TABLE firmware_updates ADD COLUMN firmware_updated_at BIGINT",
                """
                CREATE INDEX firmware_updates_by_request ON firmware_updates (charge_point_key, request_id)
                    WHERE request_id IS NOT NULL
                """,
            ]
        },
        Migration(561, "firmware updates that failed") { _ in
            ["CREATE INDEX firmware_updates_failed ON firmware_updates (failed_at) WHERE failed_at IS NOT NULL"]
        },
    ]

    /// How many updates of a charge point are kept.
    private static let kept = 200

    /// Records a request that is about to be sent.
    static func insert(
        _ order: FirmwareOrder, _ life: FirmwareUpdateLife, _ command: CommandReference, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            INSERT INTO firmware_updates (charge_point_key, command_id, requested_by, location, retrieve_date, retries,
                retry_interval, version_before, stalled_after, state, requested_at, quiet_since, updated_at, request_id,
                install_date, signature)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $11, $13, $14, $15)
            """,
            [
                .integer(command.chargePoint.key), .integer(command.id), .text(command.requestedBy),
                .text(LocationMask.masked(order.location)), .integer(order.retrieveDate.milliseconds), SQLValue(order.retries),
                SQLValue(order.retryIntervalSeconds), SQLValue(life.versionBefore),
                .integer(Int64(life.stalledAfterSeconds) * 1000), .text(life.state.rawValue),
                .integer(life.requestedAt.milliseconds), .integer(life.quietSince.milliseconds), SQLValue(order.requestId),
                SQLValue(life.installDate?.milliseconds), SQLValue(order.signature),
            ])
        try NewestRows.keep(kept, of: "firmware_updates", chargePointKey: command.chargePoint.key, in: connection)
    }

    /// Keeps what happened to an update.
    static func save(_ update: FirmwareUpdate, at time: Timestamp, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            UPDATE firmware_updates SET state = $3, outcome = $4, explanation = $5, accepted_at = $6, downloading_at = $7,
                downloaded_at = $8, installing_at = $9, installed_at = $10, failed_at = $11, finished_at = $12,
                last_report = $13, last_report_at = $14, rebooted_at = $15, reported_version = $16, quiet_since = $17,
                signature_verified_at = $18, firmware_updated_at = $19, updated_at = $2
            WHERE id = $1
            """,
            [.integer(update.id), .integer(time.milliseconds)] + update.life.columns)
    }

    /// What the operator or the campaign said besides the request itself.
    static func complete(
        command: Int64, expectedVersion: String?, stalledAfterSeconds: Int?, campaign: Int64?, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            UPDATE firmware_updates SET expected_version = $2, stalled_after = coalesce($3, stalled_after), campaign_id = $4
            WHERE command_id = $1
            """,
            [
                .integer(command), SQLValue(expectedVersion), SQLValue(stalledAfterSeconds.map { Int64($0) * 1000 }),
                SQLValue(campaign),
            ])
    }

    /// What is known of a signature besides itself.
    static func complete(command: Int64, _ signature: FirmwareSignature, in connection: any SQLConnection) throws {
        try connection.execute(
            "UPDATE firmware_updates SET signing_key_id = $2, signature_algorithm = $3, warnings = $4 WHERE command_id = $1",
            [
                .integer(command), SQLValue(signature.signingKeyId), SQLValue(signature.algorithm?.rawValue),
                .text(signature.warnings.joined(separator: "\n")),
            ])
    }

    /// Ties an update to the image that it is given an address for.
    static func attach(
        _ image: FirmwareImage, token: String, expiresAt: Timestamp, command: Int64, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            UPDATE firmware_updates SET image_id = $2, image_file_name = $3, image_size = $4, token = $5, expires_at = $6
            WHERE command_id = $1
            """,
            [
                .integer(command), .integer(image.id), .text(image.fileName), .integer(image.file.sizeBytes), .text(token),
                .integer(expiresAt.milliseconds),
            ])
    }

    /// Keeps how much of an image went out. A charge point that fetches is not silent.
    static func save(_ download: FirmwareDownload, of update: Int64, in connection: any SQLConnection) throws {
        try connection.execute(
            """
            UPDATE firmware_updates SET delivered = $2, last_delivery_at = $3, delivered_to = $4, delivery_completed_at = $5,
                quiet_since = CASE WHEN quiet_since < $3 THEN $3 ELSE quiet_since END
            WHERE id = $1
            """,
            [
                .integer(update), .text(download.delivered.text), SQLValue(download.lastDeliveryAt?.milliseconds),
                SQLValue(download.deliveredTo), SQLValue(download.completedAt?.milliseconds),
            ])
    }
}

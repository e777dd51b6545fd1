import OCPPJ
import Persistence

extension FirmwareUpdateStore {
    static func find(_ id: Int64, in connection: any SQLConnection) throws -> FirmwareUpdate? {
        try connection.row("\(select) WHERE u.id = $1", [.integer(id)]).map(update)
    }

    static func find(command: Int64, in connection: any SQLConnection) throws -> FirmwareUpdate? {
        try connection.row("\(select) WHERE u.command_id = $1", [.integer(command)]).map(update)
    }

    static func find(token: String, in connection: any SQLConnection) throws -> FirmwareUpdate? {
        try connection.row("\(select) WHERE u.token = $1", [.text(token)]).map(update)
    }

    /// The newest update of a charge point that was given this request id.
    static func find(requestId: Int, chargePointKey: Int64, in connection: any SQLConnection) throws -> FirmwareUpdate? {
        try connection.row(
            "\(select) WHERE u.charge_point_key = $1 AND u.request_id = $2 ORDER BY u.id DESC LIMIT 1",
            [.integer(chargePointKey), SQLValue(requestId)]
        ).map(update)
    }

    /// The newest updates of a charge point, newest first.
    static func newest(_ limit: Int, chargePointKey: Int64, in connection: any SQLConnection) throws -> [FirmwareUpdate] {
        try connection.rows(
            "\(select) WHERE u.charge_point_key = $1 ORDER BY u.id DESC LIMIT $2",
            [.integer(chargePointKey), .integer(Int64(limit))]
        ).map(update)
    }

    /// Updates that match, newest first.
    static func list(
        chargePointKey: Int64?, state: FirmwareUpdateState?, at now: Timestamp, before id: Int64?, limit: Int,
        in connection: any SQLConnection
    ) throws -> [FirmwareUpdate] {
        var conditions = ["u.id < $1"]
        var arguments: [SQLValue] = [.integer(id ?? Int64.max), .integer(Int64(limit))]
        if let chargePointKey {
            arguments.append(.integer(chargePointKey))
            conditions.append("u.charge_point_key = $\(arguments.count)")
        }
        if let state {
            // A charge point has few rows: its index is the one to use.
            let column = chargePointKey == nil ? "u.state" : "(u.state || '')"
            conditions.append(column + (state == .stalled ? " IN (\(underWay))" : " = '\(state.rawValue)'"))
        }
        if let state, state == .stalled || state.isUnderWay {
            arguments.append(.integer(now.milliseconds))
            conditions.append("u.quiet_since + u.stalled_after \(state == .stalled ? "<" : ">=") $\(arguments.count)")
        }
        return try connection.rows(
            "\(select) WHERE \(conditions.joined(separator: " AND ")) ORDER BY u.id DESC LIMIT $2", arguments
        ).map(update)
    }

    /// Updates that failed since a moment, the last first.
    static func failed(since time: Timestamp, limit: Int, in connection: any SQLConnection) throws -> [FirmwareUpdate] {
        try connection.rows(
            "\(select) WHERE u.failed_at IS NOT NULL AND u.failed_at > $1 ORDER BY u.failed_at DESC, u.id DESC LIMIT $2",
            [.integer(time.milliseconds), .integer(Int64(limit))]
        ).map(update)
    }

    /// An update that may still fetch this image; nil when there is none.
    static func firstUsing(image: Int64, at now: Timestamp, in connection: any SQLConnection) throws -> Int64? {
        try connection.rows(
            """
            \(select) WHERE u.image_id = $1 AND u.state IN ('requested', 'unanswered', \(underWay)) AND u.expires_at > $2
            ORDER BY u.id DESC
            """,
            [.integer(image), .integer(now.milliseconds)]
        ).lazy.map(update).first { $0.life.isOpen && $0.addressEnded(at: now) == nil }?.id
    }

    /// Whether another update of a charge point is under way.
    static func isBusy(_ chargePointKey: Int64, at now: Timestamp, in connection: any SQLConnection) throws -> Bool {
        try newest(3, chargePointKey: chargePointKey, in: connection).contains {
            $0.life.state == .requested || ($0.life.state.isUnderWay && $0.life.effectiveState(at: now) != .stalled)
        }
    }

    private static let underWay = FirmwareUpdateState.allCases.filter(\.isUnderWay).map { "'\($0.rawValue)'" }
        .joined(separator: ", ")

    private static let select = """
        SELECT u.*, c.id AS charge_point_id FROM firmware_updates u JOIN charge_points c ON c.key = u.charge_point_key
        """

    private static func update(_ row: SQLRow) throws -> FirmwareUpdate {
        FirmwareUpdate(
            id: try row.int64("id"),
            chargePoint: ChargePointReference(
                key: try row.int64("charge_point_key"), identity: try row.text("charge_point_id")),
            commandId: try row.int64("command_id"), campaignId: try row.int64IfPresent("campaign_id"),
            requestedBy: try row.text("requested_by"), location: LocationMask.masked(try row.text("location")),
            retrieveDate: try row.timestamp("retrieve_date"), retries: try row.intIfPresent("retries"),
            retryIntervalSeconds: try row.intIfPresent("retry_interval"), life: try FirmwareUpdateLife(row),
            signed: try signed(row), download: try download(row))
    }

    private static func signed(_ row: SQLRow) throws -> FirmwareUpdate.Signed? {
        guard let requestId = try row.intIfPresent("request_id") else { return nil }
        return FirmwareUpdate.Signed(
            requestId: requestId, installDate: try row.timestampIfPresent("install_date"),
            signature: try row.textIfPresent("signature") ?? "", signingKeyId: try row.int64IfPresent("signing_key_id"),
            algorithm: try row.textIfPresent("signature_algorithm").flatMap(FirmwareSignatureAlgorithm.init),
            warnings: try row.text("warnings").split(separator: "\n").map(String.init))
    }

    private static func download(_ row: SQLRow) throws -> FirmwareDownload? {
        guard let imageId = try row.int64IfPresent("image_id") else { return nil }
        return FirmwareDownload(
            imageId: imageId, fileName: try row.text("image_file_name"), sizeBytes: try row.int64("image_size"),
            expiresAt: try row.timestamp("expires_at"), delivered: ByteRanges(text: try row.text("delivered")),
            lastDeliveryAt: try row.timestampIfPresent("last_delivery_at"),
            deliveredTo: try row.textIfPresent("delivered_to"),
            completedAt: try row.timestampIfPresent("delivery_completed_at"))
    }
}

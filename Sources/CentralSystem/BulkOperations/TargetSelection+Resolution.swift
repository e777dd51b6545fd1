package import Persistence

/// A part of the charge points that a selection means.
package struct TargetPage: Sendable {
    package struct Target: Hashable, Sendable {
        /// The charge point's identity as the selection names it.
        package var id: String
        /// Nil when no charge point is registered under this identity.
        package var chargePoint: ChargePointReference?
    }

    package var targets: [Target]
    /// Give it to the next call; nil when this part is the last.
    package var next: Int64?
}

extension TargetSelection {
    /// The charge points that are meant now, a part at a time: a national fleet is not read at once.
    ///
    /// Removed charge points are never meant. A list keeps its order; a filter goes by the order of registration.
    /// - Parameters:
    ///   - cursor: `next` of the part before; nil for the first.
    ///   - limit: how many at most.
    package func resolve(after cursor: Int64? = nil, limit: Int = 1000, in connection: any SQLConnection) throws -> TargetPage {
        switch self {
        case .chargePoints(let ids):
            let start = min(Int(cursor ?? 0), ids.count)
            let end = min(start + limit, ids.count)
            let targets = try ids[start..<end].map { id in
                let key = try ChargePointService.key(of: id, in: connection)
                return TargetPage.Target(id: id, chargePoint: key.map { ChargePointReference(key: $0, identity: id) })
            }
            return TargetPage(targets: targets, next: end < ids.count ? Int64(end) : nil)
        case .filter(let vendor, let model, let firmwareVersion, let group):
            let rows = try connection.rows(
                "SELECT key, id FROM charge_points WHERE key > $1 AND \(Self.matching) ORDER BY key LIMIT $6",
                [.integer(cursor ?? 0)] + Self.arguments(vendor, model, firmwareVersion, group) + [.integer(Int64(limit))])
            let references = try rows.map {
                ChargePointReference(key: try $0.int64("key"), identity: try $0.text("id"))
            }
            return TargetPage(
                targets: references.map { TargetPage.Target(id: $0.identity, chargePoint: $0) },
                next: references.count == limit ? references.last?.key : nil)
        }
    }

    /// Whether a registered charge point is meant now.
    package func contains(_ chargePoint: ChargePointReference, in connection: any SQLConnection) throws -> Bool {
        switch self {
        case .chargePoints(let ids):
            return ids.contains(chargePoint.identity)
        case .filter(let vendor, let model, let firmwareVersion, let group):
            return try connection.row(
                "SELECT 1 AS found FROM charge_points WHERE key = $1 AND \(Self.matching)",
                [.integer(chargePoint.key)] + Self.arguments(vendor, model, firmwareVersion, group)) != nil
        }
    }

    private static let matching = """
        deleted_at IS NULL AND ($2 IS NULL OR lower(vendor) = $2) AND ($3 IS NULL OR lower(model) = $3)
            AND ($4 IS NULL OR lower(firmware_version) = $4) AND ($5 IS NULL OR charge_group = $5)
        """

    private static func arguments(
        _ vendor: String?, _ model: String?, _ firmwareVersion: String?, _ group: String?
    ) -> [SQLValue] {
        [
            SQLValue(vendor?.lowercased()), SQLValue(model?.lowercased()), SQLValue(firmwareVersion?.lowercased()),
            SQLValue(group),
        ]
    }
}

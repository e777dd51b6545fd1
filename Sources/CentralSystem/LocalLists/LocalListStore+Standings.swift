import OCPP16
import OCPPJ
import Persistence

extension LocalListStore {
    /// A charge point with what is known of its list, but for its entries.
    struct Holder {
        var chargePoint: ChargePointReference
        var state: LocalListState
    }

    /// The charge points that a group's list is for. Those of `$4` and `$5` have what they shall have.
    private static let ofGroup = """
        charge_points c LEFT JOIN local_lists l ON l.charge_point_key = c.key
        WHERE c.charge_group = $1 AND c.id > $2
            AND NOT EXISTS (SELECT 1 FROM local_list_definitions d WHERE d.charge_point_key = c.key)
            AND ($3 = 0 OR l.charge_point_key IS NULL OR l.is_supported = 0 OR l.is_content_known = 0
                OR l.conflict_reported_at IS NOT NULL OR l.content_sum IS NULL OR l.content_sum <> $4 OR l.content_count <> $5)
        """

    private static let columns = "c.key AS owner_key, c.id AS owner_id, l.*"

    /// The charge points that a group's list is for, in the order of their identities.
    ///
    /// - Parameter digest: only those that may hold something else; nil for all.
    static func holders(
        ofGroup group: String, unlike digest: LocalListDigest?, after identity: String?, limit: Int, in connection: any SQLConnection
    ) throws -> [Holder] {
        try connection.rows(
            "SELECT \(columns) FROM \(ofGroup) ORDER BY c.id LIMIT $6",
            arguments(group, digest, after: identity) + [.integer(Int64(limit))]
        ).map(holder)
    }

    /// How many charge points a group's list is for; counts no further than `limit`.
    static func count(
        ofGroup group: String, unlike digest: LocalListDigest?, limit: Int, in connection: any SQLConnection
    ) throws -> Int {
        try connection.row(
            "SELECT COUNT(*) AS number FROM (SELECT 1 FROM \(ofGroup) LIMIT $6) AS counted",
            arguments(group, digest, after: nil) + [.integer(Int64(limit))])?.int("number") ?? 0
    }

    private static func arguments(_ group: String, _ digest: LocalListDigest?, after identity: String?) -> [SQLValue] {
        [
            .text(group), .text(identity ?? ""), SQLValue(digest != nil), .integer(digest?.sum ?? 0),
            .integer(Int64(digest?.count ?? 0)),
        ]
    }

    /// The charge points with a definition of their own, in the order of registration.
    static func holdersOfOwn(
        after key: Int64?, limit: Int, in connection: any SQLConnection
    ) throws -> [(holder: Holder, definition: LocalListDefinition)] {
        let rows = try connection.rows(
            """
            SELECT \(columns) FROM local_list_definitions d JOIN charge_points c ON c.key = d.charge_point_key
            LEFT JOIN local_lists l ON l.charge_point_key = c.key
            WHERE d.charge_point_key > $1 ORDER BY d.charge_point_key LIMIT $2
            """, [.integer(key ?? 0), .integer(Int64(limit))])
        return try rows.map(holder).compactMap { holder in
            try definition(of: holder.chargePoint.key, in: connection).map { (holder, $0) }
        }
    }

    private static func holder(_ row: SQLRow) throws -> Holder {
        Holder(
            chargePoint: ChargePointReference(key: try row.int64("owner_key"), identity: try row.text("owner_id")),
            // Nothing is kept of one that nothing was sent to.
            state: try row.int64IfPresent("charge_point_key") == nil ? LocalListState() : try state(from: row))
    }

    /// A part of what a charge point holds, in the order of the lower-case text.
    ///
    /// - Parameter text: only idTags that contain this, in whatever case; nil for all.
    static func entries(
        of chargePointKey: Int64, containing text: String?, after key: String?, limit: Int, in connection: any SQLConnection
    ) throws -> [LocalListEntry] {
        try connection.rows(
            """
            SELECT id_tag, status, expiry_date, parent_id_tag FROM local_list_entries
            WHERE charge_point_key = $1 AND id_tag_key > $2 AND ($3 IS NULL OR id_tag_key LIKE $3 ESCAPE '!')
            ORDER BY id_tag_key LIMIT $4
            """,
            [
                .integer(chargePointKey), .text(key ?? ""), SQLValue(text.map(IdTagStore.pattern(containing:))),
                .integer(Int64(limit)),
            ]
        ).map(entry)
    }
}

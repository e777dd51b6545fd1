import OCPP16
import OCPPJ
import Persistence

extension LocalListStore {
    /// The entries that a charge point holds, in the order of their lower-case text.
    static func entries(of chargePointKey: Int64, in connection: any SQLConnection) throws -> [LocalListEntry] {
        try connection.rows(
            """
            SELECT id_tag, status, expiry_date, parent_id_tag FROM local_list_entries
            WHERE charge_point_key = $1 ORDER BY id_tag_key
            """,
            [.integer(chargePointKey)]
        ).map(entry)
    }

    static func entry(_ row: SQLRow) throws -> LocalListEntry {
        LocalListEntry(
            idTag: try IdToken(try row.text("id_tag")),
            status: AuthorizationStatus(rawValue: try row.text("status")) ?? .invalid,
            expiryDate: try row.timestampIfPresent("expiry_date"),
            parentIdTag: try row.textIfPresent("parent_id_tag").map { try IdToken($0) })
    }

    private static func entry(
        _ idTag: IdToken, of chargePointKey: Int64, in connection: any SQLConnection
    ) throws -> LocalListEntry? {
        try connection.row(
            """
            SELECT id_tag, status, expiry_date, parent_id_tag FROM local_list_entries
            WHERE charge_point_key = $1 AND id_tag_key = $2
            """, [.integer(chargePointKey), .text(idTag.key)]
        ).map(entry)
    }

    /// Puts an accepted update into force.
    ///
    /// - Parameter digest: what the entries came to before; nil when that is not known.
    /// - Returns: what they come to now.
    static func apply(
        _ change: LocalListState.EntryChange, _ data: [AuthorizationData], to chargePointKey: Int64, digest: LocalListDigest?,
        in connection: any SQLConnection
    ) throws -> LocalListDigest? {
        if change == .replace || change == .clear {
            try connection.execute(
                "DELETE FROM local_list_entries WHERE charge_point_key = $1", [.integer(chargePointKey)])
        }
        var digest = change == .replace || change == .clear ? LocalListDigest() : digest
        guard change == .replace || change == .merge else { return digest }
        for item in data {
            if digest != nil, let old = try entry(item.idTag, of: chargePointKey, in: connection) { digest?.remove(old) }
            if let entry = LocalListEntry(item) {
                try put(entry, to: chargePointKey, in: connection)
                digest?.add(entry)
            } else {
                try connection.execute(
                    "DELETE FROM local_list_entries WHERE charge_point_key = $1 AND id_tag_key = $2",
                    [.integer(chargePointKey), .text(item.idTag.key)])
            }
        }
        return digest
    }

    private static func put(
        _ entry: LocalListEntry, to chargePointKey: Int64, in connection: any SQLConnection
    ) throws {
        try connection.execute(
            """
            INSERT INTO local_list_entries (charge_point_key, id_tag_key, id_tag, status, expiry_date, parent_id_tag)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (charge_point_key, id_tag_key) DO UPDATE SET id_tag = excluded.id_tag, status = excluded.status,
                expiry_date = excluded.expiry_date, parent_id_tag = excluded.parent_id_tag
            """,
            [
                .integer(chargePointKey), .text(entry.idTag.key), .text(entry.idTag.text), .text(entry.status.rawValue),
                SQLValue(entry.expiryDate?.milliseconds), SQLValue(entry.parentIdTag?.text),
            ])
    }
}

import OCPP16
import OCPPJ
package import Persistence

/// The table of idTags. Rows are found by the lower-case text, because idTags are compared without regard to case.
package struct IdTagStore {
    package static let migrations = [
        Migration(20, "idTags") { _ in
            [
                """
                CREATE TABLE id_tags (
                    id_tag_key TEXT NOT NULL PRIMARY KEY,
                    id_tag TEXT NOT NULL,
                    status TEXT NOT NULL,
                    expiry_date BIGINT,
                    parent_id_tag TEXT,
                    maximum_concurrent_transactions INTEGER,
                    note TEXT,
                    created_at BIGINT NOT NULL,
                    updated_at BIGINT NOT NULL
                )
                """
            ]
        }
    ]

    static let columns = """
        id_tag, status, expiry_date, parent_id_tag, maximum_concurrent_transactions, note, created_at, updated_at
        """

    private static let findSQL = "SELECT \(columns) FROM id_tags WHERE id_tag_key = $1"

    private static let listSQL = """
        SELECT \(columns) FROM id_tags
        WHERE id_tag_key > $1
            AND ($2 IS NULL OR id_tag_key LIKE $2 ESCAPE '!' OR LOWER(note) LIKE $2 ESCAPE '!')
            AND ($3 IS NULL OR CASE
                WHEN status = 'Accepted' AND expiry_date IS NOT NULL AND expiry_date <= $4 THEN 'Expired'
                ELSE status END = $3)
        ORDER BY id_tag_key LIMIT $5
        """

    private static let saveSQL = """
        INSERT INTO id_tags (id_tag_key, \(columns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (id_tag_key) DO UPDATE SET id_tag = excluded.id_tag, status = excluded.status,
            expiry_date = excluded.expiry_date, parent_id_tag = excluded.parent_id_tag,
            maximum_concurrent_transactions = excluded.maximum_concurrent_transactions,
            note = excluded.note, updated_at = excluded.updated_at
        """

    static func find(_ idTag: IdToken, in connection: any SQLConnection) throws -> IdTag? {
        try connection.row(findSQL, [.text(idTag.key)]).map(idTag(from:))
    }

    /// How many are looked up by one statement.
    private static let together = 200

    private static let findManySQL = """
        SELECT \(columns) FROM id_tags WHERE id_tag_key IN (\((1...together).map { "$\($0)" }.joined(separator: ", ")))
        """

    /// Those of many idTags that are registered, in the order in which they are given.
    static func find(_ idTags: [IdToken], in connection: any SQLConnection) throws -> [IdTag] {
        var found: [IdToken: IdTag] = [:]
        for start in stride(from: 0, to: idTags.count, by: together) {
            var keys = idTags[start..<min(start + together, idTags.count)].map { SQLValue.text($0.key) }
            // The same statement for a part that is shorter.
            keys += Array(repeating: keys[0], count: together - keys.count)
            for row in try connection.rows(findManySQL, keys) {
                let idTag = try idTag(from: row)
                found[idTag.idTag] = idTag
            }
        }
        return idTags.compactMap { found[$0] }
    }

    static func list(
        _ filter: IdTagFilter, after: String?, limit: Int, now: Timestamp, in connection: any SQLConnection
    ) throws -> [IdTag] {
        try connection.rows(
            listSQL,
            [
                SQLValue(after ?? ""), SQLValue(filter.search.map(pattern(containing:))),
                SQLValue(filter.effectiveStatus?.rawValue), .integer(now.milliseconds), .integer(Int64(limit)),
            ]
        ).map(idTag(from:))
    }

    /// A part of the idTags of a group, in the order of their lower-case text.
    ///
    /// - Parameter text: only those that contain this, in whatever case; nil for all.
    static func members(
        of parentIdTag: IdToken, containing text: String?, after key: String, limit: Int, in connection: any SQLConnection
    ) throws -> [IdTag] {
        try connection.rows(
            """
            SELECT \(columns) FROM id_tags WHERE LOWER(parent_id_tag) = LOWER($1) AND id_tag_key > $2
                AND ($3 IS NULL OR id_tag_key LIKE $3 ESCAPE '!')
            ORDER BY id_tag_key LIMIT $4
            """,
            [.text(parentIdTag.text), .text(key), SQLValue(text.map(pattern(containing:))), .integer(Int64(limit))]
        ).map(idTag(from:))
    }

    /// The idTags of a group, in the order of their lower-case text.
    static func members(of parentIdTag: IdToken, in connection: any SQLConnection) throws -> [IdTag] {
        try connection.rows(
            "SELECT \(columns) FROM id_tags WHERE LOWER(parent_id_tag) = LOWER($1) ORDER BY id_tag_key", [.text(parentIdTag.text)]
        ).map(idTag(from:))
    }

    @discardableResult
    static func save(_ idTag: IdTag, in connection: any SQLConnection) throws -> IdTag {
        let values = idTag.values
        try connection.execute(
            saveSQL,
            [
                .text(idTag.idTag.key), .text(idTag.idTag.text), .text(values.status.rawValue),
                SQLValue(values.expiryDate?.milliseconds), SQLValue(values.parentIdTag?.text),
                SQLValue(values.maximumConcurrentTransactions), SQLValue(values.note),
                .integer(idTag.createdAt.milliseconds), .integer(idTag.updatedAt.milliseconds),
            ])
        return idTag
    }

    /// false when there was none.
    static func delete(_ idTag: IdToken, in connection: any SQLConnection) throws -> Bool {
        try connection.execute("DELETE FROM id_tags WHERE id_tag_key = $1", [.text(idTag.key)]) > 0
    }

    static func idTag(from row: SQLRow) throws -> IdTag {
        let status = try row.text("status")
        return IdTag(
            idTag: try IdToken(try row.text("id_tag")),
            values: IdTagValues(
                status: IdTagStatus(rawValue: status) ?? .invalid,
                expiryDate: try row.int64IfPresent("expiry_date").map(Timestamp.init(milliseconds:)),
                parentIdTag: try row.textIfPresent("parent_id_tag").map { try IdToken($0) },
                maximumConcurrentTransactions: try row.intIfPresent("maximum_concurrent_transactions"),
                note: try row.textIfPresent("note")),
            createdAt: Timestamp(milliseconds: try row.int64("created_at")),
            updatedAt: Timestamp(milliseconds: try row.int64("updated_at")))
    }

    /// A LIKE pattern that finds `text` anywhere; `!` escapes what LIKE would read as a wildcard.
    static func pattern(containing text: String) -> String {
        var pattern = "%"
        for character in text.lowercased() {
            if character == "%" || character == "_" || character == "!" { pattern.append("!") }
            pattern.append(character)
        }
        return pattern + "%"
    }
}

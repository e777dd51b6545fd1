package import OCPP16
import Persistence

/// A group of idTags: those that name the same `parentIdTag`.
package struct IdTagGroup: Hashable, Sendable {
    /// As one of the members names it.
    package var parentIdTag: IdToken
    package var members: Int
}

extension IdTagService {
    /// The groups, in the order of their lower-case text.
    package func groups(_ page: PageRequest = PageRequest()) async throws -> Page<IdTagGroup> {
        let found = try await database.read { try IdTagStore.groups(after: page.cursor, limit: page.limit + 1, in: $0) }
        return Page(found, limit: page.limit) { $0.parentIdTag.text.lowercased() }
    }

    /// The idTags of a group, in the order of their lower-case text.
    package func members(of parentIdTag: IdToken, _ page: PageRequest = PageRequest()) async throws -> Page<IdTag> {
        let found = try await database.read {
            try IdTagStore.members(of: parentIdTag, after: page.cursor, limit: page.limit + 1, in: $0)
        }
        return Page(found, limit: page.limit) { $0.idTag.key }
    }
}

extension IdTagStore {
    static let groupMigrations = [
        Migration(532, "idTags by their group") { _ in
            ["CREATE INDEX id_tags_of_groups ON id_tags ((LOWER(parent_id_tag)), id_tag_key, parent_id_tag)"]
        }
    ]

    static func groups(after key: String?, limit: Int, in connection: any SQLConnection) throws -> [IdTagGroup] {
        try connection.rows(
            """
            SELECT MIN(parent_id_tag) AS parent_id_tag, COUNT(*) AS members FROM id_tags
            WHERE LOWER(parent_id_tag) > $1 GROUP BY LOWER(parent_id_tag) ORDER BY LOWER(parent_id_tag) LIMIT $2
            """, [.text(key ?? ""), .integer(Int64(limit))]
        ).map { IdTagGroup(parentIdTag: try IdToken(try $0.text("parent_id_tag")), members: try $0.int("members")) }
    }

    static func members(
        of parentIdTag: IdToken, after key: String?, limit: Int, in connection: any SQLConnection
    ) throws -> [IdTag] {
        try connection.rows(
            """
            SELECT \(columns) FROM id_tags WHERE LOWER(parent_id_tag) = LOWER($1) AND id_tag_key > $2
            ORDER BY id_tag_key LIMIT $3
            """, [.text(parentIdTag.text), .text(key ?? ""), .integer(Int64(limit))]
        ).map(idTag(from:))
    }
}

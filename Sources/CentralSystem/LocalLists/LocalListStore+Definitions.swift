import OCPP16
import OCPPJ
import Persistence

extension LocalListStore {
    /// A selection as it lies in a column.
    private struct StoredSelection: Codable {
        var idTags: [IdToken]
        var parentIdTags: [IdToken]
    }

    private static let select = """
        SELECT d.*, c.id AS charge_point_id FROM local_list_definitions d LEFT JOIN charge_points c ON c.key = d.charge_point_key
        """

    /// The definition in force for a charge point: its own, or else its group's.
    static func definition(
        for chargePointKey: Int64, in connection: any SQLConnection
    ) throws -> LocalListDefinition? {
        try connection.row(
            """
            \(select)
            WHERE d.charge_point_key = $1 OR d.charge_group = (SELECT charge_group FROM charge_points WHERE key = $1)
            ORDER BY CASE WHEN d.charge_point_key IS NULL THEN 1 ELSE 0 END LIMIT 1
            """, [.integer(chargePointKey)]
        ).map(definition)
    }

    static func definition(_ id: Int64, in connection: any SQLConnection) throws -> LocalListDefinition? {
        try connection.row("\(select) WHERE d.id = $1", [.integer(id)]).map(definition)
    }

    static func definition(ofGroup group: String, in connection: any SQLConnection) throws -> LocalListDefinition? {
        try connection.row("\(select) WHERE d.charge_group = $1", [.text(group)]).map(definition)
    }

    static func definition(
        of chargePointKey: Int64, in connection: any SQLConnection
    ) throws -> LocalListDefinition? {
        try connection.row("\(select) WHERE d.charge_point_key = $1", [.integer(chargePointKey)]).map(definition)
    }

    /// The definitions of groups, in the order of their names.
    static func groups(
        after group: String?, limit: Int, in connection: any SQLConnection
    ) throws -> [LocalListDefinition] {
        try connection.rows(
            "\(select) WHERE d.charge_group > $1 ORDER BY d.charge_group LIMIT $2",
            [.text(group ?? ""), .integer(Int64(limit))]
        ).map(definition)
    }

    /// Exactly one of the two owners is given.
    static func save(
        _ selection: LocalListSelection, chargePointKey: Int64?, group: String?, at moment: Timestamp,
        in connection: any SQLConnection
    ) throws {
        let stored = StoredSelection(idTags: selection.idTags, parentIdTags: selection.parentIdTags)
        try connection.execute(
            """
            INSERT INTO local_list_definitions (charge_point_key, charge_group, selects_all, id_tags, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $5)
            ON CONFLICT (\(group == nil ? "charge_point_key" : "charge_group")) DO UPDATE SET
                selects_all = excluded.selects_all, id_tags = excluded.id_tags, updated_at = excluded.updated_at
            """,
            [
                SQLValue(chargePointKey), SQLValue(group), SQLValue(selection.all), .utf8(try PayloadEncoder.encode(stored)),
                .integer(moment.milliseconds),
            ])
    }

    /// false when there was none.
    static func removeDefinition(ofGroup group: String, in connection: any SQLConnection) throws -> Bool {
        try connection.execute("DELETE FROM local_list_definitions WHERE charge_group = $1", [.text(group)]) > 0
    }

    /// false when there was none.
    static func removeDefinition(of chargePointKey: Int64, in connection: any SQLConnection) throws -> Bool {
        try connection.execute(
            "DELETE FROM local_list_definitions WHERE charge_point_key = $1", [.integer(chargePointKey)]) > 0
    }

    /// The row of the definition in force for each charge point that has one, by the charge point's key.
    static func definitionsInForce(in connection: any SQLConnection) throws -> [Int64: Int64] {
        // CROSS, which keeps the order: from the few definitions to their charge points.
        let groups = try connection.rows(
            """
            SELECT c.key AS charge_point_key, d.id FROM local_list_definitions d
            CROSS JOIN charge_points c WHERE c.charge_group = d.charge_group
            """)
        let own = try connection.rows(
            "SELECT charge_point_key, id FROM local_list_definitions WHERE charge_point_key IS NOT NULL")
        var found: [Int64: Int64] = [:]
        for row in groups + own { found[try row.int64("charge_point_key")] = try row.int64("id") }
        return found
    }

    private static func definition(_ row: SQLRow) throws -> LocalListDefinition {
        let stored = try PayloadDecoder.decode(StoredSelection.self, from: try JSONNode.parse(try row.bytes("id_tags")))
        let owner: LocalListOwner =
            if let group = try row.textIfPresent("charge_group") {
                .group(group)
            } else {
                .chargePoint(try row.text("charge_point_id"))
            }
        return LocalListDefinition(
            owner: owner,
            selection: LocalListSelection(
                all: try row.bool("selects_all"), idTags: stored.idTags, parentIdTags: stored.parentIdTags),
            createdAt: try row.timestamp("created_at"), updatedAt: try row.timestamp("updated_at"))
    }
}

import Persistence

/// Charge points that depart from a template, among those that were looked at.
package struct ConfigurationDepartures: Sendable {
    package var drifts: Page<ConfigurationDrift>
    /// How many charge points were looked at.
    package var looked: Int
}

extension ConfigurationTemplateService {
    /// How many charge points are looked at for one part.
    private static let most = 1000

    /// The charge points that a template is for and that depart from it, by what is known of them. In the order of registration.
    ///
    /// A part ends when it is full, and when many charge points were looked at, whether or not any of them departs.
    /// - Throws: `ConfigurationTemplateError` (`.unknownTemplate`, `.noTarget`), `CentralSystemError` with code `.invalidCursor`.
    package func departures(from name: String, _ page: PageRequest = PageRequest()) async throws -> ConfigurationDepartures {
        let start = try page.rowID()
        return try await database.read { connection in
            var after = start
            let template = try Self.find(name, in: connection)
            let target = try template.target
            var found = ConfigurationDepartures(drifts: Page(items: []), looked: 0)
            repeat {
                let part = try target.resolve(after: after, limit: 100, in: connection)
                for chargePoint in part.targets.compactMap(\.chargePoint) {
                    found.looked += 1
                    after = chargePoint.key
                    if try ConfigurationTemplateStore.holdsExactly(template, chargePoint.key, in: connection) { continue }
                    let drift = try Self.drift(of: chargePoint, from: template, in: connection)
                    if !drift.isInSync { found.drifts.items.append(drift) }
                    if found.drifts.items.count == page.limit { break }
                }
                guard part.next != nil || found.drifts.items.count == page.limit else { return found }
            } while found.drifts.items.count < page.limit && found.looked < Self.most
            found.drifts.nextCursor = after.map { String($0) }
            return found
        }
    }
}

extension ConfigurationTemplateStore {
    /// Whether a charge point is known to have every value letter by letter, with nothing that waits for a reboot. One of which that is
    /// not so may be in sync all the same.
    static func holdsExactly(
        _ template: ConfigurationTemplate, _ chargePointKey: Int64, in connection: any SQLConnection
    ) throws -> Bool {
        try connection.row(
            """
            SELECT COUNT(*) AS number FROM configuration_template_values v
            JOIN configuration_entries e ON e.charge_point_key = $1 AND e.name_key = LOWER(v.name)
            WHERE v.template = $2 AND e.standing = 'held' AND e.pending_since IS NULL AND e.value = v.value
            """, [.integer(chargePointKey), .text(template.name)])?.int("number") == template.values.count
    }
}

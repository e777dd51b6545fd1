package import OCPPJ
package import Persistence

/// The verbs on configuration templates: named sets of keys and values for charge points of a kind.
///
/// A template by itself sends nothing; it is applied when an operator says so. Storage failures come as `DatabaseError`.
package struct ConfigurationTemplateService: Sendable {
    let database: any Database
    let time: any TimeSource
    let commands: CommandService

    package init(database: any Database, time: any TimeSource, commands: CommandService) {
        self.database = database
        self.time = time
        self.commands = commands
    }

    /// Templates in the order of their names.
    package func list(_ page: PageRequest = PageRequest()) async throws -> Page<ConfigurationTemplate> {
        let found = try await database.read {
            try ConfigurationTemplateStore.list(after: page.cursor, limit: page.limit + 1, in: $0)
        }
        return Page(found, limit: page.limit) { $0.name }
    }

    /// - Throws: `ConfigurationTemplateError` with code `.unknownTemplate`.
    package func get(_ name: String) async throws -> ConfigurationTemplate {
        try await database.read { try Self.find(name, in: $0) }
    }

    /// - Throws: `ConfigurationTemplateError` with code `.exists` or `.invalidMember`.
    package func create(_ name: String, _ values: ConfigurationTemplateValues) async throws -> ConfigurationTemplate {
        try values.check(name: name)
        let now = time.now()
        return try await database.write { connection in
            guard try ConfigurationTemplateStore.find(name, in: connection) == nil else {
                throw ConfigurationTemplateError.exists(name)
            }
            return try Self.save(name, values, createdAt: now, at: now, in: connection)
        }
    }

    /// Creates a template or replaces one.
    ///
    /// - Throws: `ConfigurationTemplateError` with code `.invalidMember`.
    package func put(
        _ name: String, _ values: ConfigurationTemplateValues
    ) async throws -> (template: ConfigurationTemplate, isNew: Bool) {
        try values.check(name: name)
        let now = time.now()
        return try await database.write { connection in
            let old = try ConfigurationTemplateStore.find(name, in: connection)
            let new = try Self.save(name, values, createdAt: old?.createdAt ?? now, at: now, in: connection)
            return (new, old == nil)
        }
    }

    /// Removes a template; what charge points are configured to stays.
    ///
    /// - Throws: `ConfigurationTemplateError` with code `.unknownTemplate`.
    package func delete(_ name: String) async throws {
        try await database.write { connection in
            guard try ConfigurationTemplateStore.delete(name, in: connection) else {
                throw ConfigurationTemplateError.unknown(name)
            }
        }
    }

    /// How far the charge points that a template is for are from it, by what is known of them. In the order of registration.
    ///
    /// - Throws: `ConfigurationTemplateError` (`.unknownTemplate`, `.noTarget`), `CentralSystemError` with code `.invalidCursor`.
    package func drift(of name: String, _ page: PageRequest = PageRequest()) async throws -> Page<ConfigurationDrift> {
        let after = try page.rowID()
        return try await database.read { connection in
            let template = try Self.find(name, in: connection)
            let part = try template.target.resolve(after: after, limit: page.limit, in: connection)
            let drifts = try part.targets.compactMap(\.chargePoint).map { chargePoint in
                try Self.drift(of: chargePoint, from: template, in: connection)
            }
            return Page(items: drifts, nextCursor: part.next.map { String($0) })
        }
    }

    /// How far a charge point is from each template that is for it, by what is known of it. In the order of the templates' names.
    ///
    /// - Throws: `CentralSystemError` with code `.chargePointNotFound`.
    package func drift(ofChargePoint identity: String) async throws -> [ConfigurationDrift] {
        try await database.read { connection in
            let key = try ConfigurationService.key(of: identity, in: connection)
            let chargePoint = ChargePointReference(key: key, identity: identity)
            let known = try ConfigurationStore.configuration(chargePointKey: key, in: connection)
            let templates = try ConfigurationTemplateStore.list(after: nil, limit: 10_000, in: connection)
            return try templates.filter { try $0.selection?.contains(chargePoint, in: connection) ?? false }
                .map { ConfigurationDrift(of: known, at: chargePoint, from: $0) }
        }
    }

    static func drift(
        of chargePoint: ChargePointReference, from template: ConfigurationTemplate, in connection: any SQLConnection
    ) throws -> ConfigurationDrift {
        let known = try ConfigurationStore.configuration(chargePointKey: chargePoint.key, in: connection)
        return ConfigurationDrift(of: known, at: chargePoint, from: template)
    }

    /// - Throws: `ConfigurationTemplateError` with code `.unknownTemplate`.
    static func find(_ name: String, in connection: any SQLConnection) throws -> ConfigurationTemplate {
        guard let template = try ConfigurationTemplateStore.find(name, in: connection) else {
            throw ConfigurationTemplateError.unknown(name)
        }
        return template
    }

    private static func save(
        _ name: String, _ values: ConfigurationTemplateValues, createdAt: Timestamp, at now: Timestamp,
        in connection: any SQLConnection
    ) throws -> ConfigurationTemplate {
        let template = ConfigurationTemplate(
            name: name, selection: values.selection, values: values.values, note: values.note, createdAt: createdAt,
            updatedAt: now)
        try ConfigurationTemplateStore.save(template, in: connection)
        return template
    }
}

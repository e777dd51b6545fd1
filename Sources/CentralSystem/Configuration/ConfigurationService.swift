package import OCPP16
import OCPPJ
package import Persistence

/// The verbs on charge points' configurations.
///
/// What is known changes only by what charge points answer and report: `ConfigurationEntry` is kept by the observers of
/// GetConfiguration, ChangeConfiguration and boots, whoever caused them.
package struct ConfigurationService: Sendable {
    let database: any Database
    let commands: CommandService

    package init(database: any Database, commands: CommandService) {
        self.database = database
        self.commands = commands
    }

    /// What is known of a charge point's configuration.
    ///
    /// - Throws: `CentralSystemError` with code `.chargePointNotFound`.
    package func configuration(of identity: String) async throws -> ChargePointConfiguration {
        try await database.read { connection in
            try ConfigurationStore.configuration(
                chargePointKey: try Self.key(of: identity, in: connection), in: connection)
        }
    }

    /// What is known of one key of a charge point; nil when nothing is.
    ///
    /// - Throws: `CentralSystemError` with code `.chargePointNotFound`.
    package func entry(_ name: ConfigurationKeyName, of identity: String) async throws -> ConfigurationEntry? {
        try await database.read { connection in
            try ConfigurationStore.entry(
                name, chargePointKey: try Self.key(of: identity, in: connection), in: connection)
        }
    }

    /// The changes of a charge point's configuration, newest first.
    ///
    /// - Parameter name: only those of this key; nil for all.
    /// - Throws: `CentralSystemError` (`.chargePointNotFound`, `.invalidCursor`).
    package func changes(
        of name: ConfigurationKeyName?, chargePoint identity: String, _ page: PageRequest = PageRequest()
    ) async throws -> Page<ConfigurationChange> {
        let before = try page.rowID()
        let found = try await database.read { connection in
            try ConfigurationStore.changes(
                chargePointKey: try Self.key(of: identity, in: connection), of: name, before: before, limit: page.limit + 1,
                in: connection)
        }
        return Page(found, limit: page.limit) { String($0.id) }
    }

    /// Sends GetConfiguration and waits for its outcome.
    ///
    /// - Parameter keys: what to ask for; nil or empty for everything.
    /// - Throws: what `CommandService.send` throws.
    package func read(
        _ keys: [CiString<50>]?, of identity: String, requestedBy: String, timeout: Duration? = nil
    ) async throws -> Command {
        try await commands.send(
            GetConfiguration(key: keys?.isEmpty == true ? nil : keys), to: identity, requestedBy: requestedBy, timeout: timeout)
    }

    /// Sends ChangeConfiguration and waits for its outcome. Nothing is refused for its value, but a secret that is empty: what looks
    /// wrong is only warned of.
    ///
    /// - Throws: what `CommandService.send` throws.
    package func change(
        _ key: CiString<50>, to value: CiString<500>, of identity: String, requestedBy: String, timeout: Duration? = nil
    ) async throws -> ConfigurationChangeResult {
        if value.text.isEmpty, ConfigurationKeyName(key.text).isSecret {
            throw CentralSystemError(.invalidMember, member: "value", "value must not be empty: \(key.text) is a secret")
        }
        let command = try await commands.send(
            ChangeConfiguration(key: key, value: value), to: identity, requestedBy: requestedBy, timeout: timeout)
        let name = ConfigurationKeyName(key.text)
        return ConfigurationChangeResult(
            command: command, name: name,
            status: command.confirmation(to: ReceivedChangeConfiguration.self)?.status?.text,
            warning: StandardConfigurationKey.named(name)?.warning(of: value.text),
            entry: try await entry(name, of: identity))
    }

    /// - Throws: `CentralSystemError` with code `.chargePointNotFound`.
    static func key(of identity: String, in connection: any SQLConnection) throws -> Int64 {
        guard let key = try ChargePointService.key(of: identity, in: connection) else {
            throw CentralSystemError.chargePointNotFound(identity)
        }
        return key
    }
}

/// What became of one change.
package struct ConfigurationChangeResult: Sendable {
    package var command: Command
    package var name: ConfigurationKeyName
    /// The status as the charge point answered it; nil without a readable answer.
    package var status: String?
    /// What is wrong with the value by the specification; nil when nothing is, or nothing is known of the key.
    package var warning: String?
    /// The key as it is known now.
    package var entry: ConfigurationEntry?
}

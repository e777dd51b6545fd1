import OCPP16
import Persistence

/// What came of applying a template to one charge point.
package struct ConfigurationTemplateResult: Sendable {
    /// What came of one key.
    package struct Key: Sendable {
        package var setting: ConfigurationSetting
        /// The ChangeConfiguration; nil when it was not sent, because the charge point had stopped answering.
        package var command: Command?
        /// The status that the charge point answered.
        package var status: String?
        /// What is wrong with the value by the specification.
        package var warning: String?

        /// Whether the charge point has the value, or will have it after the next reboot.
        package var succeeded: Bool { meaning == .accepted || meaning == .rebootRequired }

        var meaning: ConfigurationStatus? { status.flatMap(ConfigurationStatus.init(meantBy:)) }
    }

    package var template: String
    /// The keys that departed from the template, in the order in which they were sent.
    package var keys: [Key]

    package var succeeded: Bool { keys.allSatisfy(\.succeeded) }
    package var isRebootRequired: Bool { keys.contains { $0.meaning == .rebootRequired } }
}

extension ConfigurationTemplateService {
    /// Sends ChangeConfiguration for every key of a template that a charge point is not known to have, one after another. Ends
    /// early when the charge point stops answering.
    ///
    /// - Parameters:
    ///   - timeout: how long to wait for each answer; nil for the default of commands.
    ///   - alongside: written together with the record of each command.
    /// - Throws: `ConfigurationTemplateError` with code `.unknownTemplate`, `CentralSystemError` with code `.chargePointNotFound`,
    ///   `DatabaseError`.
    package func apply(
        _ name: String, to identity: String, requestedBy: String, timeout: Duration? = nil,
        alongside: CommandService.Alongside? = nil
    ) async throws -> ConfigurationTemplateResult {
        let drift = try await database.read { connection in
            let template = try Self.find(name, in: connection)
            let key = try ConfigurationService.key(of: identity, in: connection)
            return try Self.drift(of: ChargePointReference(key: key, identity: identity), from: template, in: connection)
        }
        var result = ConfigurationTemplateResult(template: name, keys: [])
        var isAnswering = true
        for setting in drift.keys.filter(\.isWorthSending).map(\.setting) {
            var key = ConfigurationTemplateResult.Key(
                setting: setting, warning: setting.standard?.warning(of: setting.value))
            if isAnswering {
                let command = try await commands.send(
                    ChangeConfiguration(key: try CiString(setting.name.text), value: try CiString(setting.value)), to: identity,
                    requestedBy: requestedBy, timeout: timeout, alongside: alongside)
                key.command = command
                key.status = command.confirmation(to: ReceivedChangeConfiguration.self)?.status?.text
                // A CALLERROR may be about this one key.
                isAnswering = command.outcome == .answered || command.outcome == .callError
            }
            result.keys.append(key)
        }
        return result
    }
}

package import OCPPJ

/// A change of a charge point's configuration as the history tells it.
package struct ConfigurationChange: Hashable, Sendable {
    package enum Kind: String, Sendable, CaseIterable {
        /// The key has another value.
        case changed
        /// The key was not among those that the charge point reported before.
        case added
        /// The key is no longer among those that the charge point reports.
        case removed
    }

    package var id: Int64
    package var name: ConfigurationKeyName
    package var kind: Kind
    /// Nil when none was known or set, and for a secret.
    package var oldValue: String?
    package var newValue: String?
    package var cause: ConfigurationCause
    package var at: Timestamp
    /// The command whose answer told of the change; after a boot, the one that was answered RebootRequired.
    package var commandId: Int64?
    /// Who sent it, for example `api`.
    package var requestedBy: String?

    init(
        id: Int64 = 0, _ kind: Kind, _ name: ConfigurationKeyName, from oldValue: String?, to newValue: String?,
        _ cause: ConfigurationCause, at: Timestamp, commandId: Int64?, requestedBy: String?
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.oldValue = name.isSecret ? nil : oldValue
        self.newValue = name.isSecret ? nil : newValue
        self.cause = cause
        self.at = at
        self.commandId = commandId
        self.requestedBy = requestedBy
    }
}

/// What told of a change.
package enum ConfigurationCause: String, Sendable, CaseIterable {
    /// It was found when the configuration was read; somebody else made it.
    case getConfiguration = "GetConfiguration"
    /// The charge point accepted it.
    case changeConfiguration = "ChangeConfiguration"
    /// It was waiting for a reboot, and the charge point booted.
    case bootNotification = "BootNotification"
}

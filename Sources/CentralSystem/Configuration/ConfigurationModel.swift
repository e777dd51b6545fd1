package import OCPPJ

/// What is known of one configuration key of a charge point.
package struct ConfigurationEntry: Hashable, Sendable {
    /// As the charge point spelt it last.
    package internal(set) var name: ConfigurationKeyName
    package var standing: ConfigurationStanding
    /// The setting in force as far as is known; nil when none is known or set, and always for a secret.
    package private(set) var value: String?
    /// Whether ChangeConfiguration cannot set it, as the charge point said; nil when it never did.
    package var isReadonly: Bool?
    /// Where the value comes from; nil while none is known.
    package var source: ConfigurationSource?
    /// Whether the value is taken to be in force only because the charge point booted after a RebootRequired; reading it settles
    /// the matter.
    package var isAssumed: Bool
    /// When the value was last read or changed; when the key became known for one without a value.
    package var updatedAt: Timestamp
    /// What waits for a reboot.
    package private(set) var pending: PendingConfiguration?
    /// The last ChangeConfiguration of this key, whatever became of it.
    package private(set) var lastChange: ConfigurationAttempt?

    package init(
        _ name: ConfigurationKeyName, _ standing: ConfigurationStanding, value: String? = nil, isReadonly: Bool? = nil,
        source: ConfigurationSource? = nil, isAssumed: Bool = false, updatedAt: Timestamp, pending: PendingConfiguration? = nil,
        lastChange: ConfigurationAttempt? = nil
    ) {
        self.name = name
        self.standing = standing
        self.isReadonly = isReadonly
        self.source = source
        self.isAssumed = isAssumed
        self.updatedAt = updatedAt
        set(value)
        set(pending)
        set(lastChange)
    }

    /// Whether ChangeConfiguration was answered RebootRequired and the charge point has not booted since.
    package var isRebootRequired: Bool { pending != nil }

    // Secrets are dropped here, so that no way leads around it.

    mutating func set(_ value: String?) { self.value = name.isSecret ? nil : value }

    mutating func set(_ pending: PendingConfiguration?) {
        self.pending = pending
        if name.isSecret { self.pending?.value = nil }
    }

    mutating func set(_ lastChange: ConfigurationAttempt?) {
        self.lastChange = lastChange
        guard name.isSecret else { return }
        self.lastChange?.value = nil
        // A CALLERROR may repeat what was sent.
        if lastChange?.outcome == .callError { self.lastChange?.explanation = "answered with a CALLERROR" }
    }
}

/// Whether a charge point has a configuration key.
package enum ConfigurationStanding: String, Sendable, CaseIterable {
    /// It reported the key, or accepted a change of it.
    case held
    /// It was never read; only a change was tried.
    case unread
    /// The charge point says that it does not know the key.
    case unknown
}

/// Where a value comes from.
package enum ConfigurationSource: String, Sendable, CaseIterable {
    /// The charge point reported it.
    case getConfiguration = "GetConfiguration"
    /// The charge point accepted it.
    case changeConfiguration = "ChangeConfiguration"
}

/// A setting that the charge point accepted for the time after its next reboot.
package struct PendingConfiguration: Hashable, Sendable {
    /// Nil for a secret.
    package var value: String?
    package var since: Timestamp
    /// The command that set it.
    package var commandId: Int64
    package var requestedBy: String
}

/// A ChangeConfiguration and what became of it.
package struct ConfigurationAttempt: Hashable, Sendable {
    /// What was asked for; nil for a secret.
    package var value: String?
    /// The charge point's answer: `Accepted`, `Rejected`, `RebootRequired`, `NotSupported`, or what else it said; nil without an
    /// answer.
    package var status: String?
    package var outcome: CommandOutcome
    /// Why there is no usable answer, for people.
    package var explanation: String?
    package var at: Timestamp
    package var commandId: Int64
    package var requestedBy: String
}

/// The last GetConfiguration and what became of it.
package struct ConfigurationReading: Hashable, Sendable {
    package var commandId: Int64
    package var requestedBy: String
    package var at: Timestamp
    /// Whether all keys were asked for.
    package var isComplete: Bool
    package var outcome: CommandOutcome
    /// Why there is no usable answer, for people.
    package var explanation: String?
    /// How many keys were reported.
    package var keyCount: Int
    /// What was odd about the answer, and what was made of it; for people.
    package var oddities: [String]
}

/// What is known of a charge point's configuration.
package struct ChargePointConfiguration: Hashable, Sendable {
    /// Everything known, by name; keys unknown to the charge point included.
    package var entries: [ConfigurationEntry]
    /// When all keys were last read; nil when they never were.
    package var readAt: Timestamp?
    /// The last GetConfiguration, successful or not.
    package var lastReading: ConfigurationReading?
    package var bootedAt: Timestamp?

    /// The keys that the charge point has, or may have.
    package var present: [ConfigurationEntry] { entries.filter { $0.standing != .unknown } }
    /// The keys that the charge point does not know, as it said.
    package var unknown: [ConfigurationEntry] { entries.filter { $0.standing == .unknown } }
    package var isRebootRequired: Bool { entries.contains(where: \.isRebootRequired) }

    /// What is known of one key.
    package func entry(_ name: ConfigurationKeyName) -> ConfigurationEntry? { entries.first { $0.name == name } }
}

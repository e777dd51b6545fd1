/// How far a charge point's configuration, as it is known, is from a template.
package struct ConfigurationDrift: Hashable, Sendable {
    /// How one key departs from the template.
    package enum Kind: String, Sendable, CaseIterable {
        /// It has another value, or will have one after the next reboot.
        case differs
        /// The charge point accepted the value and needs a reboot.
        case pendingReboot
        /// It was not among all the keys that the charge point reported.
        case missing
        /// The charge point said that it does not know the key.
        case unknown
        /// It was never read.
        case neverRead
    }

    package struct Key: Hashable, Sendable {
        package var setting: ConfigurationSetting
        package var kind: Kind
        /// The value in force as far as is known.
        package var actual: String?
        /// Whether the charge point says that it cannot be set.
        package var isReadonly: Bool?

        /// Whether sending the value may help.
        var isWorthSending: Bool { kind != .pendingReboot }
    }

    package var template: String
    package var chargePoint: ChargePointReference
    /// The keys that depart from the template, in its order.
    package var keys: [Key]

    package var isInSync: Bool { keys.isEmpty }

    init(of configuration: ChargePointConfiguration, at chargePoint: ChargePointReference, from template: ConfigurationTemplate) {
        self.template = template.name
        self.chargePoint = chargePoint
        keys = template.values.compactMap { setting in
            let entry = configuration.entry(setting.name)
            guard let kind = Self.kind(setting, entry, wasRead: configuration.readAt != nil) else { return nil }
            return Key(setting: setting, kind: kind, actual: entry?.value, isReadonly: entry?.isReadonly)
        }
    }

    /// Nil when the key is what it shall be.
    private static func kind(_ setting: ConfigurationSetting, _ entry: ConfigurationEntry?, wasRead: Bool) -> Kind? {
        guard let entry else { return wasRead ? .missing : .neverRead }
        let type = setting.standard?.type ?? .text
        if let pending = entry.pending {
            return type.means(pending.value ?? "", sameAs: setting.value) ? .pendingReboot : .differs
        }
        switch entry.standing {
        case .unknown: return .unknown
        case .unread: return wasRead ? .missing : .neverRead
        case .held: return type.means(entry.value ?? "", sameAs: setting.value) ? nil : .differs
        }
    }
}

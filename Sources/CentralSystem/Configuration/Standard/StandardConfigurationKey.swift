/// A configuration key that a specification gives a meaning to.
package struct StandardConfigurationKey: Hashable, Sendable {
    /// What the specification lets a Central System do with a key.
    package enum Access: String, Sendable, CaseIterable {
        case readOnly = "R"
        case readWrite = "RW"
        /// The charge point decides.
        case either = "R or RW"
        case writeOnly = "W"
    }

    package let name: ConfigurationKeyName
    package let profile: FeatureProfile
    package let type: ConfigurationValueType
    /// The unit of an integer, for example `seconds`; nil without one.
    package let unit: String?
    package let access: Access
    /// Whether every charge point with this profile must have the key.
    package let isRequired: Bool
    /// What it does, for people.
    package let meaning: String
    /// Where it is specified.
    package let reference: String

    init(
        _ name: String, _ profile: FeatureProfile, _ type: ConfigurationValueType, unit: String? = nil, _ access: Access,
        required isRequired: Bool, _ reference: String, _ meaning: String
    ) {
        self.name = ConfigurationKeyName(name)
        self.profile = profile
        self.type = type
        self.unit = unit
        self.access = access
        self.isRequired = isRequired
        self.reference = reference
        self.meaning = meaning
    }

    /// All keys, by profile.
    package static let all = core + coreMetering + coreConnection + profiles + security

    private static let byName = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

    /// The key with this name; nil when no specification knows it.
    package static func named(_ name: ConfigurationKeyName) -> StandardConfigurationKey? { byName[name] }

    /// What is wrong with a value by the specification, for people; nil when nothing is. Says nothing of a secret's value.
    package func warning(of value: String) -> String? {
        type.fault(in: value).map { "\(name) \($0)" + (unit.map { " (in \($0))" } ?? "") }
    }

    /// How far a charge point's readonly flag departs from the specification, for people; nil when it does not.
    package func deviation(ofReadonly isReadonly: Bool) -> String? {
        switch (access, isReadonly) {
        case (.readOnly, false): "reported as writable; the specification has \(name) read-only"
        case (.readWrite, true): "reported as read-only; the specification has \(name) writable"
        case (.writeOnly, _), (.either, _), (.readOnly, true), (.readWrite, false): nil
        }
    }
}

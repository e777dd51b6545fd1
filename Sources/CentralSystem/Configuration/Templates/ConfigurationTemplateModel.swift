package import OCPPJ

/// What charge points of a kind shall be configured to.
package struct ConfigurationTemplate: Hashable, Sendable {
    /// 1 to 100 characters; upper and lower case differ.
    package var name: String
    /// Which charge points it is for; nil for one that is only applied to charge points named each time.
    package var selection: TargetSelection?
    /// The settings, in the order in which they are sent.
    package var values: [ConfigurationSetting]
    /// The operator's own words.
    package var note: String?
    package var createdAt: Timestamp
    package var updatedAt: Timestamp

    /// What is wrong with the values by the specification, for people. Nothing of it keeps a value from being sent.
    package var warnings: [String] { values.flatMap(\.warnings) }

    /// The charge points that it is for.
    ///
    /// - Throws: `ConfigurationTemplateError` with code `.noTarget` when it is for none by itself.
    package var target: TargetSelection {
        get throws(ConfigurationTemplateError) {
            guard let selection else { throw .noTarget(name) }
            return selection
        }
    }
}

/// A configuration key and what it shall be.
package struct ConfigurationSetting: Hashable, Sendable {
    package var name: ConfigurationKeyName
    package var value: String

    package init(_ name: ConfigurationKeyName, _ value: String) {
        self.name = name
        self.value = value
    }

    var standard: StandardConfigurationKey? { StandardConfigurationKey.named(name) }

    fileprivate var warnings: [String] {
        guard let standard else { return [] }
        let readOnly = standard.access == .readOnly ? "\(name) is read-only by the specification" : nil
        return [readOnly, standard.warning(of: value)].compactMap { $0 }
    }
}

/// What an operator says about a template.
package struct ConfigurationTemplateValues: Hashable, Sendable {
    package var selection: TargetSelection?
    package var values: [ConfigurationSetting]
    package var note: String?

    package init(selection: TargetSelection? = nil, values: [ConfigurationSetting], note: String? = nil) {
        self.selection = selection
        self.values = values
        self.note = note
    }
}

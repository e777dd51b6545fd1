/// The name of a configuration key. Compared without regard to case (OCPP 1.6, section 7.29: CiString50Type); what a charge point
/// names with more than 50 characters is kept as it is.
package struct ConfigurationKeyName: Sendable, CustomStringConvertible {
    /// As it was written.
    package let text: String
    /// The same for all spellings of one name.
    package let key: String

    package init(_ text: String) {
        self.text = text
        key = text.lowercased()
    }

    /// Whether the key's value is a secret, which is neither kept nor shown: the AuthorizationKey (security whitepaper, section 7.2).
    package var isSecret: Bool { SecretMask.hidesValue(ofKey: text) }

    package var description: String { text }
}

extension ConfigurationKeyName: Hashable {
    package static func == (left: ConfigurationKeyName, right: ConfigurationKeyName) -> Bool { left.key == right.key }

    package func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

package import OCPPJ

/// Why a verb on configuration templates could not be done.
package struct ConfigurationTemplateError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: Hashable, Sendable {
        case unknownTemplate
        case exists
        /// The template is for no charge points by itself, and none were named.
        case noTarget
        /// A member's value is not allowed; see `member`.
        case invalidMember
    }

    package let code: Code
    /// The member at fault for `.invalidMember`.
    package let member: String?
    package let phrase: Phrase

    package var description: String { phrase.text }

    static func unknown(_ name: String) -> ConfigurationTemplateError {
        ConfigurationTemplateError(
            code: .unknownTemplate, member: nil, phrase: "There is no configuration template \(name.prefix(100)).")
    }

    static func exists(_ name: String) -> ConfigurationTemplateError {
        ConfigurationTemplateError(
            code: .exists, member: nil, phrase: "There is a configuration template \(name) already; replace it instead.")
    }

    static func noTarget(_ name: String) -> ConfigurationTemplateError {
        ConfigurationTemplateError(
            code: .noTarget, member: nil,
            phrase: "The configuration template \(name) has no vendor, model, firmwareVersion or group; name the charge points.")
    }

    static func invalid(_ member: String, _ reason: Phrase) -> ConfigurationTemplateError {
        ConfigurationTemplateError(code: .invalidMember, member: member, phrase: "\(member) \(reason)")
    }
}

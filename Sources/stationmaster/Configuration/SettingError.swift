/// A configuration that cannot be used: which key, what stands there, what is allowed.
struct SettingError: Error, Hashable, Sendable, CustomStringConvertible {
    let description: String

    init(_ setting: Setting, value: String) {
        let shown: String
        if case .secret = setting.kind { shown = "(hidden)" } else { shown = "\"\(value)\"" }
        description =
            "configuration key \(setting.key) (environment variable \(setting.environmentVariable)) is \(shown); allowed: \(setting.allowed)"
    }

    init(_ text: String) {
        description = text
    }
}

import Configuration
import Console
import SystemPackage

/// Reads settings from the command line, the environment and a file, the first that has a key wins, and checks each value
/// against its range.
struct SettingReader: Sendable {
    private let reader: ConfigReader
    private let flags: Set<String>
    private let variables: Set<String>
    /// The file that is read; nil when there is none.
    let file: String?

    /// - Parameters:
    ///   - flags: what was given on the command line, by key.
    ///   - environment: variables whose names begin with `STATIONMASTER_` are read.
    ///   - file: a YAML file (JSON is YAML too); nil for none.
    /// - Throws: `SettingError` when the file cannot be read or holds a key that does not exist.
    init(flags: [String: String], environment: [String: String], file: String?) async throws {
        self.flags = Set(flags.keys)
        variables = Set(environment.keys)
        self.file = file
        let given = flags.map { key, value in
            (AbsoluteConfigKey(ConfigKey(key)), ConfigValue(.string(value), isSecret: false))
        }
        var providers: [any ConfigProvider] = [
            InMemoryProvider(name: "command line", values: Dictionary(given) { first, _ in first }),
            EnvironmentVariablesProvider(environmentVariables: environment).prefixKeys(with: "stationmaster"),
        ]
        if let file {
            try SettingFile.check(file)
            do {
                providers.append(try await FileProvider<YAMLSnapshot>(filePath: FilePath(file)))
            } catch {
                throw SettingError("the configuration file \(file) cannot be read: \(error)")
            }
        }
        reader = ConfigReader(providers: providers)
    }

    /// The value as it was written, or nil when the key is set nowhere.
    func given(_ setting: Setting) -> String? {
        let isSecret = if case .secret = setting.kind { true } else { false }
        return reader.string(forKey: ConfigKey(setting.key), isSecret: isSecret)
    }

    /// Where the value comes from that counts.
    func source(of setting: Setting) -> ServerSetting.Source {
        if flags.contains(setting.key) { return .commandLine }
        if variables.contains(setting.environmentVariable) { return .environment }
        return given(setting) == nil ? .default : .file
    }

    /// Every setting with the value that counts, for people.
    var settings: [ServerSetting] {
        Setting.all.map { setting in
            let isSecret = if case .secret = setting.kind { true } else { false }
            let value = isSecret ? "" : text(setting)
            return ServerSetting(
                key: setting.key, environmentVariable: setting.environmentVariable, meaning: setting.meaning, allowed: setting.allowed,
                defaultText: setting.defaultText, value: value.isEmpty ? nil : value, isSecret: isSecret, source: source(of: setting))
        }
    }

    func text(_ setting: Setting) -> String {
        given(setting) ?? setting.plainDefault
    }

    /// - Throws: `SettingError` when the value is none of those allowed.
    func choice(_ setting: Setting) throws -> String {
        let value = text(setting)
        guard case .choice(_, let values) = setting.kind, values.contains(value) else {
            throw SettingError(setting, value: value)
        }
        return value
    }

    /// - Throws: `SettingError` when the value is no integer or out of range.
    func integer(_ setting: Setting) throws -> Int {
        let value = text(setting)
        guard case .integer(_, let range) = setting.kind, let number = Int(value), range.contains(number) else {
            throw SettingError(setting, value: value)
        }
        return number
    }

    /// - Throws: `SettingError` unless the value is `true` or `false`.
    func boolean(_ setting: Setting) throws -> Bool {
        let value = text(setting)
        guard let flag = Bool(value) else { throw SettingError(setting, value: value) }
        return flag
    }
}

extension Setting {
    /// The default as it would stand in a file.
    fileprivate var plainDefault: String {
        switch kind {
        case .text(let value), .choice(let value, _): value
        case .integer(let value, _): String(value)
        case .boolean(let value): String(value)
        case .secret: ""
        }
    }
}

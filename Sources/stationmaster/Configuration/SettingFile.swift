import Foundation
import Yams

/// Checks a configuration file before it is used: a key that is misspelt must not be passed over in silence.
enum SettingFile {
    /// - Throws: `SettingError` when the file is missing, is no YAML, or holds a key that does not exist.
    static func check(_ path: String) throws {
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw SettingError("the configuration file \(path) cannot be read; does it exist, and may this user read it?")
        }
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch {
            throw SettingError("the configuration file \(path) is no valid YAML: \(error)")
        }
        guard let root else { return }
        guard case .mapping(let mapping) = root else {
            throw SettingError("the configuration file \(path) must hold keys and values, for example `ocpp: {port: 9000}`")
        }
        try check(mapping, prefix: "", path)
    }

    private static func check(_ mapping: Node.Mapping, prefix: String, _ path: String) throws {
        for (name, value) in mapping {
            let key = prefix + (name.string ?? "?")
            switch value {
            case .mapping(let inner):
                try check(inner, prefix: key + ".", path)
            case .scalar:
                guard Setting.all.contains(where: { $0.key == key }) else {
                    throw SettingError(
                        "the configuration file \(path) has a key that does not exist: \(key); `stationmaster settings` lists all keys")
                }
            default:
                throw SettingError("the configuration file \(path) has a list at \(key), where one value is allowed")
            }
        }
    }
}

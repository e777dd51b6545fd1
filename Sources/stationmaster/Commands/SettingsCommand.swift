import ArgumentParser

/// Prints the table of configuration keys.
struct SettingsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "settings", abstract: "Print every configuration key with its default and range, as a Markdown table.")

    func run() {
        print(Setting.table)
    }
}

extension Setting {
    /// All keys as a Markdown table, as it stands in docs/configuration.md.
    static var table: String {
        let rows = all.map { setting in
            "| `\(setting.key)` | `\(setting.environmentVariable)` | \(setting.defaultText) | \(setting.allowed) | \(setting.meaning) |"
        }
        return (["| key | environment variable | default | allowed | meaning |", "|---|---|---|---|---|"] + rows)
            .joined(separator: "\n")
    }
}

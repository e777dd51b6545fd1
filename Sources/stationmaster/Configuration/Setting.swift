/// One key of the configuration: what it is called, what it may be, what it does.
///
/// All keys stand in one table (`Setting.all`). The reader checks against it, `stationmaster settings` prints it, and the
/// documentation is compared with it in the tests, so that none of the three can be wrong alone.
struct Setting: Sendable {
    /// What the value may be.
    enum Kind: Sendable {
        case text(default: String)
        /// Shown nowhere, not even in errors.
        case secret
        case integer(default: Int, range: ClosedRange<Int>)
        case boolean(default: Bool)
        case choice(default: String, of: [String])
    }

    /// The key in a configuration file, with its unit: `call.timeoutSeconds`.
    let key: String
    let kind: Kind
    let meaning: String

    /// The environment variable that sets it: `STATIONMASTER_CALL_TIMEOUT_SECONDS`.
    var environmentVariable: String {
        var text = "STATIONMASTER_"
        var previous: Character = "."
        for character in key {
            if character == "." {
                text.append("_")
            } else {
                if character.isUppercase, previous.isLowercase { text.append("_") }
                text += character.uppercased()
            }
            previous = character
        }
        return text
    }

    /// What is allowed, for people.
    var allowed: String {
        switch kind {
        case .text: "text"
        case .secret: "text, secret"
        case .integer(_, let range): "integer, \(range.lowerBound)…\(range.upperBound)"
        case .boolean: "true or false"
        case .choice(_, let values): values.joined(separator: ", ")
        }
    }

    /// The default, for people.
    var defaultText: String {
        switch kind {
        case .text(let value): value.isEmpty ? "(none)" : value
        case .secret: "(none)"
        case .integer(let value, _): String(value)
        case .boolean(let value): String(value)
        case .choice(let value, _): value
        }
    }
}

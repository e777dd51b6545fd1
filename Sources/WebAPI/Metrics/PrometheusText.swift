/// Metrics in the text format of Prometheus, version 0.0.4.
struct PrometheusText {
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private(set) var text = ""

    enum Kind: String {
        case counter, gauge, histogram
    }

    mutating func head(_ name: String, _ kind: Kind, _ help: String) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    mutating func sample(_ name: String, labels: [(name: String, value: String)] = [], _ value: Int) {
        sample(name, labels, String(value))
    }

    mutating func sample(_ name: String, labels: [(name: String, value: String)] = [], _ value: Double) {
        sample(name, labels, value.description)
    }

    /// A metric without labels.
    mutating func metric(_ name: String, _ kind: Kind, _ help: String, _ value: Int) {
        head(name, kind, help)
        sample(name, value)
    }

    mutating func metric(_ name: String, _ kind: Kind, _ help: String, _ value: Double) {
        head(name, kind, help)
        sample(name, value)
    }

    private mutating func sample(_ name: String, _ labels: [(name: String, value: String)], _ value: String) {
        text += name
        if !labels.isEmpty {
            text += "{" + labels.map { "\($0.name)=\"\(Self.escape($0.value))\"" }.joined(separator: ",") + "}"
        }
        text += " \(value)\n"
    }

    private static func escape(_ value: String) -> String {
        guard value.utf8.contains(where: { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\"") || $0 == 0x0A }) else {
            return value
        }
        return value.reduce(into: "") { result, character in
            switch character {
            case "\\": result += "\\\\"
            case "\"": result += "\\\""
            case "\n": result += "\\n"
            default: result.append(character)
            }
        }
    }
}

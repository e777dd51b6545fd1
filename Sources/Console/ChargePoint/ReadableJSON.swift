import OCPPJ

/// JSON for people: one member a line.
enum ReadableJSON {
    /// What is longer is shown as it is.
    private static let longest = 100_000

    /// The same text when it is no JSON.
    static func text(_ text: some StringProtocol) -> String {
        let bytes = Array(text.utf8)
        guard bytes.count <= longest, let node = try? JSONNode.parse(bytes) else { return String(text) }
        var result = ""
        write(node, indent: 0, to: &result)
        return result
    }

    static func text(_ bytes: [UInt8]) -> String { text(String(decoding: bytes, as: UTF8.self)) }

    private static func write(_ node: JSONNode, indent: Int, to result: inout String) {
        let inner = String(repeating: "  ", count: indent + 1)
        let outer = String(repeating: "  ", count: indent)
        switch node.kind {
        case .object:
            let members = node.members
            guard !members.isEmpty else { return result += "{}" }
            result += "{\n"
            for (index, member) in members.enumerated() {
                result += "\(inner)\(quoted(member.name)): "
                write(member.value, indent: indent + 1, to: &result)
                result += index < members.count - 1 ? ",\n" : "\n"
            }
            result += "\(outer)}"
        case .array:
            let elements = node.elements
            guard !elements.isEmpty else { return result += "[]" }
            result += "[\n"
            for (index, element) in elements.enumerated() {
                result += inner
                write(element, indent: indent + 1, to: &result)
                result += index < elements.count - 1 ? ",\n" : "\n"
            }
            result += "\(outer)]"
        default:
            result += String(decoding: node.text, as: UTF8.self)
        }
    }

    private static func quoted(_ name: String) -> String {
        var writer = JSONWriter(capacity: name.utf8.count + 2)
        writer.string(name)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

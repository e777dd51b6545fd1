import OCPPJ

/// JSON with a line for each member, for people. Texts and numbers stay as they came.
enum JSONPretty {
    private static let deepest = 64

    /// What is no JSON comes back as it is.
    static func text(_ json: [UInt8]) -> String {
        guard let node = try? JSONNode.parse(json, maximumDepth: deepest) else { return String(decoding: json, as: UTF8.self) }
        var text = ""
        write(node, indent: 0, to: &text)
        return text
    }

    private static func write(_ node: JSONNode, indent: Int, to text: inout String) {
        let inner = String(repeating: "  ", count: indent + 1)
        switch node.kind {
        case .object:
            let members = node.members
            guard !members.isEmpty else { text += "{}"; return }
            text += "{\n"
            for (index, member) in members.enumerated() {
                text += "\(inner)\(String(decoding: name(member.name), as: UTF8.self)): "
                write(member.value, indent: indent + 1, to: &text)
                text += index < members.count - 1 ? ",\n" : "\n"
            }
            text += String(repeating: "  ", count: indent) + "}"
        case .array:
            let elements = node.elements
            guard !elements.isEmpty else { text += "[]"; return }
            text += "[\n"
            for (index, element) in elements.enumerated() {
                text += inner
                write(element, indent: indent + 1, to: &text)
                text += index < elements.count - 1 ? ",\n" : "\n"
            }
            text += String(repeating: "  ", count: indent) + "]"
        default:
            text += String(decoding: node.text, as: UTF8.self)
        }
    }

    private static func name(_ name: String) -> [UInt8] {
        var writer = JSONWriter()
        writer.string(name)
        return writer.bytes
    }
}

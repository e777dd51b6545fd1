import OCPPJ

/// Hides the AuthorizationKey in what is kept of frames and commands. On the wire it stays what it is.
enum SecretMask {
    private static let secretKey = "authorizationkey"
    private static let actions: Set<OCPPAction> = ["ChangeConfiguration", "GetConfiguration"]

    /// Whether the value of this configuration key is a secret; without regard to case and blanks.
    static func hidesValue(ofKey key: String) -> Bool {
        key.lowercased().filter { !$0.isWhitespace } == secretKey
    }

    /// What is kept of a text that is no JSON and speaks of an AuthorizationKey: where its value is cannot be told.
    static let unreadable = #""(hidden: not readable, and with an AuthorizationKey)""#

    /// The JSON text with the value of every AuthorizationKey hidden; the very text when there is none.
    ///
    /// - Parameter action: nil when it is not known, as with an answer that comes on another connection than the CALL went over.
    static func masked(_ json: [UInt8], of action: OCPPAction?) -> [UInt8] {
        if let action, !actions.contains(action) { return json }
        guard let node = try? JSONNode.parse(json) else { return mentionsSecret(json) ? Array(unreadable.utf8) : json }
        guard holdsSecret(node) else { return json }
        var writer = JSONWriter(capacity: json.count)
        write(node, to: &writer)
        return writer.bytes
    }

    private static func mentionsSecret(_ text: [UInt8]) -> Bool {
        String(decoding: text, as: UTF8.self).lowercased().contains(secretKey)
    }

    private static func holdsSecret(_ node: JSONNode) -> Bool {
        isSecret(node) || node.elements.contains(where: holdsSecret) || node.members.contains { holdsSecret($0.value) }
    }

    /// Whether this is a key with its value, and the key is the secret one, be it named once or among others.
    private static func isSecret(_ node: JSONNode) -> Bool {
        guard node["value"] != nil else { return false }
        return node.members.contains { $0.name == "key" && $0.value.string.map(hidesValue) == true }
    }

    private static func write(_ node: JSONNode, to writer: inout JSONWriter) {
        switch node.kind {
        case .array:
            writer.raw(UInt8(ascii: "["))
            for (index, element) in node.elements.enumerated() {
                if index > 0 { writer.raw(UInt8(ascii: ",")) }
                write(element, to: &writer)
            }
            writer.raw(UInt8(ascii: "]"))
        case .object:
            let hides = isSecret(node)
            writer.raw(UInt8(ascii: "{"))
            for (index, member) in node.members.enumerated() {
                if index > 0 { writer.raw(UInt8(ascii: ",")) }
                writer.string(member.name)
                writer.raw(UInt8(ascii: ":"))
                if hides, member.name == "value" { writer.string("(hidden)") } else { write(member.value, to: &writer) }
            }
            writer.raw(UInt8(ascii: "}"))
        default: writer.raw(node.text)
        }
    }
}

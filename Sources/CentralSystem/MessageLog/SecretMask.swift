import OCPPJ

/// Hides secrets in what is kept of frames and commands: the AuthorizationKey, and passwords in the URLs that charge points are
/// given. On the wire they stay what they are.
enum SecretMask {
    private static let secretKey = "authorizationkey"
    private static let actions: Set<OCPPAction> = [
        "ChangeConfiguration", "GetConfiguration", "GetDiagnostics", "UpdateFirmware", "GetLog", "SignedUpdateFirmware",
    ]
    /// The members that hold a URL (OCPP 1.6, sections 6.25 and 6.55; security whitepaper, sections 6.7 and 6.12).
    private static let locations: Set<String> = ["location", "remoteLocation"]
    static let hidden = "(hidden)"

    /// Whether the value of this configuration key is a secret; without regard to case and blanks.
    static func hidesValue(ofKey key: String) -> Bool {
        key.lowercased().filter { !$0.isWhitespace } == secretKey
    }

    /// What is kept of a text that is no JSON and speaks of an AuthorizationKey: where its value is cannot be told.
    static let unreadable = #""(hidden: not readable, and with an AuthorizationKey)""#

    /// The JSON text with every secret hidden; the very text when there is none.
    ///
    /// - Parameter action: nil when it is not known, as with an answer that comes on another connection than the CALL went over.
    static func masked(_ json: [UInt8], of action: OCPPAction?) -> [UInt8] {
        if let action, !actions.contains(action) { return json }
        return masked(json)
    }

    /// The same, whatever it is about.
    static func masked(_ json: [UInt8]) -> [UInt8] {
        guard let node = try? JSONNode.parse(json) else { return mentionsSecret(json) ? Array(unreadable.utf8) : json }
        guard holdsSecret(node) else { return json }
        var writer = JSONWriter(capacity: json.count)
        write(node, to: &writer)
        return writer.bytes
    }

    /// The secrets in a request: texts of some length, which an answer may echo.
    static func secrets(in json: [UInt8], of action: OCPPAction?) -> [String] {
        guard let action, actions.contains(action), let node = try? JSONNode.parse(json) else { return [] }
        var found: [String] = []
        collect(node, into: &found)
        return found
    }

    /// The member that holds the mask in place of a secret; nil when none does. What was copied from the log is no secret to send.
    static func maskedMember(in node: JSONNode) -> String? {
        if isSecret(node), node["value"]?.string == hidden { return "value" }
        for member in node.members {
            if locations.contains(member.name), member.value.string.flatMap(LocationMask.password) == hidden { return member.name }
        }
        return (node.elements + node.members.map(\.value)).lazy.compactMap(maskedMember).first
    }

    private static func collect(_ node: JSONNode, into found: inout [String]) {
        if isSecret(node), let value = node["value"]?.string { found.append(value) }
        for element in node.elements { collect(element, into: &found) }
        for member in node.members {
            if locations.contains(member.name), let password = member.value.string.flatMap(LocationMask.password) {
                found.append(password)
            }
            collect(member.value, into: &found)
        }
    }

    private static func mentionsSecret(_ text: [UInt8]) -> Bool {
        String(decoding: text, as: UTF8.self).lowercased().contains(secretKey)
    }

    private static func holdsSecret(_ node: JSONNode) -> Bool {
        isSecret(node) || node.elements.contains(where: holdsSecret)
            || node.members.contains { maskedLocation($0.name, $0.value) != nil || holdsSecret($0.value) }
    }

    /// Whether this is a key with its value, and the key is the secret one, be it named once or among others.
    private static func isSecret(_ node: JSONNode) -> Bool {
        guard node["value"] != nil else { return false }
        return node.members.contains { $0.name == "key" && $0.value.string.map(hidesValue) == true }
    }

    /// The URL without its password; nil for what is no URL or has none.
    private static func maskedLocation(_ name: String, _ value: JSONNode) -> String? {
        guard locations.contains(name), let text = value.string else { return nil }
        let masked = LocationMask.masked(text)
        return masked == text ? nil : masked
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
                if hides, member.name == "value" {
                    writer.string(hidden)
                } else if let location = maskedLocation(member.name, member.value) {
                    writer.string(location)
                } else {
                    write(member.value, to: &writer)
                }
            }
            writer.raw(UInt8(ascii: "}"))
        default: writer.raw(node.text)
        }
    }
}

import OCPPJ

/// A frame as people read it: what it is in a line, and its payload laid out.
struct FrameLayout: Hashable, Sendable {
    /// `BootNotification.req`, `BootNotification.conf`, `CALLERROR of Reset`.
    let title: String
    /// The unique id of the message.
    let messageID: String
    /// The payload, one member to a line where it is long; of a CALLERROR its code, description and details.
    let body: String

    /// - Parameters:
    ///   - text: as it went over the wire.
    ///   - actions: the actions of the CALLs so far by their ids; a CALL adds its own.
    /// - Returns: nil when it is no frame of OCPP-J; it is then shown as it is.
    init?(_ text: String, actions: inout [String: String]) {
        guard let node = try? JSONNode.parse(Array(text.utf8)), node.elements.count >= 3 else { return nil }
        let elements = node.elements
        guard let id = elements[1].string else { return nil }
        messageID = id
        switch elements[0].int {
        case 2:
            guard let action = elements[2].string else { return nil }
            actions[id] = action
            title = "\(action).req"
            body = elements.dropFirst(3).map { Self.laidOut($0) }.joined(separator: "\n")
        case 3:
            title = "\(actions[id] ?? "unknown").conf"
            body = elements.dropFirst(2).map { Self.laidOut($0) }.joined(separator: "\n")
        case 4:
            title = "CALLERROR for \(actions[id] ?? "unknown").req"
            body = elements.dropFirst(2).map { Self.laidOut($0) }.joined(separator: "\n")
        default: return nil
        }
    }

    /// What fits into a line stays in one.
    private static let lineLength = 84

    /// JSON with the same members, values and digits, laid out anew.
    static func laidOut(_ node: JSONNode, indentation: Int = 0) -> String {
        let short = inOneLine(node)
        guard short.count + indentation > lineLength else { return short }
        let inner = String(repeating: " ", count: indentation + 2)
        let outer = String(repeating: " ", count: indentation)
        switch node.kind {
        case .object:
            let members = node.members.map { name, value in
                "\(inner)\(SpecificationCheck.quoted(name)): \(laidOut(value, indentation: indentation + 2))"
            }
            return members.isEmpty ? "{}" : "{\n\(members.joined(separator: ",\n"))\n\(outer)}"
        case .array:
            let elements = node.elements.map { inner + laidOut($0, indentation: indentation + 2) }
            return elements.isEmpty ? "[]" : "[\n\(elements.joined(separator: ",\n"))\n\(outer)]"
        default: return short
        }
    }

    private static func inOneLine(_ node: JSONNode) -> String {
        switch node.kind {
        case .object:
            let members = node.members.map { "\(SpecificationCheck.quoted($0.name)): \(inOneLine($0.value))" }
            return members.isEmpty ? "{}" : "{ \(members.joined(separator: ", ")) }"
        case .array: return "[\(node.elements.map { inOneLine($0) }.joined(separator: ", "))]"
        default: return String(decoding: node.text, as: UTF8.self)
        }
    }
}

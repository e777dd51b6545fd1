import CentralSystem
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import OCPPJ

/// The kinds of actors in the record that are no `Principal`.
package enum AuditActor {
    package static let stranger = "stranger"
    package static let commandLine = "commandLine"
}

/// Which resource a request was about, for the record.
enum AuditTarget {
    private static let longest = 500

    static func text(_ request: Request) -> String { cut("\(request.method.rawValue) \(request.uri.description)") }

    static func cut(_ text: String) -> String { String(text.prefix(longest)) }
}

/// The body of a request as it is recorded: without its secrets, and cut when it is long.
enum AuditText {
    /// In bytes.
    static let longest = 4096
    private static let hidden = "(hidden)"

    /// - Parameter hidesValue: whether the member `value` is a secret, as the path says.
    static func of(_ body: JSONNode, hidesValue: Bool = false) -> String? {
        guard !body.members.isEmpty || body.kind != .object else { return nil }
        var writer = JSONWriter(capacity: 512)
        write(body, to: &writer, hidesValue: hidesValue)
        guard writer.bytes.count > longest else { return String(decoding: writer.bytes, as: UTF8.self) }
        var end = longest
        // Not in the middle of a character.
        while end > 0, writer.bytes[end] & 0b1100_0000 == 0b1000_0000 { end -= 1 }
        return String(decoding: writer.bytes[..<end], as: UTF8.self) + "…"
    }

    /// Whether what has this name is nobody's business.
    static func isSecret(_ name: String) -> Bool {
        let name = name.lowercased().filter { $0 != "_" && $0 != "-" && !$0.isWhitespace }
        return ["password", "secret", "privatekey", "authorizationkey", "passphrase", "csrftoken"].contains { name.contains($0) }
            || name == "token" || name == "authorization"
    }

    private static func write(_ node: JSONNode, to writer: inout JSONWriter, hidesValue: Bool) {
        switch node.kind {
        case .array:
            writer.raw("[")
            for (index, element) in node.elements.enumerated() {
                if index > 0 { writer.raw(",") }
                write(element, to: &writer, hidesValue: false)
            }
            writer.raw("]")
        case .object:
            // `{"key": "AuthorizationKey", "value": "…"}`
            let hidesValue = hidesValue || node["key"]?.string.map(isSecret) == true
            writer.raw("{")
            for (index, member) in node.members.enumerated() {
                if index > 0 { writer.raw(",") }
                writer.string(member.name)
                writer.raw(":")
                if isSecret(member.name) || (hidesValue && member.name == "value") {
                    writeHidden(member.value, to: &writer)
                } else {
                    write(member.value, to: &writer, hidesValue: false)
                }
            }
            writer.raw("}")
        case .string:
            let text = node.string ?? ""
            writer.string(text.contains("PRIVATE KEY") ? hidden : LocationMask.masked(text))
        default:
            writer.raw(node.text)
        }
    }

    /// That a password is taken away, or shall be made, is no secret.
    private static func writeHidden(_ node: JSONNode, to writer: inout JSONWriter) {
        if node.kind == .null || node.kind == .bool { writer.raw(node.text) } else { writer.string(hidden) }
    }
}

/// Writes entries. A failure is logged, because what the entry is about has happened already.
struct AuditWriter: Sendable {
    let audit: AuditService
    let logger: Logger

    func write(_ entry: AuditEntry) async {
        do {
            try await audit.record(entry)
        } catch {
            logger.warning(
                "An entry of the audit log could not be written",
                metadata: ["error": "\(error)", "audit.action": "\(entry.action)", "audit.outcome": "\(entry.outcome.rawValue)"])
        }
    }
}

import Foundation
import OCPPJ

/// The secrets of one request, to be hidden in the answer to it: charge points quote what they refuse.
struct EchoedSecrets: Hashable, Sendable {
    /// Shorter texts stand in many places by chance, and protect nothing.
    private static let shortest = 4

    private let texts: [String]

    /// - Parameter request: the payload of the request, or its frame.
    init(_ request: [UInt8], of action: OCPPAction?) {
        texts = SecretMask.secrets(in: request, of: action)
            .flatMap { [$0, $0.removingPercentEncoding ?? $0] }
            .filter { $0.unicodeScalars.count >= Self.shortest }
            .sorted { $0.count > $1.count }
    }

    var isEmpty: Bool { texts.isEmpty }

    /// The text with every secret hidden, also when it was echoed in another case, as hexadecimal text may be.
    func hidden(in text: String) -> String {
        texts.reduce(text) { $0.replacingOccurrences(of: $1, with: SecretMask.hidden, options: .caseInsensitive) }
    }

    /// The same within the strings of a JSON text, whose numbers and structure stay; the very text when it holds none.
    func hidden(in json: [UInt8]) -> [UInt8] {
        guard !isEmpty else { return json }
        guard let node = try? JSONNode.parse(json) else {
            let text = String(decoding: json, as: UTF8.self)
            let masked = hidden(in: text)
            return masked == text ? json : Array(masked.utf8)
        }
        guard holds(node) else { return json }
        var writer = JSONWriter(capacity: json.count)
        write(node, to: &writer)
        return writer.bytes
    }

    private func holds(_ node: JSONNode) -> Bool {
        if let text = node.string { return hidden(in: text) != text }
        return node.elements.contains(where: holds) || node.members.contains { hidden(in: $0.name) != $0.name || holds($0.value) }
    }

    private func write(_ node: JSONNode, to writer: inout JSONWriter) {
        if let text = node.string { return writer.string(hidden(in: text)) }
        switch node.kind {
        case .array:
            writer.raw(UInt8(ascii: "["))
            for (index, element) in node.elements.enumerated() {
                if index > 0 { writer.raw(UInt8(ascii: ",")) }
                write(element, to: &writer)
            }
            writer.raw(UInt8(ascii: "]"))
        case .object:
            writer.raw(UInt8(ascii: "{"))
            for (index, member) in node.members.enumerated() {
                if index > 0 { writer.raw(UInt8(ascii: ",")) }
                writer.string(hidden(in: member.name))
                writer.raw(UInt8(ascii: ":"))
                write(member.value, to: &writer)
            }
            writer.raw(UInt8(ascii: "}"))
        default: writer.raw(node.text)
        }
    }
}

extension Command {
    /// Hides what the answer repeats of the secrets that the request brought. The request itself is hidden where it is kept.
    mutating func hideEchoedSecrets() {
        let secrets = EchoedSecrets(payload, of: action)
        guard !secrets.isEmpty else { return }
        response = response.map(secrets.hidden(in:))
        deviation = deviation.map(secrets.hidden(in:))
        if let error {
            self.error = CallError(
                error.code, secrets.hidden(in: error.text),
                details: String(decoding: secrets.hidden(in: Array(error.details.utf8)), as: UTF8.self))
        }
    }
}

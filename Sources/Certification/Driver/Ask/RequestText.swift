import OCPPJ

/// A CALL in words that a person can type into a Central System of any kind.
struct RequestText {
    /// The most values that are told inside the sentence.
    private static let fewValues = 3
    private static let shortValue = 40

    let request: OperatorRequest
    let identity: String

    /// "Send Reset with type = Hard to CERT-CP-1, then press return.", the values line by line where they are many, and the JSON.
    var text: String {
        let values = self.values
        let isShort = values.count <= Self.fewValues && values.allSatisfy { $0.text.count <= Self.shortValue && !$0.text.contains("\n") }
        var lines: [String]
        if isShort {
            let told = values.map { "\($0.name) = \($0.text)" }.joined(separator: " and ")
            lines = ["Send \(request.action) \(told.isEmpty ? "without any values" : "with \(told)") to \(identity), then press return."]
        } else {
            lines = ["Send \(request.action) to \(identity) with these values, then press return:"]
            for value in values { lines += Self.lines(value) }
        }
        // What has no value here is for the Central System, or whoever operates it, to choose.
        let given = Set(values.map { $0.name.prefix { $0 != "." && $0 != "[" } }.map(String.init))
        for (words, names) in [
            ("The central system chooses, or you do", request.chosenByCentralSystem.subtracting(given)),
            ("The central system may choose other values for", request.chosenByCentralSystem.intersection(given)),
        ] where !names.isEmpty {
            lines.append("    \(words): \(names.sorted().joined(separator: ", "))")
        }
        if request.payload != "{}" { lines.append("    As JSON: \(request.payload)") }
        return lines.joined(separator: "\n")
    }

    /// Every value with its path: `csChargingProfiles.stackLevel`.
    private var values: [(name: String, text: String)] {
        guard let payload = try? JSONNode.parse(Array(request.payload.utf8)) else { return [] }
        return Self.values(of: payload, at: "")
    }

    private static func values(of node: JSONNode, at path: String) -> [(name: String, text: String)] {
        switch node.kind {
        case .object:
            return node.members.flatMap { name, value in values(of: value, at: path.isEmpty ? name : "\(path).\(name)") }
        case .array:
            let elements = node.elements
            if elements.contains(where: { $0.kind == .object || $0.kind == .array }) {
                return elements.enumerated().flatMap { values(of: $1, at: "\(path)[\($0)]") }
            }
            return [(path, elements.isEmpty ? "an empty list" : elements.map(text).joined(separator: ", "))]
        default:
            return [(path, text(node))]
        }
    }

    private static func text(_ node: JSONNode) -> String {
        node.string ?? String(decoding: node.text, as: UTF8.self)
    }

    /// A value on a line, or, as with a certificate, below its name.
    private static func lines(_ value: (name: String, text: String)) -> [String] {
        guard value.text.contains("\n") else { return ["    \(value.name) = \(value.text)"] }
        return ["    \(value.name) ="] + value.text.split(separator: "\n").map { "        \($0)" }
    }
}

import OCPPJ
import WebAPI

extension CommandForm {
    /// The request that the fields of a form make. What does not fit stays as it was typed, so that the check of the request refuses
    /// it in its own words.
    static func payload(_ members: [CommandMember], from form: Fields, _ time: LocalTime) -> JSONText {
        PayloadReader(form: form, time: time).object(members, path: "") ?? .object([:])
    }
}

/// Reads the members of a request from the fields of a form.
private struct PayloadReader {
    let form: Fields
    let time: LocalTime

    /// - Returns: nil when no field of it was filled in, but for the outermost.
    func object(_ members: [CommandMember], path: String) -> JSONText? {
        let values = members.map { ($0.name, value(of: $0, path: path.isEmpty ? $0.name : "\(path).\($0.name)")) }
        return path.isEmpty || hasContent(members, path: path) ? .object(values) : nil
    }

    /// Whether anything was typed. What a form suggests by itself does not count.
    private func hasContent(_ members: [CommandMember], path: String) -> Bool {
        members.contains { member in
            let path = "\(path).\(member.name)"
            switch member.shape {
            case .object(let members): return hasContent(members, path: path)
            case .objects(let members): return !rows(members, path: path).isEmpty
            default:
                switch member.initial {
                case .nothing, .inMinutes: return form[path] != nil
                case .value(let suggested): return form[path].map { $0 != suggested } ?? false
                case .freshNumber: return false
                }
            }
        }
    }

    private func value(of member: CommandMember, path: String) -> JSONText? {
        switch member.shape {
        case .object(let members):
            let value = object(members, path: path)
            return value ?? (member.isRequired ? .object([:]) : nil)
        case .objects(let members):
            let rows = rows(members, path: path)
            return rows.isEmpty && !member.isRequired ? nil : .list(rows)
        case .texts:
            let lines = form.values(path).flatMap { $0.split(whereSeparator: \.isNewline) }.map(Self.trimmed).filter { !$0.isEmpty }
            return lines.isEmpty ? nil : .list(lines.map { .string($0) })
        case .text where member.mayBeEmpty:
            return .string(form[path] ?? "")
        default:
            return form[path].map { scalar($0, member.shape) }
        }
    }

    private func rows(_ members: [CommandMember], path: String) -> [JSONText] {
        (0..<CommandForm.rowCount(form, path: path)).compactMap { object(members, path: "\(path)[\($0)]") }
    }

    private func scalar(_ text: String, _ shape: CommandMember.Shape) -> JSONText {
        switch shape {
        case .integer: Int(Self.trimmed(text)).map(JSONText.integer) ?? .string(text)
        case .rate: Double(Self.trimmed(text)).flatMap { $0.isFinite ? .number($0) : nil } ?? .string(text)
        case .time: .string(self.time.moment(Self.trimmed(text))?.rfc3339 ?? text)
        default: .string(text)
        }
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        var text = text[...]
        while text.first?.isWhitespace ?? false { text = text.dropFirst() }
        while text.last?.isWhitespace ?? false { text = text.dropLast() }
        return String(text)
    }
}

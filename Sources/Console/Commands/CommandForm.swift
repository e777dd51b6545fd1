import Markup
import OCPPJ

/// The members of a request as fields of a form. Fields are named by their path, as problems name it:
/// `chargingSchedule.chargingSchedulePeriod[0].limit`.
///
/// Lists get one more row by a button that sends the form and gets it back, so that it works without script.
struct CommandForm: Sendable {
    let request: ConsoleRequest

    /// The button that asks for one more row; its value is the list's path.
    static let more = "_more"
    /// More rows are typed as JSON.
    static let mostRows = 100

    /// - Parameter group: the object around them that need not be given: then its members need not either.
    func html(_ members: [CommandMember], path: String = "", inside group: String? = nil) -> HTML {
        members.reduce(into: HTML.empty) { $0 += field($1, path: path.isEmpty ? $1.name : "\(path).\($1.name)", inside: group) }
    }

    private func field(_ member: CommandMember, path: String, inside group: String?) -> HTML {
        let language = request.language
        var help = member.help(language)
        if let group, member.isRequired {
            help += request.text(" Needed if \(group) is given.", " 함께 보내는 \(group) 항목이 있으면 필수입니다.")
        }
        var field = FormField(
            request: request, name: path, label: member.name, help: help, value: initial(of: member, path, inside: group),
            isRequired: member.isRequired && !member.mayBeEmpty && group == nil)
        switch member.shape {
        case .text(let longest):
            return field.text(limits: longest.map { ["maxlength": "\($0)"] } ?? [:])
        case .lines(let longest):
            if let longest { field.help = "\(help) \(limit(longest))" }
            return field.area(rows: 6)
        case .integer(let range):
            return field.number(range)
        case .rate:
            return field.text(type: "number", limits: ["step": "0.1"])
        case .time:
            field.help = "\(help) (\(LocalTime(request).zone))"
            return field.text(type: "datetime-local")
        case .choice(let choices):
            let none = FormField.Option("", member.isRequired ? request.text("Choose …", "선택하십시오 …") : request.text("(not given)", "(지정 안 함)"))
            return field.choice([none] + choices.map { choice in
                .init(choice.value, choice.meaning.map { "\(choice.value) – \($0(language))" })
            })
        case .texts(let longest):
            field.help = "\(help) \(limit(longest))"
            return field.area(rows: 4)
        case .object(let members):
            return self.group(member, path, html(members, path: path, inside: group ?? (member.isRequired ? nil : member.name)))
        case .objects(let members):
            return self.group(member, path, rows(members, path: path, inside: group ?? (member.isRequired ? nil : member.name)))
        }
    }

    private func limit(_ longest: Int) -> String {
        request.text("At most \(Quantity.count(longest)) characters.", "최대 \(Quantity.count(longest))자입니다.")
    }

    /// Fields that belong together. What need not be given is folded away.
    private func group(_ member: CommandMember, _ path: String, _ content: HTML) -> HTML {
        let help = member.help(request.language)
        guard member.isRequired else {
            let isOpen: HTML = request.form.pairs.contains { $0.name.hasPrefix(path) && !$0.value.isEmpty || $0.name == Self.more && $0.value.hasPrefix(path) } ? " open" : ""
            return """
                <details class="field group"\(isOpen)><summary>\(member.name)<span class="optional"> \
                \(request.text("optional", "선택"))</span></summary><p class="form-text">\(help)</p>\(content)</details>
                """
        }
        return "<fieldset class=\"field group\"><legend>\(member.name)</legend><p class=\"form-text\">\(help)</p>\(content)</fieldset>"
    }

    private func rows(_ members: [CommandMember], path: String, inside group: String?) -> HTML {
        let count = Self.rowCount(request.form, path: path)
        let rows = (0..<count).reduce(into: HTML.empty) { html, index in
            let name = request.text("Row \(index + 1)", "\(index + 1)번째 행")
            html += "<fieldset class=\"row-group\"><legend>\(name)</legend>\(self.html(members, path: "\(path)[\(index)]", inside: group))</fieldset>"
        }
        guard count < Self.mostRows else { return rows }
        // It must not ask for what is required: the form only comes back.
        return """
            \(rows)<button class="btn btn-sm btn-secondary" name="\(Self.more)" value="\(path)" formnovalidate>\
            \(request.text("One more row", "행 추가"))</button>
            """
    }

    /// How many rows of a list are shown: those that came in, and one more when that was asked for.
    static func rowCount(_ form: Fields, path: String) -> Int {
        let given = form.pairs.compactMap { pair -> Int? in
            guard pair.name.hasPrefix("\(path)[") else { return nil }
            return Int(pair.name.dropFirst(path.count + 1).prefix { $0.isNumber })
        }.max().map { min($0, mostRows) + 1 } ?? 1
        return min(mostRows, form.values(more).contains(path) ? given + 1 : given)
    }

    private func initial(of member: CommandMember, _ path: String, inside group: String?) -> String? {
        if let asked = request.query[path] { return asked }
        switch member.initial {
        case .nothing: return nil
        case .value(let text): return text
        case .inMinutes(let minutes):
            return LocalTime(request).text(request.now.advanced(bySeconds: minutes * 60))
        case .freshNumber: return String(max(1, request.now.milliseconds / 1000 - 1_577_836_800))
        }
    }
}

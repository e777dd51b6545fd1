import Markup
import OCPPJ
import WebAPI

/// What stands around the form of a message, for one charge point and for many.
enum CommandText {
    /// What the message is for, and what it does.
    static func introduction(_ command: CommandDescription, _ request: ConsoleRequest) -> HTML {
        """
        <div class="command-introduction"><p class="lead">\(command.purpose(request.language))</p>\
        <p><strong>\(request.text("What happens:", "결과:"))</strong> \(command.effect(request.language)) \
        <span class="form-text">\(command.section)</span></p></div>
        """
    }

    /// The same message as JSON, for whoever has it so.
    static func json(_ command: CommandDescription, _ request: ConsoleRequest, hidden: HTML = "", submit: String) -> HTML {
        let typed = request.form[CommandPage.raw]
        let isOpen: HTML = typed == nil ? "" : " open"
        let field = FormField(
            request: request, name: CommandPage.raw, label: request.text("\(command.action).req as JSON", "\(command.action).req (JSON)"),
            help: request.text(
                "The payload alone, without message type and id. It is checked before it is sent.",
                "메시지 유형과 id를 뺀 payload만 입력합니다. 보내기 전에 검사합니다."),
            value: JSONPretty.text(CommandForm.payload(
                command.members, from: Fields(examples(command.members, request)), LocalTime(request)).text),
            isRequired: true)
        return """
            <details class="panel"\(isOpen)><summary>\(request.text("Write it as JSON instead", "JSON으로 직접 입력"))</summary>\
            \(Form.html(request, "\(hidden)\(field.area(rows: 10))", submit: submit, style: "btn-secondary"))</details>
            """
    }

    /// The values that required members have at first, to begin with.
    private static func examples(_ members: [CommandMember], _ request: ConsoleRequest, path: String = "") -> [(name: String, value: String)] {
        members.filter(\.isRequired).flatMap { member -> [(name: String, value: String)] in
            let name = path.isEmpty ? member.name : "\(path).\(member.name)"
            switch member.shape {
            case .object(let members): return examples(members, request, path: name)
            case .objects(let members): return examples(members, request, path: "\(name)[0]")
            case .choice(let choices):
                if case .value(let text) = member.initial { return [(name, text)] }
                return [(name, choices.first?.value ?? "")]
            case .integer, .rate:
                if case .value(let text) = member.initial { return [(name, text)] }
                return [(name, "1")]
            case .time: return [(name, request.now.rfc3339)]
            default: return [(name, "…")]
            }
        }
    }

    /// The request that came in, as fields or as JSON.
    ///
    /// - Throws: `Problem` for what is no JSON object.
    static func payload(_ command: CommandDescription, _ request: ConsoleRequest) throws(Problem) -> JSONText {
        guard let text = request.form[CommandPage.raw] else {
            return CommandForm.payload(command.members, from: request.form, LocalTime(request))
        }
        do {
            let node = try JSONNode.parse(Array(text.utf8), maximumDepth: 64)
            if node.kind == .object { return JSONText(node) }
        } catch {
            throw .invalidMember(CommandPage.raw, request.text("This is no JSON: \(error)", "JSON이 아닙니다: \(error)"))
        }
        throw .invalidMember(CommandPage.raw, request.text("The payload must be a JSON object.", "payload는 JSON 객체여야 합니다."))
    }
}

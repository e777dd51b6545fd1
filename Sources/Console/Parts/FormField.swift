import Markup
import WebAPI

/// A field of a form with its label, its help, and what was wrong with it.
///
/// After a form was refused, the field holds what was typed, and the problem stands beside the field that it names.
struct FormField: Sendable {
    let request: ConsoleRequest
    /// The name of the field, which is that of the operation's member.
    let name: String
    let label: String
    var help: String? = nil
    /// What stands in it at first.
    var value: String? = nil
    var isRequired = false
    /// What is offered while somebody types; nil for nothing.
    var suggestions: Suggestions.Kind? = nil

    /// One line of text.
    ///
    /// - Parameters:
    ///   - type: the type of the input: `text`, `password`, `number`, `search`, `url`.
    ///   - limits: further attributes, such as `[("maxlength", "48")]`.
    func text(type: String = "text", autocomplete: String = "off", limits: KeyValuePairs<String, String> = [:]) -> HTML {
        let attributes = limits.reduce(into: HTML.empty) { $0 += " \(HTML.name($1.key))=\"\($1.value)\"" }
        // What is a secret is typed anew.
        let value = type == "password" ? "" : current ?? ""
        return wrapped("""
            <input class="form-control\(errorClass)" type="\(type)" id="\(id)" name="\(name)" value="\(value)" \
            autocomplete="\(autocomplete)"\(attributes)\(states)\(Suggestions.attributes(suggestions, of: id))>\(Suggestions.list(suggestions, of: id))
            """)
    }

    func number(_ range: ClosedRange<Int>? = nil, step: String = "1") -> HTML {
        text(type: "number", limits: range.map { ["min": "\($0.lowerBound)", "max": "\($0.upperBound)", "step": step] } ?? ["step": step])
    }

    func area(rows: Int = 4) -> HTML {
        wrapped("""
            <textarea class="form-control\(errorClass)" id="\(id)" name="\(name)" rows="\(rows)"\(states)>\(current ?? "")</textarea>
            """)
    }

    /// One of several values.
    func choice(_ options: [Option]) -> HTML {
        let current = current
        let list = options.reduce(into: HTML.empty) { html, option in
            let selected: HTML = option.value == current ?? "" ? " selected" : ""
            html += "<option value=\"\(option.value)\"\(selected)>\(option.label)</option>"
        }
        // What has a value always is no matter of choice.
        let mayBeNothing = options.contains { $0.value.isEmpty }
        return wrapped("<select class=\"form-select\(errorClass)\" id=\"\(id)\" name=\"\(name)\"\(states)>\(list)</select>", isMarked: mayBeNothing)
    }

    /// A box to tick, which gives `true`.
    func box() -> HTML {
        let checked: HTML = current == "true" || current == "on" ? " checked" : ""
        return """
            <div class="field form-check"><input class="form-check-input" type="checkbox" id="\(id)" name="\(name)" value="true"\
            \(checked)\(states)><label class="form-check-label" for="\(id)">\(label)</label>\(notes)</div>
            """
    }

    /// A value and what it is called.
    struct Option: Sendable {
        let value: String
        let label: String

        init(_ value: String, _ label: String? = nil) {
            self.value = value
            self.label = label ?? value
        }
    }

    /// What was typed when the form came in, and otherwise what it is at first.
    private var current: String? {
        request.problem == nil && request.form.isEmpty ? value : request.form[name]
    }

    private var error: HTML? {
        guard let problem = request.problem, problem.member == name else { return nil }
        return Said(request).beside(problem)
    }

    private var id: String { "field-\(name)" }
    private var errorClass: HTML { error == nil ? "" : " is-invalid" }

    private var states: HTML {
        var html: HTML = ""
        if isRequired { html += " required" }
        if error != nil { html += " aria-invalid=\"true\" autofocus" }
        let notes = [help.map { _ in "\(id)-help" }, error.map { _ in "\(id)-error" }].compactMap { $0 }
        if !notes.isEmpty { html += " aria-describedby=\"\(notes.joined(separator: " "))\"" }
        return html
    }

    private var notes: HTML {
        var html: HTML = ""
        if let error { html += "<div class=\"invalid-feedback d-block\" id=\"\(id)-error\">\(error)</div>" }
        if let help { html += "<div class=\"form-text\" id=\"\(id)-help\">\(help)</div>" }
        return html
    }

    private func wrapped(_ input: HTML, isMarked: Bool = true) -> HTML {
        let mark: HTML = isRequired || !isMarked ? "" : "<span class=\"optional\"> \(request.text("optional", "선택"))</span>"
        return "<div class=\"field\"><label class=\"form-label\" for=\"\(id)\">\(label)\(mark)</label>\(input)\(notes)</div>"
    }
}

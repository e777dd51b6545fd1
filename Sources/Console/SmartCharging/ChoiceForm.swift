import Markup
import WebAPI

/// A form that asks for another view of the same page, with choices of which each has a value; it has an address of its own.
struct ChoiceForm: Sendable {
    struct Choice: Sendable {
        let name: String
        let label: String
        let options: [FormField.Option]
        let current: String
    }

    let request: ConsoleRequest
    /// What else in the address stays.
    var keeps: [String] = []
    let submit: String
    let choices: [Choice]

    var html: HTML {
        let kept = keeps.reduce(into: HTML.empty) { html, name in
            if let value = request.query[name] { html += "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">" }
        }
        let fields = choices.reduce(into: HTML.empty) { html, choice in
            let options = choice.options.reduce(into: HTML.empty) { options, option in
                let selected: HTML = option.value == choice.current ? " selected" : ""
                options += "<option value=\"\(option.value)\"\(selected)>\(option.label)</option>"
            }
            html += """
                <div class="filter-field"><label for="choice-\(choice.name)">\(choice.label)</label>\
                <select class="form-select" id="choice-\(choice.name)" name="\(choice.name)">\(options)</select></div>
                """
        }
        return """
            <form class="filter" method="get" action="\(request.path)">\(kept)\(fields)\
            <div class="filter-end"><button class="btn btn-secondary">\(submit)</button></div></form>
            """
    }
}

import CentralSystem
import Markup
import WebAPI

/// Forms that change something.
enum Form {
    /// A form that is sent to a page of ours, with the key of the session.
    ///
    /// - Parameter action: the path; nil for the page itself.
    static func html(_ request: ConsoleRequest, action: String? = nil, _ fields: HTML, submit: String, style: String = "btn-primary") -> HTML {
        """
        <form method="post" action="\(action ?? request.path)" class="form">\(key(request))\(fields)
        <p class="form-end"><button class="btn \(style)">\(submit)</button></p></form>
        """
    }

    /// A button that does something at once.
    ///
    /// - Parameter values: hidden fields that go with it.
    static func button(
        _ request: ConsoleRequest, _ label: String, action: String, values: KeyValuePairs<String, String> = [:], style: String = "btn-secondary"
    ) -> HTML {
        """
        <form method="post" action="\(action)" class="one-button">\(key(request))\(hidden(values))\
        <button class="btn \(style)">\(label)</button></form>
        """
    }

    /// The key of the page that a form stands on.
    static let onceField = "once"

    /// The hidden fields that show that a form belongs to the session, and by which it is known when it comes twice. Every form of ours
    /// has them.
    static func key(_ request: ConsoleRequest) -> HTML {
        guard let session = request.identification?.session?.session else { return "" }
        // Firefox fills in what stood in a field before, hidden or not, unless told not to.
        return """
            <input type="hidden" name="csrf" value="\(session.forgeryToken)">\
            <input type="hidden" name="\(onceField)" value="\(request.formKey)" autocomplete="off">
            """
    }

    static func hidden(_ values: KeyValuePairs<String, String>) -> HTML {
        values.reduce(into: HTML.empty) { $0 += "<input type=\"hidden\" name=\"\($1.key)\" value=\"\($1.value)\">" }
    }
}

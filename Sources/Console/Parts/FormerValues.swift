import Markup

/// What the fields of a form held when it was shown, as hidden fields beside them. Saving changes only what was changed in the form, so
/// that what somebody else saved meanwhile stays: a note that is typed does not unblock an idTag.
enum FormerValues {
    private static let prefix = "was."

    /// - Parameter values: by the names of the fields, as the fields show them.
    static func html(_ request: ConsoleRequest, _ values: [(name: String, value: String?)]) -> HTML {
        values.reduce(into: HTML.empty) { html, pair in
            let name = prefix + pair.name
            // A form that is shown again still began with what it showed first.
            let value = request.form.pairs.last { $0.name == name }?.value ?? pair.value ?? ""
            html += "<input type=\"hidden\" name=\"\(name)\" value=\"\(value)\">"
        }
    }

    /// Whether a field came in with something else than it held. A field that did not come in changes nothing; one whose former value did
    /// not come in counts as changed.
    static func isChanged(_ name: String, _ form: Fields) -> Bool {
        guard let value = form.pairs.last(where: { $0.name == name })?.value else { return false }
        guard let former = form.pairs.last(where: { $0.name == prefix + name })?.value else { return true }
        return unified(value) != unified(former)
    }

    /// The form without former values, and without what was not changed.
    static func changes(_ form: Fields) -> Fields {
        Fields(form.pairs.filter { !$0.name.hasPrefix(prefix) && isChanged($0.name, form) })
    }

    /// Browsers send every line break as two characters, however it was given to them.
    private static func unified(_ text: String) -> String { text.replacing("\r\n", with: "\n") }
}

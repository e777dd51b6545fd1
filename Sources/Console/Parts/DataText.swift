import Markup

/// What a person or a charge point wrote, in whatever language: no translator shall touch it.
enum DataText {
    /// A dash in place of nothing.
    static func html(_ text: String?) -> HTML {
        guard let text, !text.isEmpty else { return "–" }
        return "<span translate=\"no\">\(text)</span>"
    }
}

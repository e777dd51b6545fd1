import Markup

/// A part of a page with a heading of its own.
enum Panel {
    static func html(_ title: String, actions: HTML = "", _ content: HTML) -> HTML {
        "<section class=\"panel\"><div class=\"panel-head\"><h2>\(title)</h2>\(actions)</div>\(content)</section>"
    }
}

/// Facts with their names, one below the other.
enum Facts {
    static func html(_ facts: [(name: String, value: HTML)]) -> HTML {
        "<dl class=\"facts\">\(facts.reduce(into: HTML.empty) { $0 += "<div><dt>\($1.name)</dt><dd>\($1.value)</dd></div>" })</dl>"
    }
}

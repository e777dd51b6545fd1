import Markup

/// Ways between the parts of one thing: links, each with an address of its own.
enum Tabs {
    /// - Parameter name: what they are tabs of.
    static func html(_ request: ConsoleRequest, name: String, _ tabs: [Link]) -> HTML {
        let items = tabs.reduce(into: HTML.empty) { html, tab in
            let current: HTML = tab.path == request.path ? " aria-current=\"page\"" : ""
            html += "<li class=\"nav-item\"><a class=\"nav-link\(tab.path == request.path ? " active" : "")\" href=\"\(tab.path)\"\(current)>\(tab.text)</a></li>"
        }
        return "<nav class=\"tabs\" aria-label=\"\(name)\"><ul class=\"nav nav-tabs\">\(items)</ul></nav>"
    }
}

import Markup

/// A message above what it is about.
enum Alert {
    static func html(_ kind: Flash.Kind, _ text: String) -> HTML { html(kind, "\(text)" as HTML) }

    static func html(_ kind: Flash.Kind, _ text: HTML) -> HTML {
        let (style, icon): (String, Icon) =
            switch kind {
            case .success: ("alert-success", .check)
            case .warning: ("alert-warning", .warning)
            case .failure: ("alert-danger", .warning)
            }
        return "<div class=\"alert \(style)\" role=\"\(kind == .success ? "status" : "alert")\">\(icon.html) <span>\(text)</span></div>"
    }
}

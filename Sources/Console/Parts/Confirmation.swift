import Markup

/// A page between a button and what it does, for what cannot be taken back or is felt at the charge point.
///
/// It works without script: the button leads here with GET, and the form here does it with POST, to the same page.
enum Confirmation {
    /// - Parameters:
    ///   - title: the question: `Reset CP-1?`
    ///   - consequence: what will happen, in plain words.
    ///   - submit: what the button does: `Reset it`.
    ///   - back: where one goes who does not.
    ///   - fields: what is to be said with it; hidden or not.
    ///   - style: of the button: `btn-danger` for what is taken away from somebody.
    static func content(
        _ request: ConsoleRequest, title: String, consequence: String, submit: String, back: String, trail: [Link] = [],
        fields: HTML = "", style: String = "btn-danger"
    ) -> PageContent {
        PageContent(title, trail: trail, main: """
            <div class="confirmation"><p class="lead">\(consequence)</p>
            <form method="post" action="\(request.path)" class="form">\(Form.key(request))\(fields)
            <p class="form-end"><button class="btn \(style)">\(submit)</button> \
            <a class="btn btn-secondary" href="\(back)">\(request.text("Leave it as it is", "그대로 두기"))</a></p></form></div>
            """)
    }
}

import HTTPTypes
import Markup

/// What somebody sees who sends a form after their session has ended: nothing of what was typed is lost, but for passwords.
///
/// It is signed in elsewhere, and the form is sent from here once more. It has no key of the new session then, so the page that it is
/// of shows it again, with what was typed, to be looked at and sent.
enum SessionOverPage {
    /// Nil when there is nothing to keep.
    static func content(_ request: ConsoleRequest) -> PageContent? {
        let typed = request.form.with(["csrf": nil]).compacted.pairs
        guard !typed.isEmpty else { return nil }
        let kept = typed.filter { !isSecret($0.name) }
        let fields = kept.reduce(into: HTML.empty) { $0 += "<input type=\"hidden\" name=\"\($1.name)\" value=\"\($1.value)\">" }
        let secrets: HTML =
            kept.count == typed.count
            ? "" : "<p>\(request.text("Passwords and keys are not kept: type them again.", "비밀번호와 키는 보관하지 않으므로 다시 입력해야 합니다."))</p>"
        return PageContent(request.text("Your session is over", "세션이 만료되었습니다"), status: .unauthorized, main: """
            \(Alert.html(.warning, request.text("Nothing was sent yet. What you typed is kept on this page.", "아직 아무것도 전송되지 않았습니다. 입력한 내용은 이 페이지에 남아 있습니다.")))
            <ol><li>\(request.text("Sign in, in a new tab.", "새 탭에서 로그인하십시오."))</li>\
            <li>\(request.text("Come back here and go on: you see the form once more before it is sent.", "이 탭으로 돌아와 계속하십시오. 전송 전에 양식을 다시 확인할 수 있습니다."))</li></ol>\(secrets)
            <form method="post" action="\(request.here.url(request.path))" class="form">\(fields)\
            <p class="form-end"><a class="btn btn-primary" href="\(SignInPage.path)" target="_blank" rel="noopener">\
            \(request.text("Sign in", "로그인"))</a> <button class="btn btn-secondary">\(request.text("Go on", "계속"))</button></p></form>
            """)
    }

    private static func isSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["password", "secret", "token", "key"].contains { name.contains($0) && name != "key" }
    }
}

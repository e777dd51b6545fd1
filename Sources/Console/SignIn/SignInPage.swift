import CentralSystem
import HTTPTypes
import Markup
import WebAPI

/// Signing in with name and password. Whoever was on the way to another page goes on there.
struct SignInPage: ConsolePage {
    static let path = "/sign-in"
    static let role: Role? = nil
    static let operations: [OperationName] = ["logIn"]

    let users: UserService
    let entrance: OneTimeEntrance?

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        guard request.identification == nil else { return .redirect(next(request)) }
        // Nobody can sign in before there is somebody.
        guard try await !users.list(.init(limit: 1)).items.isEmpty else { return .redirect(FirstUserPage.path) }
        let fields: HTML = """
            <input type="hidden" name="next" value="\(next(request))">
            \(FormField(request: request, name: "user", label: request.text("User", "사용자"), isRequired: true)
                .text(autocomplete: "username"))
            \(FormField(request: request, name: "password", label: request.text("Password", "비밀번호"), isRequired: true)
                .text(type: "password", autocomplete: "current-password"))
            """
        let demonstration: HTML =
            entrance == nil ? ""
            : "<p class=\"form-text\">\(request.text("This is a demonstration: the link that the server printed at its start signs you in, once.", "데모 서버입니다. 시작할 때 출력된 링크로 한 번 로그인할 수 있습니다."))</p>"
        return .content(PageContent(
            request.text("Sign in", "로그인"),
            main: "<div class=\"sign-in\">\(Form.html(request, action: Self.path, fields, submit: request.text("Sign in", "로그인")))\(demonstration)</div>"))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let result = try await request.call(
            "logIn", .init(body: .object(["user": .string(request.form["user"] ?? ""), "password": .string(request.form["password"] ?? "")])))
        var headers = HTTPFields()
        if let cookie = result.headers[.setCookie] { headers[.setCookie] = cookie }
        return .leave(next(request), headers: headers)
    }

    private func next(_ request: ConsoleRequest) -> String { LocalPath.checked(request.form["next"] ?? request.query["next"]) }
}

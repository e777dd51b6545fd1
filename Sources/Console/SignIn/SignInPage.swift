import CentralSystem
import HTTPTypes
import Markup
import OCPPJ
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
            main: "\(notice(request))<div class=\"sign-in\">\(Form.html(request, action: Self.path, fields, submit: request.text("Sign in", "로그인")))\(demonstration)</div>"))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let result: OperationCaller.Result
        do throws(Problem) {
            result = try await request.call(
                "logIn",
                .init(body: .object(["user": .string(request.form["user"] ?? ""), "password": .string(request.form["password"] ?? "")])))
        } catch {
            throw Self.inWords(error, request)
        }
        var headers = HTTPFields()
        if let cookie = result.headers[.setCookie] { headers[.setCookie] = cookie }
        return .leave(next(request), headers: headers)
    }

    /// The same for whether there is such a user or not; and what to do.
    private static func inWords(_ problem: Problem, _ request: ConsoleRequest) -> Problem {
        switch problem.type {
        case .wrongCredentials:
            return Problem(.wrongCredentials, Phrase(verbatim: request.text(
                "User name or password is wrong. An administrator can give you a new password.",
                "사용자 이름 또는 비밀번호가 올바르지 않습니다. 관리자에게 새 비밀번호를 요청할 수 있습니다.")), headers: problem.headers)
        case .tooManyAttempts:
            let seconds = problem.headers[.retryAfter] ?? "60"
            return Problem(.tooManyAttempts, Phrase(verbatim: request.text(
                "Too many wrong attempts. Wait \(seconds) s, then try again; until then the right password is not taken either.",
                "여러 번 잘못 입력했습니다. \(seconds)초 뒤에 다시 시도하십시오. 그때까지는 올바른 비밀번호도 받지 않습니다.")), headers: problem.headers)
        default: return problem
        }
    }

    /// What somebody is told whose session is over.
    private func notice(_ request: ConsoleRequest) -> HTML {
        guard request.flash == nil, request.problem == nil, request.services.bringsSession(request.request) else { return "" }
        return Alert.html(.warning, request.text(
            "Your session has ended. Sign in again to go on where you were.", "로그인 세션이 끝났습니다. 다시 로그인하면 보던 페이지로 돌아갑니다."))
    }

    private func next(_ request: ConsoleRequest) -> String { LocalPath.checked(request.form["next"] ?? request.query["next"]) }
}

import CentralSystem
import HTTPTypes
import Markup
import WebAPI

/// Making the first user of a new server, by whoever holds the administrator's token that it printed.
struct FirstUserPage: ConsolePage {
    static let path = "/sign-in/first-user"
    static let role: Role? = nil
    static let operations: [OperationName] = ["createUser", "logIn"]

    let users: UserService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        guard try await isOpen(request) else { return .redirect(SignInPage.path) }
        let fields: HTML = """
            \(FormField(request: request, name: "token", label: request.text("Administrator's token", "관리자 토큰"),
                help: request.text("The server printed it at its first start, or you set it as STATIONMASTER_ADMIN_TOKEN.",
                    "서버가 처음 시작할 때 출력했거나 STATIONMASTER_ADMIN_TOKEN으로 설정한 값입니다."), isRequired: true)
                .text(type: "password"))
            \(FormField(request: request, name: "name", label: request.text("Your user name", "사용자 이름"), isRequired: true)
                .text(autocomplete: "username", limits: ["maxlength": "64"]))
            \(FormField(request: request, name: "password", label: request.text("A new password", "새 비밀번호"),
                help: request.text("It \(OperatorPassword.rule).", "비밀번호는 \(Said(request).text(OperatorPassword.rule))."), isRequired: true)
                .text(type: "password", autocomplete: "new-password"))
            """
        return .content(PageContent(
            request.text("Welcome: make the first user", "환영합니다: 첫 사용자 만들기"),
            main: """
                <div class="sign-in"><p>\(request.text("There are no users yet. The first one becomes an administrator and can add others.",
                    "아직 사용자가 없습니다. 첫 사용자는 관리자가 되며 다른 사용자를 추가할 수 있습니다."))</p>
                \(Form.html(request, action: Self.path, fields, submit: request.text("Make the user and sign in", "만들고 로그인")))</div>
                """))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        guard try await isOpen(request) else { return .redirect(SignInPage.path) }
        guard let administrator = try await request.services.administrator(withToken: request.form["token"] ?? "") else {
            await request.services.noteRefusal(request.request, request.context)
            throw Problem.invalidMember("token", request.text("This is not the administrator's token.", "관리자 토큰이 아닙니다."))
        }
        let (name, password) = (request.form["name"] ?? "", request.form["password"] ?? "")
        let caller = OperationCaller.Caller(administrator, address: request.address, logger: request.logger)
        _ = try await request.services.operations.call(
            "createUser",
            .init(body: .object(["name": .string(name), "role": "administrator", "password": .string(password)])), by: caller)
        let result = try await request.call("logIn", .init(body: .object(["user": .string(name), "password": .string(password)])))
        var headers = HTTPFields()
        if let cookie = result.headers[.setCookie] { headers[.setCookie] = cookie }
        return .leave("/", headers: headers)
    }

    private func isOpen(_ request: ConsoleRequest) async throws -> Bool {
        guard request.identification == nil else { return false }
        return try await users.list(.init(limit: 1)).items.isEmpty
    }
}

import CentralSystem
import Markup
import WebAPI

/// The people who may sign in.
struct UserListPage: ConsolePage {
    static let path = "/users"
    static let role: Role? = .administrator

    let users: UserService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let page = try await users.list(try request.page())
        let own = request.principal?.name
        let table = DataTable(
            request: request, caption: request.text("Users", "사용자"),
            columns: [
                Column(request.text("Name", "이름")) { user in
                    let me: HTML = user.name == own ? " \(StatusBadge.html(request.text("you", "나"), .neutral))" : ""
                    return "\(Link(user.name, LocalPath.of(UserPage.path, ["name": user.name])).html)\(me)"
                },
                Column(request.text("Role", "역할")) { "\($0.role.word(request))" },
                Column(request.text("Last signed in", "마지막 로그인")) { user in
                    user.lastLoginAt.map { TimeText.ago($0, request) } ?? "\(request.text("never", "없음"))"
                },
                Column(request.text("Password set", "비밀번호 설정"), isSecondary: true) { TimeText.html($0.passwordChangedAt) },
                Column(request.text("Added", "추가"), isSecondary: true) { TimeText.html($0.createdAt) },
            ], rows: page.items, next: page.nextCursor)
        let content: HTML =
            page.items.isEmpty
            ? EmptyState.html(
                request.text("There are no users yet", "아직 사용자가 없습니다"),
                request.text("Add the people who run the network.", "운영할 사람을 추가하십시오."),
                actions: [Link(request.text("Add a user", "사용자 추가"), NewUserPage.path)])
            : table.html
        return .content(PageContent(
            request.text("Users", "사용자"),
            actions: "<a class=\"btn btn-primary\" href=\"\(NewUserPage.path)\">\(request.text("Add a user", "사용자 추가"))</a>",
            main: "\(OperatorTabs.html(request))\(content)"))
    }
}

/// Adding somebody.
struct NewUserPage: ConsolePage {
    static let path = "/users/new"
    static let role: Role? = .administrator
    static let operations: [OperationName] = ["createUser"]

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let fields: HTML = """
            \(FormField(request: request, name: "name", label: request.text("User name", "사용자 이름"),
                help: request.text("It stands in the audit log beside what they do.", "감사 기록에 이 이름으로 남습니다."), isRequired: true)
                .text(limits: ["maxlength": "64"]))\
            \(FormField(request: request, name: "role", label: request.text("Role", "역할"), value: Role.operator.rawValue, isRequired: true)
                .choice(Role.options(request)))\
            \(NewPasswordFields.html(request))
            """
        return .content(PageContent(
            request.text("Add a user", "사용자 추가"), trail: [Link(request.text("Users", "사용자"), UserListPage.path)],
            main: Form.html(request, fields, submit: request.text("Add the user", "추가"))))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let password = try NewPasswordFields.checked(request)
        let name = request.form["name"] ?? ""
        try await request.call("createUser", .init(body: .object([
            "name": .string(name), "role": .string(request.form["role"] ?? ""), "password": .string(password),
        ])))
        return .redirect(UserListPage.path, .success(request.text(
            "\(name) can sign in now. Hand the password over by a safe way.", "이제 로그인할 수 있습니다: \(name). 비밀번호는 안전하게 전달하십시오.")))
    }
}

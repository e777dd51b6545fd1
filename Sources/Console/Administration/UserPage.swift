import CentralSystem
import Markup
import WebAPI

/// One user: role, password, removal.
struct UserPage: ConsolePage {
    static let path = "/users/{name}"
    static let role: Role? = .administrator
    static let operations: [OperationName] = ["changeUser", "setUserPassword", "deleteUser"]

    let users: UserService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let user = try await users.get(request.parameters["name"] ?? "")
        let facts = Facts.html([
            (request.text("Role", "역할"), "\(user.role.word(request))"),
            (request.text("Last signed in", "마지막 로그인"), TimeText.html(user.lastLoginAt, otherwise: request.text("never", "없음"))),
            (request.text("Password set", "비밀번호 설정"), TimeText.html(user.passwordChangedAt)),
            (request.text("Added", "추가"), TimeText.html(user.createdAt)),
        ])
        let isOwn = request.principal?.name == user.name
        let form = Form.html(
            request,
            FormField(
                request: request, name: "role", label: request.text("New role", "새 역할"),
                help: isOwn
                    ? request.text(
                        "This is you: another role ends your session, and you sign in again.", "본인입니다. 역할을 바꾸면 세션이 끝나 다시 로그인해야 합니다.")
                    : request.text("Another role ends the user's sessions at once.", "역할을 바꾸면 해당 사용자의 세션이 즉시 끝납니다."),
                value: user.role.rawValue, isRequired: true
            ).choice(Role.options(request)), submit: request.text("Change the role", "역할 변경"))
        let path = ["name": user.name]
        let audit = Fields([("actor", user.name)]).url(AuditPage.path)
        return .content(PageContent(
            request.text("User \(user.name)", "사용자 \(user.name)"), trail: [Link(request.text("Users", "사용자"), UserListPage.path)],
            actions: """
                <a class="btn btn-secondary" href="\(audit)">\(request.text("What they did", "활동 기록"))</a>
                <a class="btn btn-secondary" href="\(LocalPath.of(UserPasswordPage.path, path))">\(request.text("Set a password", "비밀번호 설정"))</a>
                <a class="btn btn-danger" href="\(LocalPath.of(UserRemovalPage.path, path))">\(request.text("Remove …", "삭제 …"))</a>
                """,
            main: "\(Panel.html(request.text("At a glance", "한눈에 보기"), facts))\(Panel.html(request.text("Role", "역할"), form))"))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let name = request.parameters["name"] ?? ""
        try await request.submit("changeUser", path: ["name": name])
        return .redirect(UserListPage.path, .success(request.text("The role of \(name) is changed.", "\(name)의 역할을 바꿨습니다.")))
    }
}

/// A new password for somebody who forgot theirs, or whose password is known to others.
struct UserPasswordPage: ConsolePage {
    static let path = "/users/{name}/password"
    static let role: Role? = .administrator
    static let operations: [OperationName] = ["setUserPassword"]

    let users: UserService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let name = try await users.get(request.parameters["name"] ?? "").name
        return .content(PageContent(
            request.text("A new password for \(name)", "\(name)의 새 비밀번호"),
            trail: [
                Link(request.text("Users", "사용자"), UserListPage.path), Link(name, LocalPath.of(UserPage.path, ["name": name])),
            ],
            main: """
                <p>\(request.text("All sessions of \(name) end at once.", "\(name)의 모든 세션이 즉시 끝납니다."))</p>
                \(Form.html(request, NewPasswordFields.html(request), submit: request.text("Set the password", "비밀번호 설정")))
                """))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let name = request.parameters["name"] ?? ""
        let password = try NewPasswordFields.checked(request)
        try await request.call("setUserPassword", .init(path: ["name": name], body: .object(["password": .string(password)])))
        return .redirect(LocalPath.of(UserPage.path, ["name": name]), .success(request.text(
            "The password of \(name) is set. Hand it over by a safe way.", "\(name)의 비밀번호를 설정했습니다. 안전하게 전달하십시오.")))
    }
}

/// Before a user is removed.
struct UserRemovalPage: ConsolePage {
    static let path = "/users/{name}/remove"
    static let role: Role? = .administrator
    static let operations: [OperationName] = ["deleteUser"]

    let users: UserService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let name = try await users.get(request.parameters["name"] ?? "").name
        return .content(Confirmation.content(
            request, title: request.text("Remove \(name)?", "\(name) 사용자를 삭제할까요?"),
            consequence: request.text(
                "\(name) is signed out at once and cannot sign in again. What \(name) did stays in the audit log.",
                "\(name) 사용자는 즉시 로그아웃되고 다시 로그인할 수 없습니다. 지금까지의 활동은 감사 기록에 남습니다."),
            submit: request.text("Remove the user", "사용자 삭제"), back: LocalPath.of(UserPage.path, ["name": name]),
            trail: [Link(request.text("Users", "사용자"), UserListPage.path)]))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let name = request.parameters["name"] ?? ""
        try await request.call("deleteUser", .init(path: ["name": name]))
        return .redirect(UserListPage.path, .success(request.text("\(name) is removed.", "사용자를 삭제했습니다: \(name)")))
    }
}

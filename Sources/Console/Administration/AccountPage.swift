import CentralSystem
import HTTPTypes
import Markup
import WebAPI

/// One's own account: password and sessions.
struct AccountPage: ConsolePage {
    static let path = "/account"
    static let operations: [OperationName] = ["changeOwnPassword"]

    let sessions: OperatorSessionService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        guard let identification = request.identification else { return .redirect(SignInPage.path) }
        let name = identification.principal.name
        let all = try await sessions.list(ofUser: name, key: identification.session?.key)
        let facts = Facts.html([
            (request.text("User name", "사용자 이름"), "\(name)"),
            (request.text("Role", "역할"), "\(identification.principal.role.word(request))"),
            (request.text("You may", "권한"), "\(identification.principal.role.explanation(request))"),
        ])
        let table = DataTable(
            request: request, caption: request.text("Sessions", "로그인 세션"),
            columns: [
                Column(request.text("Signed in", "로그인")) { TimeText.html($0.createdAt) },
                Column(request.text("Last used", "마지막 사용")) { use in
                    use.isOwn ? StatusBadge.html(request.text("this one", "현재 세션"), .good) : TimeText.ago(use.lastUsedAt, request)
                },
                Column(request.text("Ends at the latest", "최종 만료"), isSecondary: true) { TimeText.html($0.expiresAt) },
            ], rows: all)
        let out = request.text("Sign out everywhere …", "모든 곳에서 로그아웃 …")
        return .content(PageContent(
            request.text("Your account", "내 계정"),
            main: """
                \(Panel.html(request.text("Who you are", "계정 정보"), facts))\
                \(Panel.html(request.text("Where you are signed in", "로그인된 곳"),
                    actions: "<a class=\"btn btn-secondary\" href=\"\(SignOutEverywherePage.path)\">\(out)</a>", table.html))\
                \(Panel.html(request.text("Change your password", "비밀번호 변경"), passwordForm(request)))
                """))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let password = try NewPasswordFields.checked(request)
        try await request.call("changeOwnPassword", .init(body: .object([
            "currentPassword": .string(request.form["currentPassword"] ?? ""), "password": .string(password),
        ])))
        return .redirect(SignInPage.path, .success(request.text(
            "Your password is changed. Sign in with the new one.", "비밀번호를 바꿨습니다. 새 비밀번호로 로그인하십시오.")))
    }

    private func passwordForm(_ request: ConsoleRequest) -> HTML {
        let current = FormField(
            request: request, name: "currentPassword", label: request.text("Your password until now", "현재 비밀번호"), isRequired: true
        ).text(type: "password", autocomplete: "current-password", limits: ["maxlength": "1024"])
        return """
            <p>\(request.text(
                "All your sessions end, this one too; you sign in again with the new password.",
                "현재 세션을 포함한 모든 세션이 끝나며 새 비밀번호로 다시 로그인합니다."))</p>
            \(Form.html(request, "\(current)\(NewPasswordFields.html(request))", submit: request.text("Change the password", "비밀번호 변경")))
            """
    }
}

/// Before all sessions of who asks end.
struct SignOutEverywherePage: ConsolePage {
    static let path = "/account/sign-out-everywhere"
    static let operations: [OperationName] = ["logOutEverywhere"]

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        .content(Confirmation.content(
            request, title: request.text("Sign out everywhere?", "모든 곳에서 로그아웃할까요?"),
            consequence: request.text(
                "All your sessions end, in every browser and here. Use it when you forgot to sign out elsewhere. The password stays; change it when somebody may know it.",
                "이 브라우저를 포함한 모든 세션이 끝납니다. 다른 곳에서 로그아웃하지 않았을 때 사용하십시오. 비밀번호는 그대로이므로, 노출되었다면 비밀번호를 바꾸십시오."),
            submit: request.text("Sign out everywhere", "모든 곳에서 로그아웃"), back: AccountPage.path,
            trail: [Link(request.text("Your account", "내 계정"), AccountPage.path)]))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let result = try await request.call("logOutEverywhere")
        var headers = HTTPFields()
        if let cookie = result.headers[.setCookie] { headers[.setCookie] = cookie }
        headers[values: .setCookie].append(SignOut.farewell(request))
        return .leave(SignInPage.path, headers: headers)
    }
}

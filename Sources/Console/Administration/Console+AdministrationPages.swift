import CentralSystem
import Markup

extension Console {
    /// Who may use this server, and what they did with it.
    static func administrationPages(of centralSystem: CentralSystem) -> [any ConsolePage] {
        let operators = centralSystem.operators
        return [
            UserListPage(users: operators.users),
            NewUserPage(),
            UserPage(users: operators.users),
            UserPasswordPage(users: operators.users),
            UserRemovalPage(users: operators.users),
            TokenListPage(tokens: operators.tokens),
            NewTokenPage(),
            TokenRevocationPage(tokens: operators.tokens),
            AuditPage(audit: operators.audit),
            AccountPage(sessions: operators.sessions),
            SignOutEverywherePage(),
        ]
    }
}

/// The ways between users and tokens.
enum OperatorTabs {
    static func html(_ request: ConsoleRequest) -> HTML {
        Tabs.html(
            request, name: request.text("Users and tokens", "사용자와 토큰"),
            [
                Link(request.text("Users", "사용자"), UserListPage.path),
                Link(request.text("Tokens of programs", "프로그램 토큰"), TokenListPage.path),
            ])
    }
}

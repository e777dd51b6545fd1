import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// The tokens with which programs use the API.
struct TokenListPage: ConsolePage {
    static let path = "/tokens"
    static let role: Role? = .administrator

    let tokens: APITokenService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let page = try await tokens.list(try request.page())
        let content: HTML =
            page.items.isEmpty
            ? EmptyState.html(
                request.text("No program has a token", "발급된 토큰이 없습니다"),
                request.text(
                    "A program that uses the REST API needs one: give each program its own, so that one can be revoked alone.",
                    "REST API를 쓰는 프로그램마다 토큰을 따로 발급하면 하나씩 폐기할 수 있습니다."),
                actions: [Link(request.text("Make a token", "토큰 만들기"), NewTokenPage.path)])
            : DataTable(
                request: request, caption: request.text("Tokens", "토큰"), columns: columns(request), rows: page.items,
                next: page.nextCursor
            ).html
        return .content(PageContent(
            request.text("Tokens of programs", "프로그램 토큰"),
            actions: "<a class=\"btn btn-primary\" href=\"\(NewTokenPage.path)\">\(request.text("Make a token", "토큰 만들기"))</a>",
            main: "\(OperatorTabs.html(request))\(content)"))
    }

    private func columns(_ request: ConsoleRequest) -> [Column<APIToken>] {
        [
            Column(request.text("Name", "이름")) { "\($0.name)" },
            Column(request.text("May", "권한")) { token in
                let readOnly: HTML = token.scope.isReadOnly ? " \(StatusBadge.html(request.text("only reads", "읽기 전용"), .neutral))" : ""
                let scopes = token.scope.tags.map { $0.map { TokenScopeWord.of($0, request) }.joined(separator: ", ") }
                    ?? request.text("everything of the role", "역할의 모든 권한")
                return "\(token.role.word(request))\(readOnly)<div class=\"form-text\">\(scopes)</div>"
            },
            Column(request.text("Expires", "만료")) { token in
                token.expiresAt == nil ? "\(request.text("never", "없음"))" : ExpiryText.html(token.expiresAt, request)
            },
            Column(request.text("Last used", "마지막 사용"), isSecondary: true) { token in
                token.lastUsedAt.map { TimeText.ago($0, request) } ?? "\(request.text("never", "없음"))"
            },
            Column(request.text("Made by", "발급자"), isSecondary: true) { "\($0.createdBy), \(TimeText.html($0.createdAt))" },
            Column(request.text("Change", "변경")) { token in
                let path = LocalPath.of(TokenRevocationPage.path, ["tokenId": String(token.id)])
                let name = request.text("Revoke \(token.name)", "\(token.name) 폐기")
                return "<a class=\"btn btn-sm btn-secondary\" href=\"\(path)\" aria-label=\"\(name)\">\(request.text("Revoke …", "폐기 …"))</a>"
            },
        ]
    }
}

/// Before a token is revoked.
struct TokenRevocationPage: ConsolePage {
    static let path = "/tokens/{tokenId}/revoke"
    static let role: Role? = .administrator
    static let operations: [OperationName] = ["revokeToken"]

    let tokens: APITokenService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let token = try await found(request)
        return .content(Confirmation.content(
            request, title: request.text("Revoke the token “\(token.name)”?", "\(token.name) 토큰을 폐기할까요?"),
            consequence: request.text(
                "The program that uses it is refused from its next request on. It cannot be undone; a new token can be made.",
                "이 토큰을 쓰는 프로그램은 다음 요청부터 거부됩니다. 되돌릴 수 없지만 새 토큰을 만들 수 있습니다."),
            submit: request.text("Revoke it", "폐기"), back: TokenListPage.path,
            trail: [Link(request.text("Tokens of programs", "프로그램 토큰"), TokenListPage.path)]))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        try await request.call("revokeToken", .init(path: ["tokenId": request.parameters["tokenId"] ?? ""]))
        return .redirect(TokenListPage.path, .success(request.text("The token is revoked.", "토큰을 폐기했습니다.")))
    }

    private func found(_ request: ConsoleRequest) async throws -> APIToken {
        guard let id = request.parameters["tokenId"].flatMap({ Int64($0) }) else {
            throw Problem(.notFound, request.text("There is no such token.", "그런 토큰이 없습니다."))
        }
        return try await tokens.get(id)
    }
}

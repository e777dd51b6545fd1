import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// Making a token. It is shown once, in the answer to the form.
struct NewTokenPage: ConsolePage {
    static let path = "/tokens/new"
    static let role: Role? = .administrator
    static let operations: [OperationName] = ["createToken"]

    /// In days.
    private static let lives = [7, 30, 90, 365]

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let lives = Self.lives.map { FormField.Option(String($0), request.text("in \($0) days", "\($0)일 뒤")) }
        let fields: HTML = """
            \(FormField(request: request, name: "name", label: request.text("What it is for", "용도"),
                help: request.text("For example “billing”. Records show it as who asked.", "예: billing. 감사 기록에 이 이름으로 남습니다."),
                isRequired: true).text(limits: ["maxlength": "64"]))\
            \(FormField(request: request, name: "role", label: request.text("Role", "역할"), value: Role.viewer.rawValue, isRequired: true)
                .choice(Role.options(request)))\
            \(FormField(request: request, name: "readOnly", label: request.text("It may only read", "읽기만 허용")).box())\
            \(FormField(request: request, name: "expiresAt", label: request.text("Expires", "만료"), value: "90", isRequired: true)
                .choice(lives + [.init("never", request.text("never", "만료 없음"))]))\
            \(scopes(request))
            """
        return .content(PageContent(
            request.text("Make a token", "토큰 만들기"),
            trail: [Link(request.text("Tokens of programs", "프로그램 토큰"), TokenListPage.path)],
            main: Form.html(request, fields, submit: request.text("Make the token", "토큰 만들기"))))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let form = request.form
        let scopes = form.values("scopes")
        let expires = try expiry(request)
        let result = try await request.call("createToken", .init(body: .object([
            "name": .string(form["name"] ?? ""), "role": .string(form["role"] ?? ""), "readOnly": .bool(form["readOnly"] == "true"),
            "scopes": scopes.isEmpty ? nil : .list(scopes.map { .string($0) }), "expiresAt": expires.map { .string($0) },
        ])))
        return .content(shownOnce(result.body["token"]?.string ?? "", name: form["name"] ?? "", request))
    }

    /// Nil for a token that never expires, which must have been chosen.
    private func expiry(_ request: ConsoleRequest) throws(Problem) -> String? {
        if request.form["expiresAt"] == "never" { return nil }
        guard let days = request.form.integer("expiresAt"), Self.lives.contains(days) else {
            throw .invalidMember("expiresAt", request.text("Choose when it expires.", "만료 시점을 선택하십시오."))
        }
        return request.now.advanced(bySeconds: days * 86_400).rfc3339
    }

    private func scopes(_ request: ConsoleRequest) -> HTML {
        let chosen = Set(request.form.values("scopes"))
        let boxes = TokenScopes.all.reduce(into: HTML.empty) { html, scope in
            let checked: HTML = chosen.contains(scope) ? " checked" : ""
            html += """
                <div class="form-check"><input class="form-check-input" type="checkbox" name="scopes" value="\(scope)" \
                id="scope-\(scope)"\(checked)><label class="form-check-label" for="scope-\(scope)">\(TokenScopeWord.of(scope, request))</label></div>
                """
        }
        return """
            <fieldset class="field"><legend class="form-label">\(request.text("Only these parts of the API", "허용할 API 범위"))</legend>
            <p class="form-text">\(request.text(
                "Tick none, and it may use everything that its role may.", "아무것도 고르지 않으면 역할의 모든 권한을 가집니다."))</p>
            <div class="choices">\(boxes)</div></fieldset>
            """
    }

    private func shownOnce(_ token: String, name: String, _ request: ConsoleRequest) -> PageContent {
        PageContent(
            request.text("The token for \(name)", "\(name) 토큰"),
            trail: [Link(request.text("Tokens of programs", "프로그램 토큰"), TokenListPage.path)],
            main: """
                \(Alert.html(.warning, request.text(
                    "Copy it now: it is shown this once. The server keeps only its hash.", "지금 복사하십시오. 다시 표시되지 않으며 서버는 해시만 보관합니다.")))
                <div class="form"><div class="field"><label class="form-label" for="new-token">\(request.text("Token", "토큰"))</label>
                <input class="form-control" id="new-token" value="\(token)" readonly autocomplete="off" spellcheck="false"></div></div>
                <p>\(request.text("The program sends it with every request:", "프로그램은 모든 요청에 다음 헤더를 보냅니다:"))</p>
                <pre tabindex="0">Authorization: Bearer \(token)</pre>
                <p><a class="btn btn-primary" href="\(TokenListPage.path)">\(request.text("I have copied it", "복사했습니다"))</a></p>
                """)
    }
}

/// What the groups of operations are called to which a token can be restricted.
enum TokenScopeWord {
    private static let korean = [
        "charge-points": "충전기", "commands": "명령", "configuration": "설정", "charging-profiles": "충전 프로파일", "reservations": "예약",
        "local-lists": "로컬 인증 목록", "id-tags": "idTag", "transactions": "충전 세션", "meter-values": "계량값",
        "orphaned-stops": "세션 없는 StopTransaction", "reports": "충전기 보고", "messages": "메시지", "bulk-operations": "일괄 작업",
        "remote-transactions": "원격 시작과 종료", "data-transfers": "DataTransfer", "firmware": "펌웨어", "diagnostics": "진단",
        "security": "보안", "certificates": "인증서", "operators": "사용자와 감사 기록",
    ]

    static func of(_ scope: String, _ request: ConsoleRequest) -> String {
        request.text(scope.replacing("-", with: " "), korean[scope] ?? scope)
    }
}

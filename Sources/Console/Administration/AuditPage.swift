import CentralSystem
import Markup
import OCPPJ

/// Who changed what, when, from where; and what was refused.
struct AuditPage: ConsolePage {
    static let path = "/audit"
    static let role: Role? = .administrator

    private static let filters = ["actor", "action", "outcome"] + DayRange.names

    let audit: AuditService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let days = try DayRange(request)
        let page = try await audit.list(
            AuditFilter(
                actor: request.query["actor"], action: request.query["action"], outcome: try request.condition("outcome"), from: days.from,
                to: days.to), try request.page())
        let filter = FilterForm(
            request: request,
            fields: [
                Filter.search(request, request.text("Who", "사용자"), name: "actor", placeholder: request.text("the exact name", "정확한 이름")),
                Filter.search(request, request.text("What", "작업"), name: "action", placeholder: "createIdTag, logIn"),
                Filter.choice(
                    request, request.text("Outcome", "결과"), name: "outcome",
                    AuditEntry.Outcome.allCases.map { .init($0.rawValue, $0.word(request)) }),
            ] + DayRange.fields(request), names: Self.filters)
        return .content(PageContent(
            request.text("Audit", "감사 기록"),
            main: """
                <p>\(request.text(
                    "Every change by people and programs, and every refusal. Newest first.", "사람과 프로그램의 모든 변경과 거부 기록입니다. 최신순입니다."))</p>
                \(filter.html)\(list(page, request))
                """))
    }

    private func list(_ page: Page<AuditEntry>, _ request: ConsoleRequest) -> HTML {
        guard !page.items.isEmpty else {
            let isNarrowed = Self.filters.contains { request.query[$0] != nil }
            return EmptyState.html(
                isNarrowed ? request.text("No entry matches", "조건에 맞는 기록이 없습니다") : request.text("Nothing was changed yet", "아직 변경 기록이 없습니다"),
                isNarrowed
                    ? request.text("Names are compared exactly; take a condition away to see more.", "이름은 정확히 일치해야 합니다. 조건을 줄이면 더 많이 보입니다.")
                    : request.text("What people and programs change appears here.", "사람과 프로그램의 변경이 여기에 나타납니다."),
                actions: isNarrowed ? [Link(request.text("Show all", "모두 보기"), Self.path)] : [])
        }
        return DataTable(
            request: request, caption: request.text("Audit", "감사 기록"), columns: columns(request), rows: page.items,
            next: page.nextCursor
        ).html
    }

    private func columns(_ request: ConsoleRequest) -> [Column<AuditEntry>] {
        [
            Column(request.text("When", "시각")) { TimeText.html($0.at) },
            Column(request.text("Who", "사용자")) { entry in
                let path = request.here.with(["actor": entry.actor]).url(Self.path)
                return "\(Link(Said(request).who(entry.actor), path).html)<div class=\"form-text\">\(Self.kind(entry.actorKind, request))</div>"
            },
            Column(request.text("What", "작업")) { entry in
                let path = request.here.with(["action": entry.action]).url(Self.path)
                let target: HTML = entry.target.map { "<div class=\"form-text target\">\($0)</div>" } ?? ""
                return "\(Link(entry.action, path).html)\(target)"
            },
            Column(request.text("Outcome", "결과")) { entry in
                let status: HTML = entry.status.map { " <span class=\"form-text\">\($0)</span>" } ?? ""
                return "\(StatusBadge.html(entry.outcome.word(request), entry.outcome.tone))\(status)"
            },
            Column(request.text("Details", "상세"), isSecondary: true) { entry in
                guard let detail = entry.detail, !detail.isEmpty else { return "–" }
                guard detail.count > 60 else { return "<code>\(detail)</code>" }
                return "<details><summary>\(request.text("Show", "보기"))</summary><pre tabindex=\"0\">\(detail)</pre></details>"
            },
            Column(request.text("From", "주소"), isSecondary: true) { "\($0.address ?? "–")" },
        ]
    }

    private static func kind(_ kind: String, _ request: ConsoleRequest) -> String {
        switch kind {
        case Principal.Kind.session.rawValue: request.text("user", "사용자")
        case Principal.Kind.token.rawValue: request.text("program with a token", "토큰을 쓰는 프로그램")
        case Principal.Kind.administratorToken.rawValue: request.text("administrator's token", "관리자 토큰")
        case "commandLine": request.text("command line", "명령줄")
        case "stranger": request.text("not signed in", "로그인하지 않음")
        default: kind
        }
    }
}

extension AuditEntry.Outcome {
    fileprivate func word(_ request: ConsoleRequest) -> String {
        switch self {
        case .done: request.text("done", "완료")
        case .refused: request.text("refused", "거부")
        case .failed: request.text("failed", "실패")
        }
    }

    fileprivate var tone: StatusBadge.Tone {
        switch self {
        case .done: .good
        case .refused: .bad
        case .failed: .warning
        }
    }
}

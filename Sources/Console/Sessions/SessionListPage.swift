import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// All sessions: filtered and sorted by the server, a part at a time.
struct SessionListPage: ConsolePage {
    static let path = "/sessions"

    let transactions: TransactionService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let query = try SessionQuery(request)
        let page = try await transactions.browse(query.filter, order: query.order, try request.page())
        let orphans = try await transactions.orphanedStops(.init(isResolved: false), .init(limit: 1))
        var content: HTML = orphans.items.isEmpty ? "" : Self.orphanNote(request)
        content +=
            page.items.isEmpty
            ? empty(query, request)
            : DataTable(
                request: request, caption: request.text("Sessions", "충전 세션"), columns: Self.columns(request), rows: page.items,
                next: page.nextCursor
            ).html
        if query.order.key == .energy && query.filter.state == nil { content = "\(Self.energyNote(request))\(content)" }
        let list = LiveFragment("list", [.transactions, .meterValues, .operations], content: content)
        let export = request.here.compacted.url(SessionExport.address)
        let exact = request.here.compacted.with([SessionExport.exact: "true"]).url(SessionExport.address)
        let programs: HTML = "<a class=\"btn btn-quiet\" href=\"\(exact)\" download>\(request.text("CSV for programs", "프로그램용 CSV"))</a>"
        let actions: HTML = "\(programs)<a class=\"btn btn-secondary\" href=\"\(export)\" download>\(request.text("Export as CSV", "CSV로 내보내기"))</a>"
        return .content(PageContent(
            request.text("Sessions", "충전 세션"), actions: actions, fragments: [list], main: "\(SessionQuery.form(request))\(list.html)"))
    }

    private static func orphanNote(_ request: ConsoleRequest) -> HTML {
        let text = request.text(
            "Some charge points told the end of a session that is not known.", "알 수 없는 세션의 종료 보고가 있습니다.")
        let link = Link(request.text("Say where these stops belong", "해당 세션 지정"), OrphanedStopListPage.path)
        return "<p class=\"note\">\(StatusBadge.html(text, .warning)) \(link.html)</p>"
    }

    private static func energyNote(_ request: ConsoleRequest) -> HTML {
        let text = request.text(
            "By energy, only sessions that have ended are listed: the others have no final energy yet.",
            "에너지순 목록에는 종료된 세션만 있습니다. 진행 중인 세션은 아직 최종 에너지가 없습니다.")
        return "<p class=\"note\">\(text)</p>"
    }

    private func empty(_ query: SessionQuery, _ request: ConsoleRequest) -> HTML {
        if query.isNarrowed || request.query["cursor"] != nil {
            return EmptyState.unmatched(
                request, request.text("No session matches", "조건에 맞는 충전 세션이 없습니다"),
                request.text(
                    "Take a condition away to see more. A charge point is found by its whole identity.",
                    "조건을 줄이면 더 많이 보입니다. 충전기는 전체 식별자로 찾습니다."))
        }
        return EmptyState.html(
            request.text("There are no sessions yet", "아직 충전 세션이 없습니다"),
            request.text(
                "A session appears when a charge point starts to charge: plug in and present an idTag, or start one from a charge point's page.",
                "충전기가 충전을 시작하면 나타납니다. 케이블을 연결하고 idTag를 대거나 충전기 페이지에서 원격으로 시작하십시오."),
            actions: [Link(request.text("To the charge points", "충전기 목록"), "/charge-points")])
    }

    /// The columns of a list of sessions, here and on pages of other things.
    static func columns(_ request: ConsoleRequest, isSorted: Bool = true) -> [Column<Transaction>] {
        [
            Column(request.text("Session", "세션")) { "<a href=\"\(path(of: $0.id))\">\($0.id)</a>" },
            Column(request.text("Charge point", "충전기")) { found in
                """
                <a href="\(LocalPath.chargePoint(found.chargePointID))">\(found.chargePointID)</a> \
                <span class="connector-id" title="\(request.text("Connector", "커넥터"))">\(found.connectorId)</span>
                """
            },
            Column("idTag", isSecondary: true) { "<a href=\"\(IdTagListPage.path(of: $0.idTag))\">\($0.idTag)</a>" },
            Column(request.text("Started", "시작"), sort: isSorted ? "start" : nil, isSecondary: true) { TimeText.html($0.startTimestamp) },
            Column(request.text("Lasted", "시간"), isNumber: true, isSecondary: true) { found in
                "\(Span.text(seconds: found.seconds(at: request.now), request.language))"
            },
            Column(request.text("Energy", "에너지"), sort: isSorted ? "energy" : nil, isNumber: true) { $0.energyText(request) },
            Column(request.text("State", "상태")) { $0.badges(request) },
        ]
    }

    static func path(of id: Int) -> String { "\(path)/\(id)" }
}

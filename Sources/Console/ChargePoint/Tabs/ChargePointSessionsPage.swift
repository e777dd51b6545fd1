import CentralSystem
import Markup
import OCPPJ

/// The sessions of a charge point, newest first.
struct ChargePointSessionsPage: ChargePointConsolePage {
    static let path = "/charge-points/{id}/sessions"

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let frame = try await frame(request)
        let filter = TransactionFilter(
            chargePointID: frame.id, connectorId: try request.number("connectorId"), state: try request.condition("state"))
        let page = try await centralSystem.transactions.list(filter, request.page())
        let isNarrowed = filter.connectorId != nil || filter.state != nil
        let list: HTML =
            page.items.isEmpty
            ? EmptyState.html(
                isNarrowed ? request.text("No session matches", "조건에 맞는 세션이 없습니다") : request.text("Nobody has charged here yet", "아직 충전 세션이 없습니다"),
                request.text(
                    "A session appears as soon as the charge point starts one. Start one from the summary.",
                    "충전기가 세션을 시작하면 나타납니다. 요약 화면에서 시작할 수 있습니다."),
                actions: [Link(request.text("To the summary", "요약으로"), frame.path())])
            : DataTable(
                request: request, caption: request.text("Sessions", "충전 세션"), columns: columns(request), rows: page.items, next: page.nextCursor
            ).html
        let live = LiveFragment("list", [.transactions, .meterValues, .operations], of: frame.id, content: list)
        return .content(frame.content(.sessions, fragments: [live], main: "\(form(request))\(live.html)"))
    }

    private func form(_ request: ConsoleRequest) -> HTML {
        FilterForm(
            request: request,
            fields: [
                Filter.choice(request, request.text("State", "상태"), name: "state", TransactionState.allCases.map { .init($0.rawValue, $0.word(request.language)) }),
                Filter.search(request, request.text("Connector", "커넥터"), name: "connectorId"),
            ], names: ["state", "connectorId"]
        ).html
    }

    private func columns(_ request: ConsoleRequest) -> [Column<Transaction>] {
        [
            Column(request.text("Session", "세션")) { "<a href=\"/sessions/\($0.id)\">\($0.id)</a>" },
            Column(request.text("State", "상태")) { $0.badges(request) },
            Column(request.text("Connector", "커넥터"), isNumber: true) { "\($0.connectorId)" },
            Column("idTag") { "<a href=\"/id-tags/\(LocalPath.encoded($0.idTag))\">\($0.idTag)</a>" },
            Column(request.text("Started", "시작")) { TimeText.html($0.startTimestamp) },
            Column(request.text("Length", "시간"), isSecondary: true) { found in
                "\(Span.text(seconds: Int(clamping: (found.stop?.timestamp ?? request.now).seconds(since: found.startTimestamp)), request.language))"
            },
            Column(request.text("Energy", "에너지"), isNumber: true) { found in
                "\((found.energy?.wattHours ?? found.lastEnergy).map(Quantity.energy) ?? "–")"
            },
            Column(request.text("Ended because", "종료 이유"), isSecondary: true) { found in
                "\(found.stop.map { $0.reason ?? "Local" } ?? found.stale.map { SessionRepair.reason($0.reason, request.language) } ?? "")"
            },
        ]
    }
}

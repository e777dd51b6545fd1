import CentralSystem
import Markup
import OCPPJ

/// Stops that fit no session, those first that wait for a decision.
struct OrphanedStopListPage: ConsolePage {
    static let path = "/orphaned-stops"

    let transactions: TransactionService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let isResolved = try request.truth("resolved") ?? false
        let filter = OrphanedStopFilter(chargePointID: request.query["chargePoint"], isResolved: isResolved)
        let page = try await transactions.orphanedStops(filter, try request.page())
        let table =
            page.items.isEmpty
            ? empty(request, isResolved: isResolved)
            : DataTable(
                request: request, caption: request.text("Stops without a session", "세션 없는 종료 보고"), columns: columns(request),
                rows: page.items, next: page.nextCursor
            ).html
        let list = LiveFragment("list", [.transactions, .operations], content: table)
        let form = FilterForm(
            request: request,
            fields: [
                Filter.chargePoint(request), Self.choice(request, isResolved: isResolved),
            ], names: ["chargePoint", "resolved"]
        ).html
        return .content(PageContent(
            request.text("Stops without a session", "세션 없는 종료 보고"),
            trail: [Link(request.text("Sessions", "충전 세션"), SessionListPage.path)], fragments: [list],
            main: """
                <p>\(request.text(
                    "A charge point told the end of a session that is not known here, or that several sessions fit. Say where each belongs, so that it is billed right.",
                    "충전기가 이 서버에 없는 세션의 종료를 보고했거나, 맞는 세션이 여럿입니다. 올바르게 청구되도록 해당 세션을 지정하십시오."))</p>
                \(form)\(list.html)
                """))
    }

    private static func choice(_ request: ConsoleRequest, isResolved: Bool) -> HTML {
        let options = [("", request.text("Waiting", "대기 중")), ("true", request.text("Resolved", "처리됨"))].reduce(into: HTML.empty) {
            let selected: HTML = ($1.0 == "true") == isResolved ? " selected" : ""
            $0 += "<option value=\"\($1.0)\"\(selected)>\($1.1)</option>"
        }
        return """
            <div class="filter-field"><label for="filter-resolved">\(request.text("Which", "처리 여부"))</label>\
            <select class="form-select" id="filter-resolved" name="resolved">\(options)</select></div>
            """
    }

    private func empty(_ request: ConsoleRequest, isResolved: Bool) -> HTML {
        isResolved
            ? EmptyState.html(
                request.text("None was resolved yet", "처리된 항목이 없습니다"),
                request.text("What you decide is kept here.", "결정한 내용이 여기에 남습니다."))
            : EmptyState.html(
                request.text("Every stop has its session", "모든 종료 보고에 세션이 있습니다"),
                request.text("Nothing is to be done here.", "처리할 항목이 없습니다."),
                actions: [Link(request.text("To the sessions", "충전 세션 목록"), SessionListPage.path)])
    }

    private func columns(_ request: ConsoleRequest) -> [Column<OrphanedStop>] {
        [
            Column(request.text("Charge point", "충전기")) { "<a href=\"\(LocalPath.chargePoint($0.chargePointID))\">\($0.chargePointID)</a>" },
            Column(request.text("Ended", "종료 시각")) { TimeText.html($0.timestamp) },
            Column(request.text("transactionId as sent", "받은 transactionId"), isNumber: true, isSecondary: true) { "\($0.transactionIdReceived)" },
            Column("meterStop", isNumber: true, isSecondary: true) { "\(Quantity.count($0.meterStop.value)) Wh" },
            Column("idTag", isSecondary: true) { "\($0.idTag ?? "–")" },
            Column(request.text("Candidates", "후보 세션"), isNumber: true, isSecondary: true) { "\($0.candidates.count)" },
            Column(request.text("Next step", "다음 단계")) { stop in
                let words =
                    stop.resolution == nil
                    ? request.text("Say where it belongs", "세션 지정") : request.text("See the decision", "결정 보기")
                return "<a class=\"btn btn-sm btn-secondary\" href=\"\(Self.path)/\(stop.id)\">\(words)</a>"
            },
        ]
    }
}

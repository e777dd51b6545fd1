import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// All reservations, newest first.
struct ReservationListPage: ConsolePage {
    static let path = "/reservations"

    let reservations: ReservationService

    private static let names = ["chargePoint", "idTag", "state"]

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let filter = ReservationFilter(
            chargePointID: request.query["chargePoint"], idTag: request.query["idTag"], state: try request.condition("state"))
        let page = try await reservations.list(filter, try request.page())
        let table =
            page.items.isEmpty
            ? empty(isNarrowed: filter != ReservationFilter() || request.query["cursor"] != nil, request)
            : DataTable(
                request: request, caption: request.text("Reservations", "예약"), columns: columns(request), rows: page.items,
                next: page.nextCursor
            ).html
        let list = LiveFragment("list", [.operations, .statuses, .transactions], content: table)
        let form = FilterForm(
            request: request,
            fields: [
                Filter.chargePoint(request),
                Filter.idTag(request),
                Filter.choice(
                    request, request.text("State", "상태"), name: "state",
                    ReservationState.allCases.map { .init($0.rawValue, $0.word(request.language)) }),
            ], names: Self.names
        ).html
        return .content(PageContent(
            request.text("Reservations", "예약"), actions: actions(request), fragments: [list], main: "\(form)\(list.html)"))
    }

    private func actions(_ request: ConsoleRequest) -> HTML {
        let of = Fields([("chargePoint", request.query["chargePoint"] ?? "")]).compacted
        var html: HTML = "<a class=\"btn btn-secondary\" href=\"\(of.url(ReservationCalendarPage.path))\">\(request.text("Calendar", "달력"))</a>"
        if request.may("createReservation") {
            html += "<a class=\"btn btn-primary\" href=\"\(of.url(NewReservationPage.path))\">\(request.text("Reserve", "예약하기"))</a>"
        }
        return html
    }

    private func empty(isNarrowed: Bool, _ request: ConsoleRequest) -> HTML {
        if isNarrowed {
            return EmptyState.unmatched(request, request.text("No reservation matches", "조건에 맞는 예약이 없습니다"))
        }
        return EmptyState.html(
            request.text("There are no reservations yet", "아직 예약이 없습니다"),
            request.text(
                "A reservation keeps a connector free for one driver until a time that you choose.",
                "예약하면 정한 시각까지 한 운전자를 위해 커넥터를 비워 둡니다."),
            actions: request.may("createReservation") ? [Link(request.text("Reserve a connector", "커넥터 예약"), NewReservationPage.path)] : [])
    }

    private func columns(_ request: ConsoleRequest) -> [Column<Reservation>] {
        [
            Column(request.text("Reservation", "예약")) { "<a href=\"\($0.path)\">\($0.id)</a>" },
            Column(request.text("Charge point", "충전기")) { found in
                """
                <a href="\(LocalPath.chargePoint(found.chargePointID))">\(found.chargePointID)</a> \
                <span class="quiet">\(found.connectorText(request.language))</span>
                """
            },
            Column("idTag", isSecondary: true) { "<a href=\"\(IdTagListPage.path(of: $0.idTag.text))\">\($0.idTag.text)</a>" },
            Column(request.text("State", "상태")) { StatusBadge.html($0.state.word(request.language), $0.state.tone) },
            Column(request.text("Until", "만료")) { TimeText.html($0.expiryDate) },
            Column(request.text("Asked for", "요청"), isSecondary: true) { found in
                "\(TimeText.html(found.requestedAt)) <span class=\"quiet\">\(Said(request).who(found.requestedBy))</span>"
            },
        ]
    }
}

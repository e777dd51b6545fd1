import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// A week of a charge point's reservations: a row for each day, a column for each connector.
struct ReservationCalendarPage: ConsolePage {
    static let path = "/reservations/calendar"

    let reservations: ReservationService
    let chargePoints: ChargePointService
    let connectors: ConnectorService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let form = FilterForm(
            request: request,
            fields: [
                Filter.chargePoint(request),
                Filter.day(request, request.text("Week of", "주(날짜 선택)"), name: "week"),
            ], names: ["chargePoint", "week"]
        ).html
        let trail = [Link(request.text("Reservations", "예약"), ReservationListPage.path)]
        guard let identity = request.query["chargePoint"] else {
            let empty = EmptyState.html(
                request.text("Choose a charge point", "충전기를 선택하십시오"),
                request.text("The calendar shows one charge point and one week.", "달력은 충전기 한 대의 한 주를 보여 줍니다."))
            return .content(PageContent(request.text("Calendar of reservations", "예약 달력"), trail: trail, main: "\(form)\(empty)"))
        }
        let chargePoint = try await chargePoints.get(identity)
        let time = LocalTime(request)
        let week = CalendarWeek(of: request.query["week"].flatMap { time.day($0) } ?? request.now, time)
        let found = try await reservations.calendar(of: identity, from: week.start, to: week.end)
        let known = try await connectors.list(chargePointKey: chargePoint.key).map(\.connectorId).filter { $0 > 0 }
        let columns = Set(known + found.map(\.connectorId)).sorted()
        let grid = LiveFragment(
            "week", [.operations, .statuses, .transactions], of: identity, content: table(found, columns, week, request))
        let reserve: HTML =
            request.may("createReservation")
            ? "<a class=\"btn btn-primary\" href=\"\(Fields([("chargePoint", identity)]).url(NewReservationPage.path))\">\(request.text("Reserve", "예약하기"))</a>"
            : ""
        return .content(PageContent(
            request.text("Reservations of \(identity)", "\(identity) 예약 달력"), trail: trail, actions: reserve, fragments: [grid],
            main: "\(form)\(ways(week, request))\(grid.html)<p class=\"quiet\">\(request.text("Times are in \(time.zone).", "시간대: \(time.zone)"))</p>"))
    }

    /// To the weeks before and after.
    private func ways(_ week: CalendarWeek, _ request: ConsoleRequest) -> HTML {
        let time = LocalTime(request)
        let link = { (text: String, moment: Timestamp) -> HTML in
            "<a class=\"btn btn-sm btn-secondary\" href=\"\(request.here.with(["week": time.dayText(moment)]).url(request.path))\">\(text)</a>"
        }
        return """
            <nav class="week-ways" aria-label="\(request.text("Weeks", "주 이동"))">\
            \(link(request.text("← The week before", "← 이전 주"), week.start.advanced(bySeconds: -3 * 86_400)))\
            \(link(request.text("This week", "이번 주"), request.now))\
            \(link(request.text("The week after →", "다음 주 →"), week.end.advanced(bySeconds: 3 * 86_400)))</nav>
            """
    }

    private func table(_ found: [Reservation], _ columns: [Int], _ week: CalendarWeek, _ request: ConsoleRequest) -> HTML {
        guard !columns.isEmpty else {
            return EmptyState.html(
                request.text("No connector is known yet", "아직 알려진 커넥터가 없습니다"),
                request.text("They appear when the charge point connects and reports them.", "충전기가 연결되어 보고하면 나타납니다."))
        }
        let head = columns.reduce(into: HTML.empty) { html, column in
            let name = column == 0 ? request.text("Any connector", "모든 커넥터") : request.text("Connector \(column)", "커넥터 \(column)")
            html += "<th scope=\"col\">\(name)</th>"
        }
        let time = LocalTime(request)
        let today = time.dayText(request.now)
        let rows = week.days.enumerated().reduce(into: HTML.empty) { html, day in
            let text = time.dayText(day.element)
            let isToday = text == today
            let cells = columns.reduce(into: HTML.empty) { cells, column in
                cells += "<td>\(cell(found.filter { $0.connectorId == column }, on: day.element, request))</td>"
            }
            let mark: HTML = isToday ? " <span class=\"quiet\">\(request.text("today", "오늘"))</span>" : ""
            html += """
                <tr\(isToday ? " class=\"today\"" : "" as HTML)><th scope="row">\(CalendarWeek.name(of: day.offset, request.language)) \
                \(text.dropFirst(5))\(mark)</th>\(cells)</tr>
                """
        }
        return """
            <div class="table-responsive" tabindex="0"><table class="table week">
            <caption class="visually-hidden">\(request.text("Reservations of the week by day and connector", "요일과 커넥터별 주간 예약"))</caption>
            <thead><tr><th scope="col">\(request.text("Day", "날짜"))</th>\(head)</tr></thead><tbody>\(rows)</tbody></table></div>
            """
    }

    private func cell(_ found: [Reservation], on day: Timestamp, _ request: ConsoleRequest) -> HTML {
        let time = LocalTime(request)
        let parts = found.compactMap { reservation in
            CalendarWeek.part(of: (reservation.requestedAt, reservation.endedAt ?? reservation.expiryDate), on: day, time).map { (reservation, $0) }
        }
        guard !parts.isEmpty else { return "<span class=\"quiet\">–</span>" }
        let bars = parts.reduce(into: HTML.empty) { html, part in
            let width = max(12, part.1.upperBound - part.1.lowerBound)
            html += "<rect class=\"bar-\(part.0.state.isLive ? "live" : "past")\" x=\"\(part.1.lowerBound)\" y=\"0\" width=\"\(width)\" height=\"10\"/>"
        }
        let items = parts.reduce(into: HTML.empty) { html, part in
            html += """
                <li><a href="\(part.0.path)">\(Self.clock(part.1.lowerBound))–\(Self.clock(part.1.upperBound)) \(part.0.idTag.text)</a> \
                \(StatusBadge.html(part.0.state.word(request.language), part.0.state.tone))</li>
                """
        }
        return """
            <svg class="day-bar" viewBox="0 0 1440 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">\(bars)</svg>\
            <ul class="plain-list">\(items)</ul>
            """
    }

    private static func clock(_ minute: Int) -> String {
        "\(LocalTime.twoDigits(minute / 60)):\(LocalTime.twoDigits(minute % 60))"
    }
}

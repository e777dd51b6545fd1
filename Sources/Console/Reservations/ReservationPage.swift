import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// One reservation: how it stands and why.
struct ReservationPage: ConsolePage {
    static let path = "/reservations/{reservation}"

    let reservations: ReservationService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let found = try await Self.reservation(request, reservations)
        let state = LiveFragment(
            "state", [.operations, .statuses, .transactions], of: found.chargePointID, content: content(found, request))
        let cancel: HTML =
            request.may("cancelReservation") && (found.state.isLive || found.state == .unanswered)
            ? "<a class=\"btn btn-danger\" href=\"\(found.path)/cancel\">\(request.text("Cancel it", "예약 취소"))</a>" : ""
        let week = Fields([("chargePoint", found.chargePointID), ("week", LocalTime(request).dayText(found.requestedAt))])
        let calendar: HTML = """
            <a class="btn btn-secondary" href="\(week.url(ReservationCalendarPage.path))">\(request.text("In the calendar", "달력에서 보기"))</a>
            """
        return .content(PageContent(
            request.text("Reservation \(found.id)", "예약 \(found.id)"),
            trail: [Link(request.text("Reservations", "예약"), ReservationListPage.path)], actions: "\(calendar)\(cancel)",
            fragments: [state], main: state.html))
    }

    private func content(_ found: Reservation, _ request: ConsoleRequest) -> HTML {
        let language = request.language
        var facts: [(name: String, value: HTML)] = [
            (request.text("State", "상태"), StatusBadge.html(found.state.word(language), found.state.tone)),
            (
                request.text("Charge point", "충전기"),
                "<a href=\"\(LocalPath.chargePoint(found.chargePointID))\">\(found.chargePointID)</a>, \(found.connectorText(language))"
            ),
            ("idTag", "<a href=\"\(IdTagListPage.path(of: found.idTag.text))\">\(found.idTag.text)</a>"),
            (
                request.text("Group (parentIdTag)", "그룹 (parentIdTag)"),
                found.parentIdTag.map { "<a href=\"\(IdTagListPage.path(of: $0.text))\">\($0.text)</a>" } ?? "–"
            ),
            (request.text("Until", "만료"), TimeText.html(found.expiryDate)),
            (request.text("Asked for", "요청"), "\(TimeText.html(found.requestedAt)), \(Said(request).who(found.requestedBy))"),
            (request.text("Answer", "응답"), answer(found, request)),
            ("reservationId", "\(found.reservationId)"),
        ]
        if let endedAt = found.endedAt { facts.append((request.text("Ended", "종료"), TimeText.html(endedAt))) }
        if let id = found.transactionId {
            facts.append((request.text("Session", "충전 세션"), "<a href=\"\(SessionListPage.path(of: id))\">\(id)</a>"))
        }
        if let id = found.replacedBy {
            facts.append((request.text("Replaced by", "대체한 예약"), "<a href=\"\(ReservationListPage.path)/\(id)\">\(id)</a>"))
        }
        if let cancellation = found.cancellation {
            facts.append((
                request.text("Cancellation", "취소 요청"),
                """
                \(cancellation.outcome.word(language)), \(TimeText.html(cancellation.requestedAt)), \(Said(request).who(cancellation.requestedBy))
                """
            ))
        }
        let explanation: HTML = found.explanation.map { "<p class=\"quiet\">\(Said(request).html($0))</p>" } ?? ""
        let odd = found.warnings + found.flags
        let flags: HTML = odd.isEmpty ? "" : Panel.html(request.text("What to look at", "확인할 점"), SessionWords.flags(odd, request))
        return """
            <section class="panel"><p class="lead">\(found.state.meaning(language))</p>\(explanation)\(Facts.html(facts))</section>\(flags)
            """
    }

    private func answer(_ found: Reservation, _ request: ConsoleRequest) -> HTML {
        guard let answer = found.answer else { return "\(request.text("none yet", "아직 없음"))" }
        return "\(answer.rawValue) \(found.answeredAt.map { TimeText.html($0) } ?? "")"
    }

    /// The reservation that the address names.
    ///
    /// - Throws: `Problem` (`not-found`).
    static func reservation(_ request: ConsoleRequest, _ reservations: ReservationService) async throws -> Reservation {
        let text = request.parameters["reservation"] ?? ""
        guard let id = Int64(text) else {
            throw Problem(.notFound, request.text("There is no reservation \(text).", "예약을 찾을 수 없습니다: \(text)"))
        }
        return try await reservations.get(id)
    }
}

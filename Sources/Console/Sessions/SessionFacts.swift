import CentralSystem
import Markup
import OCPP16
import OCPPJ

/// The facts of a session at a glance.
struct SessionFacts: Sendable {
    let session: Transaction
    let request: ConsoleRequest

    var html: HTML {
        var facts: [(name: String, value: HTML)] = [
            (request.text("State", "상태"), session.badges(request)),
            (request.text("Energy", "에너지"), "<strong class=\"fact-figure\">\(session.energyText(request))</strong>"),
            (request.text("Lasted", "충전 시간"), "\(Span.text(seconds: session.seconds(at: request.now), request.language))"),
            (
                request.text("Charge point", "충전기"),
                """
                <a href="\(LocalPath.chargePoint(session.chargePointID))">\(session.chargePointID)</a>, \
                \(request.text("connector", "커넥터")) \(session.connectorId)
                """
            ),
            ("idTag", idTag),
            (request.text("Started", "시작"), TimeText.html(session.startTimestamp)),
        ]
        if let stop = session.stop {
            facts.append((request.text("Ended", "종료"), TimeText.html(stop.timestamp)))
            let reason =
                stop.closedBy == .operator
                ? request.text("closed by an operator", "운영자가 종료 처리") : SessionWords.stopReason(stop.reason, request.language)
            facts.append((request.text("Reason", "종료 사유"), "\(reason)"))
        } else {
            facts.append((request.text("Last meter value", "마지막 계량값"), session.lastMeterValueAt.map { TimeText.ago($0, request) } ?? "–"))
        }
        if let reservation = session.reservationId {
            facts.append((
                request.text("Reservation", "예약"), "\(request.text("used reservationId", "사용한 reservationId")) \(reservation)"
            ))
        }
        return "<section class=\"panel\">\(Facts.html(facts))\(flags)</section>"
    }

    private var idTag: HTML {
        var html: HTML = "<a href=\"\(IdTagListPage.path(of: session.idTag))\">\(session.idTag)</a>"
        if let parent = session.parentIdTag {
            html += " (\(request.text("group", "그룹")) <a href=\"\(IdTagListPage.path(of: parent))\">\(parent)</a>)"
        }
        if session.authorizationStatus != .accepted { html += " \(StatusBadge.html(session.authorizationStatus.rawValue, .warning))" }
        return html
    }

    private var flags: HTML {
        guard !session.flags.isEmpty else { return "" }
        return "<h3 class=\"minor\">\(request.text("What was odd", "특이 사항"))</h3>\(SessionWords.flags(session.flags, request))"
    }
}

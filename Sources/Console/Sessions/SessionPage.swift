import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// One session: how it went, what it is billed and why, what was odd, and what an operator has to decide.
struct SessionPage: ConsolePage {
    static let path = "/sessions/{id}"
    static let operations: [OperationName] = ["resolveQuarantine"]

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let session = try await Self.session(request, centralSystem.transactions)
        let course = try await centralSystem.meterValues.course(of: session)
        let of = session.chargePointID
        let summary = LiveFragment(
            "summary", [.transactions, .meterValues, .operations], of: of,
            content: "\(SessionFacts(session: session, request: request).html)")
        let charts = LiveFragment("charts", [.meterValues, .transactions], of: of, content: SessionCharts(course: course, request: request).html)
        let events = LiveFragment(
            "events", [.transactions, .operations], of: of, content: try await events(session, course, request))
        let fragments = [summary, charts, events]
        let title = request.text("Session \(session.id)", "충전 세션 \(session.id)")
        // What is brought up to date is looked at often; the rest needs no reading then.
        guard request.fragments == nil else { return .content(PageContent(title, fragments: fragments, hasCharts: true, main: "")) }
        let repair = SessionRepair(session: session, request: request).html
        let frames = try await SessionFrames(session: session, messages: centralSystem.messages, request: request).html()
        return .content(PageContent(
            title, trail: [Link(request.text("Sessions", "충전 세션"), SessionListPage.path)], actions: actions(session, request),
            fragments: fragments, hasCharts: true,
            main: """
                \(repair)\(summary.html)\
                \(Panel.html(request.text("Power and energy", "전력과 에너지"), charts.html))\
                \(Panel.html(request.text("How the energy was computed", "에너지 산출 방법"), EnergyAccount(session: session, request: request).html))\
                \(Panel.html(request.text("What happened", "진행 기록"), events.html))\
                \(Panel.html(request.text("Frames", "메시지 프레임"), frames))
                """))
    }

    /// Takes in what an operator decided about energy in doubt.
    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let session = try await Self.session(request, centralSystem.transactions)
        try await request.submit("resolveQuarantine", path: ["id": String(session.id)])
        return .redirect(
            request.path, .success(request.text("The energy of session \(session.id) is decided.", "세션 \(session.id)의 에너지를 확정했습니다.")))
    }

    private func events(_ session: Transaction, _ course: SessionCourse, _ request: ConsoleRequest) async throws -> HTML {
        let stops = try await centralSystem.remoteTransactions.remoteStops(
            .init(chargePointId: session.chargePointID, transactionId: session.id), .init(limit: 5))
        return SessionEvents(session: session, course: course, remoteStops: stops.items, request: request).html
    }

    private func actions(_ session: Transaction, _ request: ConsoleRequest) -> HTML {
        var html: HTML = ""
        if session.state == .open, request.may("createRemoteStop") {
            let stop = Fields([("transactionId", String(session.id))]).url("\(LocalPath.chargePoint(session.chargePointID))/stop")
            html += "<a class=\"btn btn-danger\" href=\"\(stop)\">\(request.text("Stop charging", "충전 종료"))</a>"
        }
        if session.state != .closed, request.may("closeTransaction") {
            html += "<a class=\"btn btn-secondary\" href=\"\(CloseSessionPage.path(of: session.id))\">\(request.text("Close by hand", "수동 종료 처리"))</a>"
        }
        return html
    }

    /// The session that the address names.
    ///
    /// - Throws: `Problem` (`transaction-not-found`).
    static func session(_ request: ConsoleRequest, _ transactions: TransactionService) async throws -> Transaction {
        let text = request.parameters["id"] ?? ""
        guard let id = Int(text), let session = try await transactions.get(id) else {
            throw Problem(.transactionNotFound, request.text("There is no session \(text).", "충전 세션을 찾을 수 없습니다: \(text)"))
        }
        return session
    }
}

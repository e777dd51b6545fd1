import CentralSystem
import Markup

/// What happened at a charge point, and why, in plain words; newest first.
struct ChargePointTimelinePage: ChargePointConsolePage {
    static let path = "/charge-points/{id}/timeline"

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let frame = try await frame(request)
        let page = try await centralSystem.timeline.list(of: frame.chargePoint.reference, request.page())
        let words = TimelineWords(frame: frame)
        let list: HTML =
            page.items.isEmpty
            ? EmptyState.html(
                request.text("Nothing has happened yet", "아직 기록이 없습니다"),
                request.text(
                    "Connections, boots, statuses, sessions, commands and security events appear here, each with its reason.",
                    "연결, 부팅, 상태, 세션, 명령, 보안 이벤트가 이유와 함께 여기에 나타납니다."))
            : "<ol class=\"timeline\">\(page.items.map { words.item($0).html })</ol>\(Paging.html(request, next: page.nextCursor))"
        // What was asked for further back stays still.
        guard request.query["cursor"] == nil else { return .content(frame.content(.timeline, main: list)) }
        let live = LiveFragment(
            "timeline", [.connections, .statuses, .transactions, .firmware, .diagnostics, .securityEvents, .operations], of: frame.id, content: list)
        return .content(frame.content(.timeline, fragments: [live], main: live.html))
    }
}

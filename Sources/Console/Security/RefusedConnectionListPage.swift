import CentralSystem
import Markup

/// Who wanted to connect and was not let in, why, and what to do about it.
struct RefusedConnectionListPage: ConsolePage {
    static let path = "/security/refused-connections"

    let refusals: RefusedConnectionService
    let chargePoints: ChargePointService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let page = try await refusals.list(try request.page())
        let registered = try await Self.registered(page.items, chargePoints)
        let table = DataTable(
            request: request, caption: request.text("Refused connections", "거절된 연결"),
            columns: Self.columns(request, registered: registered), rows: page.items, next: page.nextCursor)
        let content: HTML =
            page.items.isEmpty
            ? EmptyState.html(
                request.text("Nobody was refused", "거절된 연결이 없습니다"),
                request.text(
                    "When a charge point is not let in, it stands here within a second, with the reason.",
                    "충전기 연결이 거절되면 1초 안에 이유와 함께 여기에 나타납니다."))
            : table.html
        let list = LiveFragment("list", [.connections], content: content)
        return .content(PageContent(
            request.text("Refused connections", "거절된 연결"), trail: SecurityTabs.trail(request), fragments: [list],
            main: """
                \(SecurityTabs.html(request))<p>\(request.text(
                    "Attempts that were turned away before the WebSocket was opened. The newest 10,000 are kept.",
                    "WebSocket이 열리기 전에 거절된 시도입니다. 최근 10,000건을 보관합니다."))</p>
                \(list.html)
                """))
    }

    /// Which of the identities are those of registered charge points by now.
    static func registered(_ refusals: [RefusedConnection], _ chargePoints: ChargePointService) async throws -> Set<String> {
        var found: Set<String> = []
        for identity in Set(refusals.compactMap(\.identity)) {
            do {
                _ = try await chargePoints.get(identity)
                found.insert(identity)
            } catch let error as CentralSystemError where error.code == .chargePointNotFound {
                continue
            }
        }
        return found
    }

    static func columns(_ request: ConsoleRequest, registered: Set<String>) -> [Column<RefusedConnection>] {
        [
            Column(request.text("When", "시각")) { TimeText.html($0.time) },
            Column(request.text("Identity", "식별자")) { refusal in
                guard let identity = refusal.identity else { return "<code>\(refusal.target)</code>" }
                return registered.contains(identity) ? Link(identity, LocalPath.chargePoint(identity)).html : "\(identity)"
            },
            Column(request.text("From", "주소"), isSecondary: true) { "\($0.remoteAddress)" },
            Column(request.text("Reason", "이유")) { refusal in
                "\(Said(request).html(refusal.reason)) <span class=\"form-text\">HTTP \(refusal.status)</span>"
            },
            Column(request.text("What to do", "조치")) { refusal in
                let isRegistered = refusal.identity.map { registered.contains($0) } ?? false
                let advice = RefusalAdvice.of(refusal, isRegistered: isRegistered, request)
                let step: HTML = advice.step.map { "<div><a class=\"btn btn-sm btn-secondary\" href=\"\($0.path)\">\($0.text)</a></div>" } ?? ""
                return "<div>\(advice.text)</div>\(step)"
            },
        ]
    }
}

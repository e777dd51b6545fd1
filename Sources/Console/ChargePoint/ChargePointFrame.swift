import CentralSystem
import Markup

/// What is on every page of a charge point: its name, its state, and the ways between its pages.
struct ChargePointFrame: Sendable {
    let request: ConsoleRequest
    let chargePoint: ChargePoint

    /// A page of a charge point, after its own path.
    enum Tab: String, CaseIterable, Sendable {
        case summary = ""
        case timeline
        case sessions
        case meterValues = "meter-values"
        case messages
        case commands = "command-history"
        case configuration
        case localList = "local-list"
        case reservations
        case profiles = "charging-profiles"
        case firmware
        case diagnostics
        case security = "certificates"
        case settings

        func name(_ language: Language) -> String {
            switch self {
            case .summary: language("Summary", "요약")
            case .timeline: language("Timeline", "타임라인")
            case .sessions: language("Sessions", "충전 세션")
            case .meterValues: language("Meter values", "계량값")
            case .messages: language("Messages", "메시지")
            case .commands: language("Commands", "명령")
            case .configuration: language("Configuration", "설정값")
            case .localList: language("Local list", "로컬 목록")
            case .reservations: language("Reservations", "예약")
            case .profiles: language("Charging profiles", "충전 프로파일")
            case .firmware: language("Firmware", "펌웨어")
            case .diagnostics: language("Diagnostics and logs", "진단과 로그")
            case .security: language("Certificates and security", "인증서와 보안")
            case .settings: language("Registration", "등록 정보")
            }
        }
    }

    /// The charge point that the path names.
    ///
    /// - Throws: `CentralSystemError` with code `.chargePointNotFound`.
    init(_ request: ConsoleRequest, _ centralSystem: CentralSystem) async throws {
        self.request = request
        chargePoint = try await centralSystem.chargePoints.get(request.parameters["id"] ?? "")
    }

    var id: String { chargePoint.id }

    /// The path of a page below the charge point's.
    func path(_ below: String = "") -> String { below.isEmpty ? LocalPath.chargePoint(id) : "\(LocalPath.chargePoint(id))/\(below)" }

    func path(_ tab: Tab) -> String { path(tab.rawValue) }

    /// A page that is one of the tabs.
    func content(
        _ tab: Tab, actions: HTML = "", fragments: [LiveFragment] = [], hasCharts: Bool = false, main: HTML
    ) -> PageContent {
        let trail = [Link(request.text("Charge points", "충전기"), ChargePointListPage.path)]
        guard tab != .summary else {
            return PageContent(id, trail: trail, actions: actions, fragments: fragments, hasCharts: hasCharts, main: "\(tabs(tab))\(main)")
        }
        // What it is doing is told at length in the summary, and in a word everywhere else.
        let state = LiveFragment(
            "frame-state", [.connections, .statuses], of: id, content: StatusBadge.html(chargePoint.state, request.language))
        var content = PageContent(
            "\(id) · \(tab.name(request.language))", trail: trail, actions: actions, fragments: fragments + [state], hasCharts: hasCharts,
            main: "\(tabs(tab))\(main)")
        content.mark = state.html
        return content
    }

    /// Where a page belongs that is below one of the tabs.
    func trail(_ tab: Tab) -> [Link] {
        var links = [Link(request.text("Charge points", "충전기"), ChargePointListPage.path), Link(id, path())]
        if tab != .summary { links.append(Link(tab.name(request.language), path(tab))) }
        return links
    }

    private func tabs(_ current: Tab) -> HTML {
        let items = Tab.allCases.reduce(into: HTML.empty) { html, tab in
            let isCurrent = tab == current
            let mark: HTML = isCurrent ? " aria-current=\"page\"" : ""
            html += """
                <li class="nav-item"><a class="nav-link\(isCurrent ? " active" : "")" href="\(path(tab))"\(mark)>\
                \(tab.name(request.language))</a></li>
                """
        }
        let name = request.text("Parts of the charge point", "충전기 항목")
        return "<nav class=\"tabs tabs-many\" aria-label=\"\(name)\"><ul class=\"nav nav-tabs\">\(items)</ul></nav>"
    }

    /// What stands on pages that ask a charge point something while it is not connected; empty while it is.
    var offlineNotice: HTML {
        guard !chargePoint.isConnected else { return "" }
        return Alert.html(.warning, request.text(
            "The charge point is not connected. What is shown is what was known last; nothing can be sent until it comes back.",
            "충전기가 연결되어 있지 않습니다. 마지막으로 확인된 내용이며, 다시 연결될 때까지 아무것도 보낼 수 없습니다."))
    }

    /// A link that looks like a button.
    static func button(_ text: String, _ path: String, style: String = "btn-secondary") -> HTML {
        "<a class=\"btn \(style)\" href=\"\(path)\">\(text)</a>"
    }
}

/// A page of one charge point.
protocol ChargePointConsolePage: ConsolePage {
    var centralSystem: CentralSystem { get }
}

extension ChargePointConsolePage {
    func frame(_ request: ConsoleRequest) async throws -> ChargePointFrame {
        try await ChargePointFrame(request, centralSystem)
    }
}

import CentralSystem
import Markup
import OCPP16
import WebAPI

/// All charge points: filtered, searched and sorted by the server, a part at a time.
struct ChargePointListPage: ConsolePage {
    static let path = "/charge-points"

    let chargePoints: ChargePointService
    let connectors: ConnectorService
    let savedFilters: SavedFilterService

    /// A charge point with its connectors.
    struct Row: Sendable {
        let chargePoint: ChargePoint
        let connectors: [Connector]
    }

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let page = try await chargePoints.browse(try Self.browsing(request.query, request.language), try request.page())
        let connectors = try await connectors.list(chargePointKeys: page.items.map(\.key))
        let rows = page.items.map { Row(chargePoint: $0, connectors: connectors[$0.key] ?? []) }
        let list = LiveFragment(
            "list", [.statuses, .connections, .operations], content: content(rows, next: page.nextCursor, request))
        let add: HTML =
            request.may("createChargePoint")
            ? "<a class=\"btn btn-primary\" href=\"/charge-points/new\">\(request.text("Add a charge point", "충전기 추가"))</a>" : ""
        return .content(PageContent(
            request.text("Charge points", "충전기"), actions: add, fragments: [list],
            main: "\(filter(request))\(try await saved(request))\(list.html)", modules: [AssetLibrary.tools]))
    }

    /// What the query asks for.
    ///
    /// - Throws: `Problem` for a condition that is not understood.
    static func browsing(_ query: Fields, _ language: Language) throws(Problem) -> ChargePointBrowsing {
        let order = SortOrder(query)
        return ChargePointBrowsing(
            ChargePointFilter(
                registrationStatus: try query.condition("registrationStatus", language), group: query["group"],
                search: query["search"]),
            state: try query.condition("state", language),
            order: ChargePointOrder(order.key.flatMap { .init(rawValue: $0) } ?? .id, isDescending: order.isDescending))
    }

    /// The viewer's own ways to look at the list.
    private func saved(_ request: ConsoleRequest) async throws -> HTML {
        guard let principal = request.principal, request.fragments == nil else { return "" }
        return SavedFilters.html(try await savedFilters.list(Self.path, of: SavedFilterOwner(principal)), list: Self.path, request)
    }

    private func filter(_ request: ConsoleRequest) -> HTML {
        FilterForm(
            request: request,
            fields: [
                Filter.search(
                    request, request.text("Search", "검색"),
                    placeholder: request.text("id, vendor, model, serial number, note", "id, 제조사, 모델, 일련번호, 메모")),
                Filter.choice(
                    request, request.text("State", "상태"), name: "state",
                    ChargePointState.allCases.map { .init($0.rawValue, $0.word(request.language)) }),
                Filter.choice(
                    request, request.text("Registration", "등록"), name: "registrationStatus",
                    RegistrationStatus.allCases.map { .init($0.rawValue) }),
                Filter.search(request, request.text("Group", "그룹"), name: "group"),
            ], names: ["search", "state", "registrationStatus", "group"]
        ).html
    }

    private func content(_ rows: [Row], next: String?, _ request: ConsoleRequest) -> HTML {
        guard !rows.isEmpty else { return empty(request) }
        var table = DataTable(
            request: request, caption: request.text("Charge points", "충전기"), columns: columns(request), rows: rows, next: next)
        guard request.may("createBulkOperation") else { return table.html }
        table.selection = (
            name: "ids", value: { $0.chargePoint.id },
            label: { request.text("Choose \($0.chargePoint.id)", "\($0.chargePoint.id) 선택") })
        return ChargePointSelection.html(table.html, isWhole: next == nil && request.query["cursor"] == nil, request)
    }

    private func empty(_ request: ConsoleRequest) -> HTML {
        let isNarrowed = ["search", "state", "registrationStatus", "group", "cursor"].contains { request.query[$0] != nil }
        if isNarrowed {
            return EmptyState.unmatched(request, request.text("No charge point matches", "조건에 맞는 충전기가 없습니다"))
        }
        return EmptyState.html(
            request.text("There are no charge points yet", "아직 충전기가 없습니다"),
            request.text(
                "Add one to see the URL, the password and the settings to type into it.",
                "충전기를 추가하면 입력할 URL과 비밀번호, 설정을 보여 줍니다."),
            actions: request.may("createChargePoint") ? [Link(request.text("Add a charge point", "충전기 추가"), "/charge-points/new")] : [])
    }

    /// More than these are counted by what they do, and not named each.
    private static let mostConnectors = 4

    /// `8 × Available`
    private static func counts(_ connectors: [Connector], isPast: Bool) -> HTML {
        let statuses = Dictionary(grouping: connectors.compactMap { $0.report?.status }) { $0 }
        return ChargePointStatus.allCases.reduce(into: HTML.empty) { html, status in
            guard let count = statuses[status]?.count else { return }
            html += "<span class=\"connector\">\(count) × \(StatusBadge.html(status, isPast: isPast))</span> "
        }
    }

    private func columns(_ request: ConsoleRequest) -> [Column<Row>] {
        let language = request.language
        return [
            Column(request.text("Charge point", "충전기"), sort: "id") { row in
                "<a href=\"\(LocalPath.chargePoint(row.chargePoint.id))\">\(row.chargePoint.id)</a>"
            },
            Column(request.text("State", "상태")) { row in
                var html = StatusBadge.html(row.chargePoint.state, language)
                if row.chargePoint.registrationStatus != .accepted {
                    html += " \(StatusBadge.html(row.chargePoint.registrationStatus.rawValue, .warning))"
                }
                return html
            },
            Column(request.text("Connectors", "커넥터")) { row in
                let reported = row.connectors.filter { $0.connectorId > 0 }
                guard reported.count <= Self.mostConnectors else { return Self.counts(reported, isPast: row.chargePoint.state == .offline) }
                return reported.reduce(into: HTML.empty) { html, connector in
                    let status: HTML = connector.report.map { StatusBadge.html($0.status, isPast: row.chargePoint.state == .offline) } ?? "–"
                    html += "<span class=\"connector\"><span class=\"connector-id\">\(connector.connectorId)</span>\(status)</span> "
                }
            },
            Column(request.text("Vendor and model", "제조사와 모델"), sort: "vendor", isSecondary: true) { row in
                let boot = row.chargePoint.bootNotification
                return "\([boot?.chargePointVendor, boot?.chargePointModel].compactMap { $0 }.joined(separator: " "))"
            },
            Column(request.text("Firmware", "펌웨어"), sort: "firmware", isSecondary: true) { row in
                "\(row.chargePoint.bootNotification?.firmwareVersion ?? "–")"
            },
            Column(request.text("Group", "그룹"), sort: "group", isSecondary: true) { row in "\(row.chargePoint.group ?? "–")" },
            Column(request.text("Last seen", "마지막 수신"), sort: "lastSeen") { row in
                row.chargePoint.lastSeenAt.map { TimeText.ago($0, request) } ?? "\(request.text("never", "없음"))"
            },
        ]
    }
}

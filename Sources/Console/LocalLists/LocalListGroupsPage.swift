import CentralSystem
import Markup
import WebAPI

/// The local authorization lists of groups of charge points, and how far they have reached them.
struct LocalListGroupsPage: ConsolePage {
    static let path = "/local-lists"

    let lists: LocalListService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let page = try await lists.groupSummaries(request.page(limit: 25))
        let content =
            page.items.isEmpty
            ? empty(request)
            : DataTable(
                request: request, caption: request.text("Lists of groups", "그룹별 목록"), columns: columns(request), rows: page.items,
                next: page.nextCursor
            ).html
        let list = LiveFragment("groups", [.operations], content: content)
        var actions: HTML = ""
        if request.may("sendLocalLists"), !page.items.isEmpty {
            actions += "<a class=\"btn btn-secondary\" href=\"\(SendLocalListsPage.path)\">\(request.text("Send lists", "목록 보내기"))</a>"
        }
        if request.may("createLocalList") {
            actions += "<a class=\"btn btn-primary\" href=\"\(NewLocalListPage.path)\">\(request.text("New list", "새 목록"))</a>"
        }
        return .content(PageContent(
            request.text("Local lists", "로컬 목록"), actions: actions, fragments: [list],
            main: """
                \(Console.localListTabs(request))<p class="detail">\(request.text(
                    "With a local list, a charge point decides by itself whom it lets charge while it has no connection.",
                    "로컬 목록이 있으면 충전기는 연결이 끊겨도 누가 충전할 수 있는지 스스로 판단합니다."))</p>\(list.html)
                """))
    }

    private func empty(_ request: ConsoleRequest) -> HTML {
        EmptyState.html(
            request.text("No group has a list yet", "아직 목록이 있는 그룹이 없습니다"),
            request.text(
                "Say which idTags the charge points of a group shall know, and send the list to them. The group of a charge point is set on its registration page.",
                "그룹의 충전기가 알아야 할 idTag를 정하고 목록을 보내십시오. 충전기의 그룹은 등록 정보 페이지에서 정합니다."),
            actions: request.may("createLocalList") ? [Link(request.text("New list", "새 목록"), NewLocalListPage.path)] : [])
    }

    private func columns(_ request: ConsoleRequest) -> [Column<LocalListGroupSummary>] {
        let words = LocalListWords(request)
        return [
            Column(request.text("Group", "그룹")) { row in
                let group = row.definition.owner.group ?? ""
                return "<a href=\"\(LocalListGroupPage.of(group))\">\(group)</a>"
            },
            Column(request.text("Holds", "내용"), isSecondary: true) { "\(words.selection($0.definition.selection))" },
            Column(request.text("Entries", "항목"), isNumber: true) { "\(Quantity.count($0.entryCount))" },
            Column(request.text("Charge points", "충전기"), isNumber: true) { "\(words.bounded($0.chargePoints))" },
            Column(request.text("State", "상태")) { row in
                guard row.chargePoints > 0 else { return StatusBadge.html(request.text("No charge points", "충전기 없음"), .neutral) }
                guard row.behind > 0 else { return StatusBadge.html(request.text("Up to date", "최신 상태"), .good) }
                let count = words.bounded(row.behind)
                return StatusBadge.html(request.text("\(count) not up to date", "최신이 아님 \(count)대"), .warning)
            },
            Column(request.text("Changed", "변경"), isSecondary: true) { TimeText.ago($0.definition.updatedAt, request) },
        ]
    }
}

/// The charge points with a definition of their own.
struct LocalListChargePointsPage: ConsolePage {
    static let path = "/local-lists/charge-points"

    let lists: LocalListService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let page = try await lists.standingsOfOwn(request.page(limit: 25))
        let title = request.text("Charge points with a list of their own", "개별 목록이 있는 충전기")
        let content =
            page.items.isEmpty
            ? EmptyState.html(
                request.text("No charge point has a list of its own", "개별 목록이 있는 충전기가 없습니다"),
                request.text(
                    "Most get the list of their group. Open a charge point’s tab “Local list” to define one for it alone.",
                    "대부분은 그룹의 목록을 받습니다. 한 충전기만을 위한 목록은 충전기의 ‘로컬 목록’ 탭에서 정의하십시오."),
                actions: [Link(request.text("To the charge points", "충전기 목록으로"), ChargePointListPage.path)])
            : LocalListWords(request).choosing(page, caption: title)
        let list = LiveFragment("charge-points", [.operations], content: content)
        return .content(PageContent(
            title, trail: [Link(request.text("Local lists", "로컬 목록"), LocalListGroupsPage.path)], fragments: [list],
            main: "\(Console.localListTabs(request))\(list.html)", modules: [AssetLibrary.tools]))
    }
}

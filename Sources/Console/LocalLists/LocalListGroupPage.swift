import CentralSystem
import Markup
import OCPP16
import WebAPI

/// The list of one group: what it comes to, and which charge points hold it.
struct LocalListGroupPage: ConsolePage {
    static let path = "/local-lists/groups/{group}"

    let lists: LocalListService

    static func of(_ group: String, _ suffix: String = "") -> String { LocalPath.of(path, ["group": group]) + suffix }

    static func trail(_ request: ConsoleRequest, _ group: String? = nil) -> [Link] {
        [Link(request.text("Local lists", "로컬 목록"), LocalListGroupsPage.path)] + (group.map { [Link($0, of($0))] } ?? [])
    }

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let group = request.parameters["group"] ?? ""
        let summary = try await lists.summary(ofGroup: group)
        let onlyBehind = request.query["show"] == "behind"
        let page = try await lists.standings(ofGroup: group, onlyBehind: onlyBehind, request.page(limit: 25))
        let state = LiveFragment("state", [.operations], content: "\(facts(summary, group, request))")
        let list = LiveFragment("charge-points", [.operations], content: content(page, onlyBehind: onlyBehind, summary, request))
        let filter = ChoiceForm(
            request: request, submit: request.text("Show", "보기"),
            choices: [.init(
                name: "show", label: request.text("Charge points", "충전기"),
                options: [
                    .init("", request.text("All of the group", "그룹 전체")),
                    .init("behind", request.text("Those that are not up to date", "최신이 아닌 충전기")),
                ], current: request.query["show"] ?? "")])
        return .content(PageContent(
            request.text("Local list of \(group)", "\(group)의 로컬 목록"), trail: Self.trail(request), actions: actions(group, request),
            fragments: [state, list],
            main: """
                \(state.html)\(Panel.html(request.text("Which charge points hold it", "충전기별 상태"), "\(filter.html)\(list.html)"))
                """, modules: [AssetLibrary.tools]))
    }

    private func facts(_ summary: LocalListGroupSummary, _ group: String, _ request: ConsoleRequest) -> HTML {
        let words = LocalListWords(request)
        let behind: HTML =
            summary.behind == 0
            ? StatusBadge.html(request.text("none", "없음"), .good)
            : "<a href=\"\(Self.of(group))?show=behind\">\(StatusBadge.html(words.bounded(summary.behind), .warning))</a>"
        return words.unregistered(summary.unregistered.map(\.text)) + Panel.html(request.text("The list", "목록"), Facts.html([
            (request.text("Holds", "내용"), "\(words.selection(summary.definition.selection))"),
            (
                request.text("Entries", "항목"),
                "<a href=\"\(Self.of(group, "/entries"))\">\(request.text("\(Quantity.count(summary.entryCount)) – look at them", "\(Quantity.count(summary.entryCount))개 – 보기"))</a>"
            ),
            (request.text("Charge points", "충전기"), "<a href=\"\(Fields([("group", group)]).url(ChargePointListPage.path))\">\(words.bounded(summary.chargePoints))</a>"),
            (request.text("Not up to date", "최신이 아닌 충전기"), behind),
            (request.text("Changed", "변경"), TimeText.html(summary.definition.updatedAt)),
        ]))
    }

    private func content(
        _ page: Page<LocalListStanding>, onlyBehind: Bool, _ summary: LocalListGroupSummary, _ request: ConsoleRequest
    ) -> HTML {
        let title = request.text("Charge points of the group", "그룹의 충전기")
        guard page.items.isEmpty else { return LocalListWords(request).choosing(page, caption: title) }
        if onlyBehind, summary.chargePoints > 0 {
            return "\(EmptyState.html(request.text("All of them hold the list", "모두 최신 상태입니다"), request.text("There is nothing to send.", "보낼 것이 없습니다.")))\(Paging.html(request, next: page.nextCursor))"
        }
        return EmptyState.html(
            request.text("The group has no charge points", "그룹에 충전기가 없습니다"),
            request.text(
                "The list is for all charge points of the group that have none of their own. The group is set on a charge point’s registration page.",
                "목록은 개별 목록이 없는 그룹의 모든 충전기에 적용됩니다. 그룹은 충전기의 등록 정보 페이지에서 정합니다."))
    }

    private func actions(_ group: String, _ request: ConsoleRequest) -> HTML {
        var html: HTML = ""
        if request.may("sendLocalLists") {
            html += "<a class=\"btn btn-primary\" href=\"\(Fields([("group", group)]).url(SendLocalListsPage.path))\">\(request.text("Send it", "보내기"))</a>"
        }
        if request.may("putGroupLocalList") {
            html += "<a class=\"btn btn-secondary\" href=\"\(Self.of(group, "/edit"))\">\(request.text("Edit", "편집"))</a>"
        }
        if request.may("deleteGroupLocalList") {
            html += "<a class=\"btn btn-secondary\" href=\"\(Self.of(group, "/delete"))\">\(request.text("Delete", "삭제"))</a>"
        }
        return html
    }
}

/// What the list of a group says, a part at a time.
struct LocalListEntriesPage: ConsolePage {
    static let path = "/local-lists/groups/{group}/entries"

    let lists: LocalListService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let group = request.parameters["group"] ?? ""
        let definition = try await lists.definition(ofGroup: group)
        let page = try await lists.entries(of: definition.selection, containing: request.query["search"], request.page(limit: 100))
        let title = request.text("What the list of \(group) says", "\(group) 목록의 내용")
        let filter = FilterForm(request: request, fields: [Filter.search(request, "idTag")], names: ["search"]).html
        let content =
            page.items.isEmpty
            ? EmptyState.html(
                request.text("No entry", "항목이 없습니다"),
                request.query["search"] == nil
                    ? request.text("None of the idTags that it names is registered.", "지정한 idTag 중 등록된 것이 없습니다.")
                    : request.text("Search for a part of the idTag.", "idTag의 일부로 검색하십시오."))
            : LocalListWords(request).entries(page, caption: title)
        let note = request.text(
            "Status, expiry and group are those of the registered idTag; blocked idTags are in the list too, so that they are refused offline.",
            "상태, 만료, 그룹은 등록된 idTag의 값입니다. 차단된 idTag도 오프라인에서 거부되도록 목록에 포함됩니다.")
        return .content(PageContent(
            title, trail: LocalListGroupPage.trail(request, group),
            main: "<p class=\"detail\">\(note)</p>\(filter)\(content)"))
    }
}

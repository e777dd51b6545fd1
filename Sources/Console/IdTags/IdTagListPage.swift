import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// All idTags: searched and filtered by the server, a part at a time.
struct IdTagListPage: ConsolePage {
    static let path = "/id-tags"

    let idTags: IdTagService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let filter = IdTagFilter(search: request.query["search"], effectiveStatus: try request.condition("status"))
        let page = try await idTags.list(filter, try request.page())
        let table =
            page.items.isEmpty
            ? empty(isNarrowed: filter != IdTagFilter() || request.query["cursor"] != nil, request)
            : Self.table(page, request)
        let list = LiveFragment("list", [.operations], content: table)
        let form = FilterForm(
            request: request,
            fields: [
                Filter.search(request, request.text("Search", "검색"), placeholder: request.text("idTag or note", "idTag 또는 메모")),
                Filter.choice(
                    request, request.text("Status in force", "현재 상태"), name: "status", IdTagStatus.allCases.map { .init($0.rawValue) }),
            ], names: ["search", "status"]
        ).html
        let groups: HTML = "<a class=\"btn btn-secondary\" href=\"\(IdTagGroupListPage.path)\">\(request.text("Groups", "그룹"))</a>"
        let add: HTML =
            request.may("createIdTag") ? "<a class=\"btn btn-primary\" href=\"\(NewIdTagPage.path)\">\(request.text("Add an idTag", "idTag 등록"))</a>" : ""
        return .content(PageContent(
            request.text("idTags", "idTag 목록"), actions: "\(groups)\(add)", fragments: [list], main: "\(form)\(list.html)"))
    }

    private func empty(isNarrowed: Bool, _ request: ConsoleRequest) -> HTML {
        if isNarrowed {
            return EmptyState.unmatched(
                request, request.text("No idTag matches", "조건에 맞는 idTag가 없습니다"),
                request.text("Search for a part of the idTag or of its note.", "idTag 또는 메모의 일부로 검색하십시오."))
        }
        return EmptyState.html(
            request.text("There are no idTags yet", "아직 등록된 idTag가 없습니다"),
            request.text(
                "An idTag is what a driver's card or app shows to a charge point. Charge points are answered Invalid for those that are not here.",
                "idTag는 운전자의 카드나 앱이 충전기에 제시하는 식별자입니다. 등록되지 않은 idTag에는 Invalid로 응답합니다."),
            actions: request.may("createIdTag") ? [Link(request.text("Add an idTag", "idTag 등록"), NewIdTagPage.path)] : [])
    }

    /// A table of idTags, here and on the page of a group.
    static func table(_ page: Page<IdTag>, _ request: ConsoleRequest) -> HTML {
        let columns: [Column<IdTag>] = [
            Column("idTag") { "<a href=\"\(path(of: $0.idTag.text))\">\($0.idTag.text)</a>" },
            Column(request.text("Status", "상태")) { badge($0.effectiveStatus(at: request.now)) },
            Column(request.text("Group", "그룹")) { found in
                found.values.parentIdTag.map { "<a href=\"\(path(of: $0.text))\">\($0.text)</a>" } ?? "–"
            },
            Column(request.text("Expires", "만료"), isSecondary: true) { TimeText.html($0.values.expiryDate, otherwise: request.text("never", "없음")) },
            Column(request.text("Sessions at a time", "동시 세션"), isNumber: true, isSecondary: true) { found in
                "\(concurrency(found.values.maximumConcurrentTransactions, request))"
            },
            Column(request.text("Note", "메모"), isSecondary: true) { DataText.html($0.values.note.map { String($0.prefix(120)) }) },
        ]
        return DataTable(request: request, caption: request.text("idTags", "idTag 목록"), columns: columns, rows: page.items, next: page.nextCursor)
            .html
    }

    static func badge(_ status: IdTagStatus) -> HTML {
        let tone: StatusBadge.Tone =
            switch status {
            case .accepted: .good
            case .blocked, .invalid: .bad
            case .expired: .warning
            }
        return StatusBadge.html(status.rawValue, tone)
    }

    static func concurrency(_ maximum: Int?, _ request: ConsoleRequest) -> String {
        switch maximum {
        case nil: request.text("default", "기본값")
        case 0: request.text("no limit", "제한 없음")
        case .some(let number): String(number)
        }
    }

    /// The page of an idTag. Those whose text is the name of another page are written in capitals: idTags are compared without regard
    /// to case.
    static func path(of idTag: String) -> String {
        let text = ["new", "groups"].contains(idTag) ? idTag.uppercased() : idTag
        return "\(path)/\(LocalPath.encoded(text))"
    }
}

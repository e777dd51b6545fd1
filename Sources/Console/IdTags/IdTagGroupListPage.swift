import CentralSystem
import Markup
import OCPP16

/// The groups of idTags: those that share a `parentIdTag`.
struct IdTagGroupListPage: ConsolePage {
    static let path = "/id-tags/groups"

    let idTags: IdTagService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let page = try await idTags.groups(try request.page())
        let columns: [Column<IdTagGroup>] = [
            Column(request.text("Group (parentIdTag)", "그룹 (parentIdTag)")) {
                "<a href=\"\(IdTagListPage.path(of: $0.parentIdTag.text))\">\($0.parentIdTag.text)</a>"
            },
            Column(request.text("Members", "구성원"), isNumber: true) { "\(Quantity.count($0.members))" },
        ]
        let list =
            page.items.isEmpty
            ? EmptyState.html(
                request.text("There are no groups yet", "아직 그룹이 없습니다"),
                request.text(
                    "A group appears when an idTag names a parentIdTag. Members of a group may end each other's sessions and use each other's reservations.",
                    "idTag에 parentIdTag를 지정하면 그룹이 생깁니다. 같은 그룹의 구성원은 서로의 세션을 종료하고 예약을 사용할 수 있습니다."),
                actions: [Link(request.text("To the idTags", "idTag 목록"), IdTagListPage.path)])
            : DataTable(
                request: request, caption: request.text("Groups of idTags", "idTag 그룹"), columns: columns, rows: page.items,
                next: page.nextCursor
            ).html
        return .content(PageContent(
            request.text("Groups of idTags", "idTag 그룹"), trail: [Link(request.text("idTags", "idTag 목록"), IdTagListPage.path)], main: list))
    }
}

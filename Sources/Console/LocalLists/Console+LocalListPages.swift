import CentralSystem
import Markup

extension Console {
    /// Local authorization lists: those of groups, and how charge points stand. The list of one charge point is a tab of its page.
    static func localListPages(of centralSystem: CentralSystem) -> [any ConsolePage] {
        let lists = centralSystem.localLists
        return [
            LocalListGroupsPage(lists: lists), LocalListChargePointsPage(lists: lists), NewLocalListPage(), LocalListGroupPage(lists: lists),
            LocalListEntriesPage(lists: lists), EditLocalListPage(lists: lists), DeleteLocalListPage(lists: lists), SendLocalListsPage(),
        ]
    }

    /// The parts of local lists.
    static func localListTabs(_ request: ConsoleRequest) -> HTML {
        Tabs.html(request, name: request.text("Local lists", "로컬 목록"), [
            Link(request.text("Groups", "그룹"), LocalListGroupsPage.path),
            Link(request.text("Charge points with a list of their own", "개별 목록이 있는 충전기"), LocalListChargePointsPage.path),
        ])
    }
}

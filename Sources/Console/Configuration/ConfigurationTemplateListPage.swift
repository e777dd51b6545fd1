import CentralSystem
import Markup
import WebAPI

/// The configuration templates: what charge points of a kind shall be configured to.
struct ConfigurationTemplateListPage: ConsolePage {
    static let path = "/configuration"

    let templates: ConfigurationTemplateService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let page = try await templates.list(request.page())
        let content =
            page.items.isEmpty
            ? empty(request)
            : DataTable(
                request: request, caption: request.text("Configuration templates", "설정 템플릿"), columns: columns(request), rows: page.items,
                next: page.nextCursor
            ).html
        let list = LiveFragment("templates", [.operations], content: content)
        let add: HTML =
            request.may("createConfigurationTemplate")
            ? "<a class=\"btn btn-primary\" href=\"\(NewConfigurationTemplatePage.path)\">\(request.text("New template", "새 템플릿"))</a>" : ""
        return .content(PageContent(
            request.text("Configuration templates", "설정 템플릿"), actions: add, fragments: [list], main: list.html))
    }

    private func empty(_ request: ConsoleRequest) -> HTML {
        EmptyState.html(
            request.text("There are no templates yet", "아직 템플릿이 없습니다"),
            request.text(
                "A template says what charge points of a kind shall be configured to: then you see which ones depart from it, and bring them in line together. The quickest way to one is the configuration of a charge point that is as you like it.",
                "템플릿은 같은 종류의 충전기에 적용할 설정값입니다. 어느 충전기가 다른지 확인하고 한 번에 맞출 수 있습니다. 잘 설정된 충전기의 설정값으로 만드는 것이 가장 빠릅니다."),
            actions: request.may("createConfigurationTemplate") ? [Link(request.text("New template", "새 템플릿"), NewConfigurationTemplatePage.path)] : [])
    }

    private func columns(_ request: ConsoleRequest) -> [Column<ConfigurationTemplate>] {
        let words = ConfigurationWords(request)
        return [
            Column(request.text("Template", "템플릿")) { row in
                let note: HTML = row.note.map { "<br><span class=\"detail\">\($0.prefix(120))</span>" } ?? ""
                return "<a href=\"\(ConfigurationTemplatePage.of(row.name))\">\(row.name)</a>\(note)"
            },
            Column(request.text("For charge points of", "대상 충전기")) { "\(words.selection($0.selection))" },
            Column(request.text("Keys", "키"), isNumber: true) { "\(Quantity.count($0.values.count))" },
            Column(request.text("Checks", "점검"), isSecondary: true) { row in
                row.warnings.isEmpty
                    ? StatusBadge.html(request.text("fine", "이상 없음"), .good)
                    : StatusBadge.html(request.text("\(row.warnings.count) notes", "주의 \(row.warnings.count)건"), .warning)
            },
            Column(request.text("Changed", "변경"), isSecondary: true) { TimeText.ago($0.updatedAt, request) },
        ]
    }
}

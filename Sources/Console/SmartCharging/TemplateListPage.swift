import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// The charging profile templates.
struct TemplateListPage: ConsolePage {
    static let path = "/smart-charging"

    let profiles: ChargingProfileService

    private static let bound = 1000

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let page = try await profiles.templates(request.page())
        let counts = try await profiles.installedCounts(templates: page.items.map(\.name), upTo: Self.bound + 1)
        let add: HTML =
            request.may("createChargingProfileTemplate")
            ? "<a class=\"btn btn-primary\" href=\"\(NewTemplatePage.path)\">\(request.text("New template", "새 템플릿"))</a>" : ""
        let content = page.items.isEmpty ? empty(request) : DataTable(
            request: request, caption: request.text("Templates", "템플릿"), columns: columns(request, counts), rows: page.items,
            next: page.nextCursor
        ).html
        return .content(PageContent(
            request.text("Smart charging", "스마트 충전"), actions: add, main: "\(Console.smartChargingTabs(request))\(content)"))
    }

    private func empty(_ request: ConsoleRequest) -> HTML {
        EmptyState.html(
            request.text("There are no templates yet", "아직 템플릿이 없습니다"),
            request.text(
                "A template is a charging profile with a name: a limit, or limits over the day. Make one, look at its chart, and install it on as many charge points as you like.",
                "템플릿은 이름을 붙인 충전 프로파일입니다. 제한값이나 시간대별 제한을 만들어 차트로 확인하고 여러 충전기에 설치할 수 있습니다."),
            actions: request.may("createChargingProfileTemplate") ? [Link(request.text("New template", "새 템플릿"), NewTemplatePage.path)] : [])
    }

    private func columns(_ request: ConsoleRequest, _ counts: [String: Int]) -> [Column<ChargingProfileTemplate>] {
        [
            Column(request.text("Template", "템플릿")) { row in
                let note: HTML = row.values.note.map { "<br><span class=\"detail\" translate=\"no\">\($0.prefix(120))</span>" } ?? ""
                return "<a href=\"\(TemplatePage.of(row.name))\">\(row.name)</a>\(note)"
            },
            Column(request.text("Purpose", "용도")) { "\($0.values.chargingProfilePurpose.rawValue)" },
            Column("stackLevel", isNumber: true, isSecondary: true) { "\($0.values.stackLevel ?? 0)" },
            Column(request.text("Limits", "제한")) { row in
                let schedule = row.values.chargingSchedule
                let limits = schedule.chargingSchedulePeriod.map(\.limit)
                guard let low = limits.min(), let high = limits.max() else { return "–" }
                let unit = schedule.chargingRateUnit
                return low == high ? "\(ScheduleWords.rate(low, unit))" : "\(ScheduleWords.number(low)) – \(ScheduleWords.rate(high, unit))"
            },
            Column(request.text("When", "적용 시점"), isSecondary: true) { row in
                "\([row.values.chargingProfileKind.rawValue, row.values.recurrencyKind?.rawValue].compactMap { $0 }.joined(separator: ", "))"
            },
            Column(request.text("Installed", "설치 수"), isNumber: true) { row in
                let count = counts[row.name] ?? 0
                guard count > 0 else { return "0" }
                let words = count > Self.bound ? "\(Quantity.count(Self.bound))+" : Quantity.count(count)
                return "<a href=\"\(Fields([("template", row.name)]).url(InstalledProfilesPage.path))\">\(words)</a>"
            },
            Column(request.text("Changed", "변경"), isSecondary: true) { TimeText.ago($0.updatedAt, request) },
        ]
    }
}

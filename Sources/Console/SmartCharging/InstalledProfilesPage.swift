import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// The charging profiles that charge points have, of all of them.
struct InstalledProfilesPage: ConsolePage {
    static let path = "/smart-charging/installed"

    let profiles: ChargingProfileService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let page = try await profiles.installed(template: request.query["template"], request.page())
        let content: HTML
        if page.items.isEmpty {
            content = EmptyState.html(
                request.text("No charge point has a charging profile", "프로파일이 설치된 충전기가 없습니다"),
                request.text(
                    "Install a template on many charge points, or open one charge point to give it a profile of its own.",
                    "템플릿을 여러 충전기에 설치하거나, 충전기를 열어 개별 프로파일을 만드십시오."),
                actions: [Link(request.text("To the templates", "템플릿으로"), TemplateListPage.path)])
        } else {
            content = DataTable(
                request: request, caption: request.text("Installed profiles", "설치된 프로파일"), columns: columns(request), rows: page.items,
                next: page.nextCursor
            ).html
        }
        let list = LiveFragment("installed", [.operations, .transactions], content: content)
        let filter = FilterForm(
            request: request, fields: [Filter.search(request, request.text("Template", "템플릿"), name: "template")], names: ["template"])
        return .content(PageContent(
            request.text("Installed profiles", "설치된 프로파일"), trail: TemplatePage.trail(request), fragments: [list],
            main: "\(Console.smartChargingTabs(request))\(filter.html)\(list.html)"))
    }

    private func columns(_ request: ConsoleRequest) -> [Column<ChargingProfileRecord>] {
        let words = ScheduleWords(request)
        return [
            Column(request.text("Charge point", "충전기")) { "<a href=\"\(LocalPath.chargePoint($0.chargePointId))\">\($0.chargePointId)</a>" },
            Column(request.text("Where", "위치")) { "\(words.connector($0.connectorId))" },
            Column(request.text("Profile", "프로파일")) { row in
                "<a href=\"\(ProfileRecordPage.of(row))\">\(row.profile.chargingProfilePurpose.rawValue) \(row.profile.chargingProfileId)</a>"
            },
            Column("stackLevel", isNumber: true) { "\($0.profile.stackLevel)" },
            Column(request.text("Limits", "제한")) { row in
                let schedule = row.profile.chargingSchedule
                let limits = schedule.chargingSchedulePeriod.map(\.limit)
                guard let low = limits.min(), let high = limits.max() else { return "–" }
                return low == high
                    ? "\(ScheduleWords.rate(low, schedule.chargingRateUnit))"
                    : "\(ScheduleWords.number(low)) – \(ScheduleWords.rate(high, schedule.chargingRateUnit))"
            },
            Column(request.text("Template", "템플릿"), isSecondary: true) { row in
                row.templateName.map { "<a href=\"\(TemplatePage.of($0))\">\($0)</a>" } ?? "–"
            },
            Column(request.text("Since", "설치 시각"), isSecondary: true) { TimeText.html($0.installedAt) },
            Column("") { row in
                "<a class=\"btn btn-sm btn-quiet\" href=\"\(CompositeSchedulePage.of(row.chargePointId, connector: row.connectorId ?? 0))\">\(request.text("Composite schedule", "합성 스케줄"))</a>"
            },
        ]
    }
}

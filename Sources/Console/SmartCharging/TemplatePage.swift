import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// One template: its schedule, what speaks against it, and where it can go.
struct TemplatePage: ConsolePage {
    static let path = "/smart-charging/templates/{name}"

    let profiles: ChargingProfileService

    static func of(_ name: String, _ suffix: String = "") -> String { LocalPath.of(path, ["name": name]) + suffix }

    static func trail(_ request: ConsoleRequest) -> [Link] { [Link(request.text("Smart charging", "스마트 충전"), TemplateListPage.path)] }

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let template = try await profiles.template(request.parameters["name"] ?? "")
        let values = template.values
        let words = ScheduleWords(request)
        let count = try await profiles.installedCounts(templates: [template.name])[template.name] ?? 0
        let facts = Facts.html([
            (request.text("Purpose", "용도"), "\(values.chargingProfilePurpose.rawValue): \(words.purpose(values.chargingProfilePurpose))"),
            ("stackLevel", "\(values.stackLevel ?? 0)"),
            (request.text("When it holds", "적용 시점"), "\([values.chargingProfileKind.rawValue, values.recurrencyKind?.rawValue].compactMap { $0 }.joined(separator: ", "))\(values.chargingProfileKind == .recurring ? "" : ": \(words.kind(values.chargingProfileKind))")"),
            (request.text("Schedule starts", "스케줄 시작"), TimeText.html(values.chargingSchedule.startSchedule?.timestamp, otherwise: request.text("by its kind", "종류에 따름"))),
            (request.text("Lasts", "기간"), "\(values.chargingSchedule.duration.map { ClockText.text(seconds: $0.value) } ?? request.text("without end", "제한 없음"))"),
            (request.text("Valid", "유효 기간"), validity(values, request)),
            (request.text("Installed on", "설치된 곳"), "<a href=\"\(Fields([("template", template.name)]).url(InstalledProfilesPage.path))\">\(Quantity.count(count))\(count >= 1000 ? "+" : "")</a>"),
        ])
        let chart = ScheduleChart(request: request).own(
            values.chargingSchedule, kind: values.chargingProfileKind, recurrency: values.recurrencyKind)
        let note: HTML = values.note.map { "<p class=\"lead\" translate=\"no\">\($0)</p>" } ?? ""
        return .content(PageContent(
            template.name, trail: Self.trail(request), actions: actions(template.name, request), hasCharts: true,
            main: """
                \(note)\(Panel.html(request.text("Schedule", "스케줄"), "\(chart)\(ScheduleTables.own(values.chargingSchedule, request))"))
                \(Panel.html(request.text("What it is", "설명"), facts))
                \(Panel.html(request.text("Checks", "점검"), WarningWords.html(profiles.warnings(of: values), request)))
                """))
    }

    private func validity(_ values: ChargingProfileTemplateValues, _ request: ConsoleRequest) -> HTML {
        if let seconds = values.validForSeconds {
            return "\(request.text("for \(ClockText.text(seconds: seconds)) (h:mm) from installing", "설치 후 \(ClockText.text(seconds: seconds)) (시:분)"))"
        }
        guard values.validFrom != nil || values.validTo != nil else { return "\(request.text("always", "항상"))" }
        return "\(TimeText.html(values.validFrom, otherwise: "…")) – \(TimeText.html(values.validTo, otherwise: "…"))"
    }

    private func actions(_ name: String, _ request: ConsoleRequest) -> HTML {
        var html: HTML = ""
        if request.may("installChargingProfileTemplate") {
            html += "<a class=\"btn btn-primary\" href=\"\(Self.of(name, "/install"))\">\(request.text("Install on charge points", "충전기에 설치"))</a>"
        }
        if request.may("putChargingProfileTemplate") {
            html += "<a class=\"btn btn-secondary\" href=\"\(Self.of(name, "/edit"))\">\(request.text("Edit", "편집"))</a>"
        }
        if request.may("deleteChargingProfileTemplate") {
            html += "<a class=\"btn btn-secondary\" href=\"\(Self.of(name, "/delete"))\">\(request.text("Delete", "삭제"))</a>"
        }
        return html
    }
}

/// Removes a template.
struct DeleteTemplatePage: ConsolePage {
    static let path = "/smart-charging/templates/{name}/delete"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["deleteChargingProfileTemplate"]

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let name = request.parameters["name"] ?? ""
        return .content(Confirmation.content(
            request, title: request.text("Delete the template \(name)?", "\(name) 템플릿을 삭제할까요?"),
            consequence: request.text(
                "The template is gone for good. Profiles that were made of it stay in the charge points as they are.",
                "템플릿은 영구히 삭제됩니다. 이미 설치된 프로파일은 충전기에 그대로 남습니다."),
            submit: request.text("Delete it", "삭제"), back: TemplatePage.of(name),
            trail: TemplatePage.trail(request) + [Link(name, TemplatePage.of(name))]))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let name = request.parameters["name"] ?? ""
        try await request.call("deleteChargingProfileTemplate", .init(path: ["name": name]))
        return .redirect(TemplateListPage.path, .success(request.text("The template is deleted.", "템플릿을 삭제했습니다.")))
    }
}

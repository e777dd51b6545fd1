import CentralSystem
import Markup
import OCPP16
import WebAPI

/// What making and changing a template have in common.
enum TemplateEditor {
    /// - Parameter name: of the template that is changed; nil for a new one.
    static func content(_ request: ConsoleRequest, name: String?, initial: Fields, profiles: ChargingProfileService) -> PageContent {
        let form = ScheduleForm(request, initial: initial)
        let nameField: HTML =
            name == nil
            ? FormField(
                request: request, name: "name", label: request.text("Name", "이름"),
                help: request.text("At most 64 characters, such as “16 A at night”.", "최대 64자. 예: 야간 16 A"), value: form.fields["name"],
                isRequired: true
            ).text(limits: ["maxlength": "64"]) : ""
        let note = FormField(request: request, name: "note", label: request.text("Note", "메모"), value: form.fields["note"]).area(rows: 2)
        let title = name.map { request.text("Edit \($0)", "\($0) 편집") } ?? request.text("New template", "새 템플릿")
        return PageContent(
            title, trail: TemplatePage.trail(request) + (name.map { [Link($0, TemplatePage.of($0))] } ?? []), hasCharts: true,
            main: """
                <div class="editor"><form method="post" action="\(request.path)" class="form">\(Form.key(request))
                <button class="default-button" name="button" value="check" tabindex="-1" aria-hidden="true" formnovalidate></button>
                \(nameField)\(form.whatFor())\(form.periods)\(form.times(isTemplate: true))\(note)
                <p class="form-end"><button class="btn btn-secondary" name="button" value="check">\(request.text("Check", "점검"))</button> \
                <button class="btn btn-primary" name="button" value="save">\(request.text("Save", "저장"))</button></p></form>
                <div class="editor-side">\(preview(form, request, profiles))</div></div>
                """)
    }

    /// The chart of what stands in the form, as far as it makes sense.
    private static func preview(_ form: ScheduleForm, _ request: ConsoleRequest, _ profiles: ChargingProfileService) -> HTML {
        guard let values = try? form.template() else {
            return Panel.html(request.text("Schedule", "스케줄"), "<p>\(request.text("Fill the form and press Check to see the chart.", "양식을 채우고 점검을 누르면 차트가 보입니다."))</p>")
        }
        let chart = ScheduleChart(request: request).own(
            values.chargingSchedule, kind: values.chargingProfileKind, recurrency: values.recurrencyKind)
        return """
            \(Panel.html(request.text("Schedule", "스케줄"), chart))
            \(Panel.html(request.text("Checks", "점검"), WarningWords.html(profiles.warnings(of: values), request)))
            """
    }
}

/// Makes a template.
struct NewTemplatePage: ConsolePage {
    static let path = "/smart-charging/templates/new"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["createChargingProfileTemplate"]

    let profiles: ChargingProfileService

    /// A limit by day and another by night: something to change, rather than nothing.
    private func initial(_ request: ConsoleRequest) -> Fields {
        Fields([
            ("chargingProfilePurpose", "TxDefaultProfile"), ("stackLevel", "0"), ("chargingProfileKind", "Recurring"), ("recurrencyKind", "Daily"),
            ("chargingRateUnit", "A"), ("startSchedule", LocalTime(request).field(LocalTime(request).midnight(before: request.now))),
            ("period.0.start", "0:00"), ("period.0.limit", "32"), ("period.0.phases", ""),
            ("period.1.start", "8:00"), ("period.1.limit", "16"), ("period.1.phases", ""),
            ("period.2.start", "22:00"), ("period.2.limit", "32"), ("period.2.phases", ""),
        ])
    }

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        .content(TemplateEditor.content(request, name: nil, initial: initial(request), profiles: profiles))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        if let changed = ScheduleForm.changed(request.form) {
            var again = request
            again.form = changed
            return try await show(again)
        }
        let form = ScheduleForm(request)
        guard request.form["button"] != "check" else {
            _ = try form.template()
            return try await show(request)
        }
        let name = request.form["name"] ?? ""
        try await request.call("createChargingProfileTemplate", .init(body: form.templateJSON(name: name)))
        return .redirect(TemplatePage.of(name), .success(request.text("The template is saved.", "템플릿을 저장했습니다.")))
    }
}

/// Changes a template.
struct TemplateEditorPage: ConsolePage {
    static let path = "/smart-charging/templates/{name}/edit"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["putChargingProfileTemplate"]

    let profiles: ChargingProfileService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let template = try await profiles.template(request.parameters["name"] ?? "")
        return .content(TemplateEditor.content(
            request, name: template.name, initial: ScheduleForm.fields(template.values, request), profiles: profiles))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        if let changed = ScheduleForm.changed(request.form) {
            var again = request
            again.form = changed
            return try await show(again)
        }
        let form = ScheduleForm(request)
        guard request.form["button"] != "check" else {
            _ = try form.template()
            return try await show(request)
        }
        let name = request.parameters["name"] ?? ""
        try await request.call("putChargingProfileTemplate", .init(path: ["name": name], body: form.templateJSON(name: nil)))
        return .redirect(TemplatePage.of(name), .success(request.text(
            "The template is saved. Charge points keep what they have until it is installed again.",
            "템플릿을 저장했습니다. 다시 설치하기 전까지 충전기에는 이전 프로파일이 유지됩니다.")))
    }
}

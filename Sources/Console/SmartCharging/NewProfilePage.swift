import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// The editor of a charging profile for one charge point: the form, its chart, what speaks against it, and what the limits would be
/// with it.
struct NewProfilePage: ConsolePage {
    static let path = "/charge-points/{id}/charging-profiles/new"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["installChargingProfile"]

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = request.parameters["id"] ?? ""
        let chargePoint = try await centralSystem.chargePoints.get(id)
        let connectors = try await centralSystem.connectors.list(chargePointKey: chargePoint.key).map(\.connectorId).filter { $0 > 0 }
        let templates = try await centralSystem.chargingProfiles.templates(.init(limit: 50)).items
        let form = ScheduleForm(request, initial: try await initial(request))
        return .content(PageContent(
            request.text("New charging profile", "새 충전 프로파일"), trail: Self.trail(id, request), hasCharts: true,
            main: """
                \(start(templates, request))<div class="editor"><form method="post" action="\(request.path)" class="form">\(Form.key(request))
                <button class="default-button" name="button" value="check" tabindex="-1" aria-hidden="true" formnovalidate></button>
                \(place(form, connectors, request))\(form.whatFor())\(form.periods)\(form.times(isTemplate: false))\(identifiers(form, request))
                <p class="form-end"><button class="btn btn-secondary" name="button" value="check">\(request.text("Check", "점검"))</button> \
                <button class="btn btn-primary" name="button" value="send">\(request.text("Send to the charge point", "충전기에 보내기"))</button></p></form>
                <div class="editor-side">\(try await preview(form, id, request))</div></div>
                """))
    }

    static func trail(_ id: String, _ request: ConsoleRequest) -> [Link] {
        [
            Link(request.text("Charge points", "충전기"), "/charge-points"), Link(id, LocalPath.chargePoint(id)),
            Link(request.text("Charging profiles", "충전 프로파일"), "\(LocalPath.chargePoint(id))/charging-profiles"),
        ]
    }

    /// Fills the form from a template.
    private func start(_ templates: [ChargingProfileTemplate], _ request: ConsoleRequest) -> HTML {
        guard !templates.isEmpty else { return "" }
        return ChoiceForm(
            request: request, keeps: ["connectorId", "transactionId"], submit: request.text("Take it", "불러오기"),
            choices: [.init(
                name: "template", label: request.text("Begin with a template", "템플릿으로 시작"),
                options: [.init("", "–")] + templates.map { .init($0.name) }, current: request.query["template"] ?? "")]
        ).html
    }

    private func initial(_ request: ConsoleRequest) async throws -> Fields {
        let time = LocalTime(request)
        // Whole minutes, as clocks on walls have them.
        let start = Timestamp(milliseconds: request.now.milliseconds / 60_000 * 60_000)
        let connector = request.query["connectorId"] ?? "1"
        if let name = request.query["template"] {
            let values = try await centralSystem.chargingProfiles.template(name).values
            return ScheduleForm.fields(values, request).with(["connectorId": connector])
        }
        let takesPowerAlone = try await takesPowerAlone(request.parameters["id"] ?? "")
        return Fields([
            ("connectorId", connector), ("chargingProfilePurpose", request.query["transactionId"] == nil ? "TxDefaultProfile" : "TxProfile"),
            ("transactionId", request.query["transactionId"] ?? ""), ("stackLevel", "0"), ("chargingProfileKind", "Absolute"),
            ("chargingRateUnit", takesPowerAlone ? "W" : "A"), ("startSchedule", time.field(start)), ("duration", "24:00"),
            ("validFrom", time.field(start)), ("validTo", time.field(start.advanced(bySeconds: 86_400))),
            ("period.0.start", "0:00"), ("period.0.limit", takesPowerAlone ? "11000" : "16"), ("period.0.phases", ""),
        ])
    }

    /// Whether the charge point says that it understands limits in W and none in A (OCPP 1.6, section 9.4.2).
    private func takesPowerAlone(_ id: String) async throws -> Bool {
        let key = ConfigurationKeyName("ChargingScheduleAllowedChargingRateUnit")
        guard let units = try await centralSystem.configurations.entry(key, of: id)?.value?.lowercased() else { return false }
        return units.contains("power") && !units.contains("current")
    }

    private func place(_ form: ScheduleForm, _ connectors: [Int], _ request: ConsoleRequest) -> HTML {
        let words = ScheduleWords(request)
        let known = [0] + (connectors.isEmpty ? [1] : connectors)
        let asked = form.fields.integer("connectorId").map { known.contains($0) ? [] : [$0] } ?? []
        return """
            \(FormField(
                request: request, name: "connectorId", label: request.text("Connector", "커넥터"),
                help: request.text(
                    "ChargePointMaxProfile goes to the whole charge point, TxProfile to a connector, TxDefaultProfile to either.",
                    "ChargePointMaxProfile은 충전기 전체에, TxProfile은 커넥터에, TxDefaultProfile은 어느 쪽이든 설정합니다."),
                value: form.fields["connectorId"], isRequired: true
            ).choice((known + asked).map { .init(String($0), words.connector($0)) }))
            """
    }

    /// What is seldom given: the transaction and an id of one's own.
    private func identifiers(_ form: ScheduleForm, _ request: ConsoleRequest) -> HTML {
        let isOpen = form.fields["transactionId"] != nil || form.fields["chargingProfileId"] != nil
        return """
            <details class="more"\(isOpen ? " open" : "")><summary>\(request.text("Transaction and id", "트랜잭션과 id"))</summary>
            \(FormField(
                request: request, name: "transactionId", label: request.text("Transaction", "트랜잭션") + " (transactionId)",
                help: request.text("Of a TxProfile. Empty: the one that is going on on the connector.", "TxProfile용. 비워 두면 커넥터에서 진행 중인 트랜잭션입니다."),
                value: form.fields["transactionId"]
            ).number(0...Int(Int32.max)))
            \(FormField(
                request: request, name: "chargingProfileId", label: "chargingProfileId",
                help: request.text("Empty: a new one. One that is in use replaces that profile.", "비워 두면 새로 정합니다. 사용 중인 값이면 그 프로파일을 대체합니다."),
                value: form.fields["chargingProfileId"]
            ).number(1...Int(Int32.max)))</details>
            """
    }

    /// The chart of what stands in the form, what speaks against it, and what it does to the limits of the connector.
    private func preview(_ form: ScheduleForm, _ id: String, _ request: ConsoleRequest) async throws -> HTML {
        guard let profile = try? form.profile() else {
            return Panel.html(request.text("Schedule", "스케줄"), "<p>\(request.text("Fill the form and press Check to see the chart.", "양식을 채우고 점검을 누르면 차트가 보입니다."))</p>")
        }
        let connectorId = form.fields.integer("connectorId") ?? 0
        let charts = ScheduleChart(request: request)
        let query = CompositeScheduleQuery(
            connectorId: connectorId, duration: profile.recurrencyKind == .weekly ? 604_800 : 86_400,
            unit: profile.chargingSchedule.chargingRateUnit)
        let preview = try await centralSystem.chargingProfiles.preview(profile, onConnector: connectorId, of: id, query)
        let compared = charts.compared(
            [(request.text("Now", "현재"), preview.before), (request.text("With this profile", "적용 후"), preview.after)], id: "compared",
            title: request.text("Limit of \(ScheduleWords(request).connector(connectorId)), before and after", "적용 전후의 제한"))
        let schedule = charts.own(profile.chargingSchedule, kind: profile.chargingProfileKind, recurrency: profile.recurrencyKind)
        return """
            \(Panel.html(request.text("Checks", "점검"), WarningWords.html(preview.warnings, request)))
            \(Panel.html(request.text("This profile", "이 프로파일"), schedule))
            \(Panel.html(request.text("What it does to the limits", "제한에 미치는 영향"), "\(compared)\(LayerPicture(schedule: preview.after, request: request, isPreview: true).html)"))
            """
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        if let changed = ScheduleForm.changed(request.form) {
            var again = request
            again.form = changed
            return try await show(again)
        }
        let form = ScheduleForm(request)
        guard request.form["button"] == "send" else {
            _ = try form.profile()
            return try await show(request)
        }
        let id = request.parameters["id"] ?? ""
        let result = try await request.call("installChargingProfile", .init(
            path: ["id": id],
            body: .object([
                "connectorId": .integer(try form.integer("connectorId", 0...Int(Int32.max)) ?? 0), "chargingProfile": try form.profileJSON(),
            ])))
        let record = LocalPath.of(ProfileRecordPage.path, ["id": id, "record": String(result.body["id"]?.int ?? 0)])
        let isInstalled = result.body["state"]?.string == ChargingProfileState.installed.rawValue
        return .redirect(record, isInstalled
            ? .success(request.text("The charge point took the profile.", "충전기가 프로파일을 수락했습니다."))
            : .warning(request.text(
                "The charge point answered \(result.body["status"]?.string ?? "–"): what it had before still holds.",
                "충전기의 응답: \(result.body["status"]?.string ?? "–"). 이전 설정이 그대로 유지됩니다.")))
    }
}

import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// The configuration of a charge point as it is known, and how far it is from what it shall be.
struct ChargePointConfigurationPage: ChargePointConsolePage {
    static let path = "/charge-points/{id}/configuration"
    static let operations: [OperationName] = ["refreshConfiguration", "applyConfigurationTemplateToChargePoint", "changeConfigurationKey"]

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let frame = try await frame(request)
        let configuration = try await centralSystem.configurations.configuration(of: frame.id)
        let drifts = try await centralSystem.configurationTemplates.drift(ofChargePoint: frame.id)
        let search = request.query["search"]?.lowercased()
        let entries = configuration.entries.filter { search == nil || $0.name.key.contains(search ?? "") }
        let content: HTML = """
            \(frame.offlineNotice)\(reboot(configuration, frame))\(standing(configuration, request))\(drift(drifts, frame))\(list(entries, configuration, frame))
            """
        let filter = FilterForm(
            request: request, fields: [Filter.search(request, request.text("Search", "검색"), placeholder: "MeterValue")], names: ["search"])
        let live = LiveFragment("configuration", [.operations, .statuses], of: frame.id, content: content)
        return .content(frame.content(
            .configuration, actions: actions(frame), fragments: [live],
            main: "\(configuration.entries.isEmpty ? "" : filter.html)\(live.html)\(other(frame))\(template(configuration, frame))"))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = request.parameters["id"] ?? ""
        let here = "\(LocalPath.chargePoint(id))/configuration"
        if let key = request.form["newKey"] { return .redirect("\(here)/\(LocalPath.encoded(key))") }
        if let template = request.form["templateName"] {
            try await request.call(
                "applyConfigurationTemplateToChargePoint", .init(path: ["id": id], body: .object(["templateName": .string(template)])))
            return .redirect(here, .success(request.text(
                "The values of \(template) were sent. What still departs is shown below.",
                "\(template)의 값을 보냈습니다. 아직 다른 항목은 아래에 표시됩니다.")))
        }
        try await request.call("refreshConfiguration", .init(path: ["id": id], body: .object([:])))
        return .redirect(here, .success(request.text("The configuration was read anew.", "설정값을 다시 읽었습니다.")))
    }

    private func actions(_ frame: ChargePointFrame) -> HTML {
        let request = frame.request
        guard request.may("refreshConfiguration"), frame.chargePoint.isConnected else { return "" }
        return Form.button(request, request.text("Read it now", "지금 읽기"), action: request.path, values: ["read": "all"], style: "btn-primary")
    }

    private func reboot(_ configuration: ChargePointConfiguration, _ frame: ChargePointFrame) -> HTML {
        guard configuration.isRebootRequired else { return "" }
        let request = frame.request
        let button: HTML = request.may("sendCommand") ? ChargePointFrame.button(request.text("Reset it", "재시작하기"), frame.path("reset")) : ""
        return """
            \(Alert.html(.warning, request.text(
                "Some values take effect only after the charge point restarts.", "일부 설정값은 충전기를 재시작해야 적용됩니다.")))<p>\(button)</p>
            """
    }

    private func standing(_ configuration: ChargePointConfiguration, _ request: ConsoleRequest) -> HTML {
        guard let at = configuration.readAt else {
            return EmptyState.html(
                request.text("Its configuration was never read", "설정값을 아직 읽지 않았습니다"),
                request.text(
                    "Read it when the charge point is connected; values that were changed from here are known all the same.",
                    "충전기가 연결되면 읽으십시오. 여기에서 변경한 값은 이미 알고 있습니다."))
        }
        var html: HTML = "<p class=\"detail\">\(request.text("All keys were read", "전체 설정값을 읽은 시각:")) \(TimeText.html(at))</p>"
        for oddity in configuration.lastReading?.oddities ?? [] { html += "<p class=\"timeline-advice\">\(Said(request).html(oddity))</p>" }
        return html
    }

    private func drift(_ drifts: [ConfigurationDrift], _ frame: ChargePointFrame) -> HTML {
        let request = frame.request
        return drifts.reduce(into: HTML.empty) { html, drift in
            let title = request.text("Template \(drift.template)", "템플릿 \(drift.template)")
            let link = ChargePointFrame.button(request.text("To the template", "템플릿 보기"), ConfigurationTemplatePage.of(drift.template))
            guard !drift.isInSync else {
                html += Panel.html(title, actions: link, "<p>\(StatusBadge.html(request.text("Everything is as the template says", "템플릿과 일치합니다"), .good))</p>")
                return
            }
            let apply: HTML = request.may("applyConfigurationTemplateToChargePoint") && frame.chargePoint.isConnected
                ? Form.button(
                    request, request.text("Send these values", "이 값 보내기"), action: request.path, values: ["templateName": drift.template],
                    style: "btn-primary") : ""
            html += Panel.html(title, actions: "<div class=\"heading-actions\">\(link)\(apply)</div>", DataTable(
                request: request, caption: title,
                columns: [
                    Column(request.text("Key", "키")) { "<a href=\"\(frame.path(.configuration))/\(LocalPath.encoded($0.setting.name.text))\">\($0.setting.name.text)</a>" },
                    Column(request.text("Shall be", "기준값")) { "<code>\($0.setting.name.isSecret ? "••••" : $0.setting.value)</code>" },
                    Column(request.text("Is", "현재값")) { "<code>\($0.actual ?? "–")</code>" },
                    Column(request.text("How it departs", "차이")) { ConfigurationWords(request).drift($0.kind) },
                ], rows: drift.keys
            ).html)
        }
    }

    private func list(_ entries: [ConfigurationEntry], _ configuration: ChargePointConfiguration, _ frame: ChargePointFrame) -> HTML {
        let request = frame.request
        guard !configuration.entries.isEmpty else { return "" }
        return DataTable(
            request: request, caption: request.text("Configuration keys", "설정 키"),
            columns: [
                Column(request.text("Key", "키")) { entry in
                    let name: HTML = "<a href=\"\(frame.path(.configuration))/\(LocalPath.encoded(entry.name.text))\">\(entry.name.text)</a>"
                    let unit = ConfigurationKeyWords.unit(entry.name, request.language)
                    return "\(name) <span class=\"detail\">\(unit ?? "")</span>"
                },
                Column(request.text("Value", "값")) { Self.value($0, request) },
                Column(request.text("Access", "접근"), isSecondary: true) { entry in
                    "\(entry.isReadonly.map { $0 ? request.text("read-only", "읽기 전용") : request.text("writable", "변경 가능") } ?? "–")"
                },
                Column(request.text("Known since", "확인 시각"), isSecondary: true) { TimeText.html($0.updatedAt) },
                Column(request.text("What it does", "설명"), isSecondary: true) { entry in
                    "<span class=\"detail\">\(ConfigurationKeyWords.html(entry.name, request) ?? "\(request.text("a key of the vendor", "제조사 고유 키"))")</span>"
                },
            ], rows: entries
        ).html
    }

    static func value(_ entry: ConfigurationEntry, _ request: ConsoleRequest) -> HTML {
        if entry.standing == .unknown { return StatusBadge.html(request.text("not known to it", "지원하지 않음"), .neutral) }
        if entry.name.isSecret { return "<span class=\"detail\">\(request.text("secret, never shown", "비밀, 표시하지 않음"))</span>" }
        var html: HTML = entry.value.map { "<code>\($0)</code>" } ?? "–"
        if let pending = entry.pending {
            html += " → <code>\(pending.value ?? "")</code> <span class=\"detail\">\(request.text("after a restart", "재시작 후"))</span>"
        }
        return html
    }

    /// The way from here to the same values at other charge points.
    private func template(_ configuration: ChargePointConfiguration, _ frame: ChargePointFrame) -> HTML {
        let request = frame.request
        guard request.may("createConfigurationTemplate"), configuration.present.contains(where: { $0.value != nil }) else { return "" }
        return Panel.html(
            request.text("The same for others", "다른 충전기에도 적용"),
            actions: ChargePointFrame.button(
                request.text("Make a template of these values", "이 값으로 템플릿 만들기"), NewConfigurationTemplatePage.from(frame.id)),
            "<p class=\"detail\">\(request.text("A template says what charge points of a kind shall be configured to, shows which ones depart, and brings them in line together.", "템플릿으로 같은 종류의 충전기가 가져야 할 설정값을 정하고, 다른 충전기를 찾아 한 번에 맞출 수 있습니다."))</p>")
    }

    private func other(_ frame: ChargePointFrame) -> HTML {
        let request = frame.request
        guard request.may("changeConfigurationKey") else { return "" }
        return Panel.html(request.text("A key that is not listed", "목록에 없는 키"), Form.html(
            request, FormField(request: request, name: "newKey", label: request.text("Key", "키"), isRequired: true)
                .text(limits: ["maxlength": "50"]), submit: request.text("Go on", "계속"), style: "btn-secondary"))
    }
}

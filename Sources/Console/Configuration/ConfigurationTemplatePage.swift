import CentralSystem
import Markup
import WebAPI

/// One template: its keys, which charge points it is for, and which of them depart from it.
struct ConfigurationTemplatePage: ConsolePage {
    static let path = "/configuration/templates/{name}"

    let templates: ConfigurationTemplateService

    static func of(_ name: String, _ suffix: String = "") -> String { LocalPath.of(path, ["name": name]) + suffix }

    static func trail(_ request: ConsoleRequest, _ name: String? = nil) -> [Link] {
        [Link(request.text("Configuration templates", "설정 템플릿"), ConfigurationTemplateListPage.path)] + (name.map { [Link($0, of($0))] } ?? [])
    }

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let template = try await templates.get(request.parameters["name"] ?? "")
        let words = ConfigurationWords(request)
        let facts = Facts.html([
            (request.text("For charge points of", "대상 충전기"), "\(words.selection(template.selection))"),
            (request.text("Note", "메모"), "\(template.note ?? "–")"),
            (request.text("Changed", "변경"), TimeText.html(template.updatedAt)),
        ])
        let values = DataTable(
            request: request, caption: request.text("Keys and values", "키와 값"),
            columns: [
                Column(request.text("Key", "키")) { "<span class=\"key-name\">\($0.name.text)</span>" },
                Column(request.text("Shall be", "기준값")) { ConfigurationWords.value($0) },
                Column(request.text("What it does", "설명"), isSecondary: true) { words.meaning($0.name) },
            ], rows: template.values, isWhole: true
        ).html
        let drift = LiveFragment("drift", [.operations], content: try await drift(template, request))
        return .content(PageContent(
            template.name, trail: Self.trail(request), actions: actions(template.name, request), fragments: [drift],
            main: """
                \(Panel.html(request.text("What it is", "설명"), "\(facts)\(checks(template.warnings, request))"))
                \(Panel.html(request.text("Which charge points depart from it", "템플릿과 다른 충전기"), "\(view(template, request))\(drift.html)"))
                \(Panel.html(request.text("Keys and values, in the order in which they are sent", "키와 값 (보내는 순서)"), values))
                """, modules: [AssetLibrary.tools]))
    }

    private func checks(_ warnings: [String], _ request: ConsoleRequest) -> HTML {
        guard !warnings.isEmpty else { return "" }
        let items = warnings.reduce(into: HTML.empty) { $0 += "<li>\(StatusBadge.html(request.text("Note", "주의"), .warning)) \(Said(request).html($1))</li>" }
        return """
            <ul class="plain-list">\(items)</ul>
            <p class="form-text">\(request.text("It can be sent all the same: the charge point decides.", "그래도 보낼 수 있습니다. 결정은 충전기가 합니다."))</p>
            """
    }

    private func view(_ template: ConfigurationTemplate, _ request: ConsoleRequest) -> HTML {
        guard template.selection != nil else { return "" }
        return ChoiceForm(
            request: request, submit: request.text("Show", "보기"),
            choices: [.init(
                name: "show", label: request.text("Charge points", "충전기"),
                options: [
                    .init("", request.text("Those that depart", "템플릿과 다른 충전기")), .init("all", request.text("All that it is for", "대상 충전기 전체")),
                ], current: request.query["show"] ?? "")]
        ).html
    }

    /// A part of the charge points that it is for: those that depart, or all.
    private func drift(_ template: ConfigurationTemplate, _ request: ConsoleRequest) async throws -> HTML {
        guard template.selection != nil else {
            return EmptyState.html(
                request.text("It is for no charge point by itself", "자체 대상 충전기가 없습니다"),
                request.text(
                    "Say in its form which vendor, model, firmware or group it is for, and those that depart from it stand here. Or apply it to charge points that you name.",
                    "편집에서 제조사, 모델, 펌웨어, 그룹을 지정하면 템플릿과 다른 충전기가 여기에 나옵니다. 충전기를 지정하여 적용할 수도 있습니다."))
        }
        let page = try request.page(limit: 25)
        let part: Page<ConfigurationDrift>
        let seen: Int
        if request.query["show"] == "all" {
            part = try await templates.drift(of: template.name, page)
            seen = part.items.count
        } else {
            let departures = try await templates.departures(from: template.name, page)
            (part, seen) = (departures.drifts, departures.looked)
        }
        guard part.items.isEmpty else { return table(part.items, next: part.nextCursor, request) }
        let isWhole = part.nextCursor == nil && request.query["cursor"] == nil
        let title: String
        if seen == 0 {
            title =
                isWhole
                ? request.text("No charge point is like that yet", "해당하는 충전기가 아직 없습니다")
                : request.text("That was all", "더 이상 없습니다")
        } else {
            title =
                isWhole
                ? request.text("All \(Quantity.count(seen)) are as the template says", "\(Quantity.count(seen))대 모두 템플릿과 일치합니다")
                : request.text("The \(Quantity.count(seen)) that were looked at are as the template says", "확인한 \(Quantity.count(seen))대는 템플릿과 일치합니다")
        }
        let advice =
            seen == 0 && isWhole
            ? request.text("It shows here when its BootNotification says so.", "BootNotification으로 확인되면 여기에 나옵니다.")
            : request.text("By what is known of them: what was read and what was changed from here.", "읽은 값과 여기에서 변경한 값을 기준으로 합니다.")
        return "\(EmptyState.html(title, advice))\(Paging.html(request, next: part.nextCursor))"
    }

    private func table(_ drifts: [ConfigurationDrift], next: String?, _ request: ConsoleRequest) -> HTML {
        let words = ConfigurationWords(request)
        var table = DataTable(
            request: request, caption: request.text("Charge points", "충전기"),
            columns: [
                Column(request.text("Charge point", "충전기")) { row in
                    "<a href=\"\(LocalPath.of(ChargePointConfigurationPage.path, ["id": row.chargePoint.identity]))\">\(row.chargePoint.identity)</a>"
                },
                Column(request.text("State", "상태")) { words.state($0) },
                Column(request.text("Key: is → shall be", "키: 현재값 → 기준값")) { Self.departing($0, words) },
                Column(request.text("What to do", "조치"), isSecondary: true) { row in
                    "<span class=\"detail\">\(row.isInSync ? "" : words.advice(row))</span>"
                },
            ], rows: drifts, next: next)
        guard request.may("applyConfigurationTemplate") else { return table.html }
        table.selection = (
            name: "ids", value: { $0.chargePoint.identity },
            label: { request.text("Choose \($0.chargePoint.identity)", "\($0.chargePoint.identity) 선택") })
        return """
            <form method="get" action="\(Self.of(drifts.first?.template ?? "", "/apply"))" class="choosing">\(table.html)\
            <p class="choosing-end"><span class="form-check" data-choose-all-field hidden>\
            <input class="form-check-input" type="checkbox" id="choose-all" data-choose-all="ids">\
            <label class="form-check-label" for="choose-all">\(request.text("All on this page", "이 페이지 모두"))</label></span>
            <button class="btn btn-secondary">\(request.text("Apply to those chosen", "선택한 충전기에 적용"))</button>\
            <span class="form-text" data-chosen="\(request.text("# chosen", "#대 선택"))"></span></p></form>
            """
    }

    /// Keys of one charge point that are shown; its own page has the rest.
    private static let shownKeys = 5

    private static func departing(_ drift: ConfigurationDrift, _ words: ConfigurationWords) -> HTML {
        // Nothing is known: there is nothing to compare.
        guard drift.keys.contains(where: { $0.kind != .neverRead }) else { return "–" }
        let items = drift.keys.prefix(shownKeys).reduce(into: HTML.empty) { html, key in
            let actual: HTML = key.actual.map { "<code>\($0)</code>" } ?? "–"
            let kind: HTML = key.kind == .differs ? "" : " \(words.drift(key.kind))"
            html += "<li>\(key.setting.name.text): \(actual) → <code>\(key.setting.value)</code>\(kind)</li>"
        }
        let rest = drift.keys.count - shownKeys
        let more: HTML = rest > 0 ? "<li class=\"detail\">\(words.request.text("and \(rest) more", "외 \(rest)개"))</li>" : ""
        return "<ul class=\"plain-list departing explains\">\(items)\(more)</ul>"
    }

    private func actions(_ name: String, _ request: ConsoleRequest) -> HTML {
        var html: HTML = ""
        if request.may("applyConfigurationTemplate") {
            html += "<a class=\"btn btn-primary\" href=\"\(Self.of(name, "/apply"))\">\(request.text("Apply to charge points", "충전기에 적용"))</a>"
        }
        if request.may("putConfigurationTemplate") {
            html += "<a class=\"btn btn-secondary\" href=\"\(Self.of(name, "/edit"))\">\(request.text("Edit", "편집"))</a>"
        }
        if request.may("deleteConfigurationTemplate") {
            html += "<a class=\"btn btn-secondary\" href=\"\(Self.of(name, "/delete"))\">\(request.text("Delete", "삭제"))</a>"
        }
        return html
    }
}

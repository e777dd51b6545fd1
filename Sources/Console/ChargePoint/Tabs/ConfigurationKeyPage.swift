import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// One configuration key of a charge point: what it does, its value, its history; and changing it.
struct ConfigurationKeyPage: ChargePointConsolePage {
    static let path = "/charge-points/{id}/configuration/{key}"
    static let operations: [OperationName] = ["changeConfigurationKey"]

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let frame = try await frame(request)
        let name = ConfigurationKeyName(request.parameters["key"] ?? "")
        let entry = try await centralSystem.configurations.entry(name, of: frame.id)
        let standard = StandardConfigurationKey.named(name)
        let page = try await centralSystem.configurations.changes(of: name, chargePoint: frame.id, request.page(limit: 20))
        return .content(PageContent(name.text, trail: frame.trail(.configuration), main: """
            \(frame.offlineNotice)\(Panel.html(frame.id, facts(entry, standard, request)))\(form(frame, name, entry, standard))\
            \(Panel.html(request.text("How it changed", "변경 이력"), history(page, request)))
            """))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let (id, key) = (request.parameters["id"] ?? "", request.parameters["key"] ?? "")
        // An empty value is a value, but of a secret.
        let result = try await request.call(
            "changeConfigurationKey", .init(path: ["id": id, "key": key], body: .object(["value": .string(request.form["value"] ?? "")])))
        let status = result.body["status"]?.string ?? ""
        return .redirect(LocalPath.of(Self.path, ["id": id, "key": key]), flash(status, key, request))
    }

    private func flash(_ status: String, _ key: String, _ request: ConsoleRequest) -> Flash {
        switch status {
        case "Accepted": .success(request.text("The charge point took the value of \(key).", "충전기가 \(key) 값을 적용했습니다."))
        case "RebootRequired": .warning(request.text(
            "The charge point took the value of \(key); it takes effect after a restart.", "\(key) 값은 충전기를 재시작한 뒤 적용됩니다."))
        case "NotSupported": .failure(request.text("The charge point does not know the key \(key).", "충전기가 \(key) 키를 지원하지 않습니다."))
        default: .failure(request.text(
            "The charge point refused the value (\(status)). Check its range and that the key is writable.",
            "충전기가 값을 거부했습니다 (\(status)). 값의 범위와 변경 가능 여부를 확인하십시오."))
        }
    }

    private func facts(_ entry: ConfigurationEntry?, _ standard: StandardConfigurationKey?, _ request: ConsoleRequest) -> HTML {
        var facts: [(name: String, value: HTML)] = [
            (request.text("Value", "값"), entry.map { ChargePointConfigurationPage.value($0, request) } ?? "–"),
            (request.text("Known since", "확인 시각"), TimeText.html(entry?.updatedAt)),
            (
                request.text("Access", "접근"),
                "\(entry?.isReadonly.map { $0 ? request.text("read-only, says the charge point", "읽기 전용 (충전기 보고)") : request.text("writable", "변경 가능") } ?? "–")"
            ),
        ]
        if let standard {
            facts.append((request.text("By the specification", "규격"), "\(standard.access.rawValue) · \(standard.reference)"))
        }
        if let last = entry?.lastChange {
            facts.append((
                request.text("Last change", "마지막 변경"),
                "\(last.value.map { "<code>\($0)</code>" as HTML } ?? "")  \(last.status ?? last.explanation.map { Said(request).text($0) } ?? last.outcome.rawValue) · \(Said(request).who(last.requestedBy)) · \(TimeText.html(last.at))"
            ))
        }
        let meaning: HTML = standard.flatMap { ConfigurationKeyWords.html($0.name, request) }.map { "<p>\($0)</p>" } ?? ""
        return "\(meaning)\(Facts.html(facts))"
    }

    private func form(
        _ frame: ChargePointFrame, _ name: ConfigurationKeyName, _ entry: ConfigurationEntry?, _ standard: StandardConfigurationKey?
    ) -> HTML {
        let request = frame.request
        guard request.may("changeConfigurationKey"), frame.chargePoint.isConnected else { return "" }
        let readonly: HTML = entry?.isReadonly == true ? Alert.html(.warning, request.text(
            "The charge point says that this key is read-only; it will probably refuse.", "충전기가 읽기 전용이라고 보고한 키로, 변경을 거부할 가능성이 높습니다.")) : ""
        let field = FormField(
            request: request, name: "value", label: request.text("New value", "새 값"),
            help: ConfigurationKeyWords.unit(name, request.language).map { request.text("In \($0).", "단위: \($0)") }, value: entry?.value, isRequired: name.isSecret)
        return Panel.html(request.text("Change it", "변경"), """
            \(readonly)\(Form.html(
                request, name.isSecret ? field.text(type: "password", autocomplete: "new-password") : field.text(limits: ["maxlength": "500"]),
                submit: request.text("Send ChangeConfiguration", "ChangeConfiguration 보내기")))
            """)
    }

    private func history(_ page: Page<ConfigurationChange>, _ request: ConsoleRequest) -> HTML {
        guard !page.items.isEmpty else {
            return "<p class=\"detail\">\(request.text("No change is known.", "알려진 변경이 없습니다."))</p>"
        }
        return DataTable(
            request: request, caption: request.text("How it changed", "변경 이력"),
            columns: [
                Column(request.text("Time", "시각")) { TimeText.html($0.at) },
                Column(request.text("From", "이전 값")) { "<code>\($0.oldValue ?? "–")</code>" },
                Column(request.text("To", "새 값")) { "<code>\($0.newValue ?? "–")</code>" },
                Column(request.text("By", "변경자")) { change in
                    change.cause == .getConfiguration
                        ? "\(request.text("somebody else, found when read", "외부에서 변경, 읽을 때 발견"))" : "\(change.requestedBy.map { Said(request).who($0) } ?? "–")"
                },
            ], rows: page.items, next: page.nextCursor
        ).html
    }
}

import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// Brings many charge points in line with a template: says what happens, and does it.
struct ApplyConfigurationTemplatePage: ConsolePage {
    static let path = "/configuration/templates/{name}/apply"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["applyConfigurationTemplate"]

    let templates: ConfigurationTemplateService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let template = try await templates.get(request.parameters["name"] ?? "")
        let own: HTML =
            template.selection == nil
            ? ""
            : "<p>\(request.text("With nothing given below, it goes to all charge points that it is for:", "아래를 비워 두면 템플릿의 대상 충전기 전체에 적용됩니다:")) <strong>\(ConfigurationWords(request).selection(template.selection))</strong></p>"
        return .content(PageContent(
            request.text("Apply \(template.name)", "\(template.name) 적용"), trail: ConfigurationTemplatePage.trail(request, template.name),
            main: """
                <p class="lead">\(request.text(
                    "Each charge point gets ChangeConfiguration for the keys in which it departs from the template, one after another; those that are in line get nothing. Some values take effect only after a restart: nothing is restarted by this.",
                    "각 충전기에 템플릿과 다른 키만 ChangeConfiguration으로 하나씩 보내며, 일치하는 충전기에는 보내지 않습니다. 일부 값은 재시작한 뒤 적용되지만 여기서 재시작하지는 않습니다."))</p>
                \(own)\(Form.html(
                    request, "\(TargetForm(request: request).html)\(BulkPace.html(request))", submit: request.text("Apply it", "적용")))
                """))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let name = request.parameters["name"] ?? ""
        let template = try await templates.get(name)
        let form = TargetForm(request: request)
        let target: JSONText? = template.selection != nil && form.isEmpty ? nil : try form.target()
        var members = try BulkPace.members(request)
        members.append(("target", target))
        let result = try await request.call("applyConfigurationTemplate", .init(path: ["name": name], body: .object(members)))
        return .redirect(BulkOperationPage.path(of: Int64(result.body["id"]?.int ?? 0)), .success(request.text(
            "It has begun. This page shows how far it is.", "시작했습니다. 이 페이지에서 진행 상황을 볼 수 있습니다.")))
    }
}

/// Removes a template.
struct DeleteConfigurationTemplatePage: ConsolePage {
    static let path = "/configuration/templates/{name}/delete"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["deleteConfigurationTemplate"]

    let templates: ConfigurationTemplateService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let name = try await templates.get(request.parameters["name"] ?? "").name
        return .content(Confirmation.content(
            request, title: request.text("Delete the template \(name)?", "템플릿 \(name)을(를) 삭제할까요?"),
            consequence: request.text(
                "The template is gone for good. What charge points are configured to stays as it is.",
                "템플릿은 영구히 삭제됩니다. 충전기의 설정값은 그대로 남습니다."),
            submit: request.text("Delete it", "삭제"), back: ConfigurationTemplatePage.of(name),
            trail: ConfigurationTemplatePage.trail(request, name)))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        try await request.call("deleteConfigurationTemplate", .init(path: ["name": request.parameters["name"] ?? ""]))
        return .redirect(ConfigurationTemplateListPage.path, .success(request.text("The template is deleted.", "템플릿을 삭제했습니다.")))
    }
}

import CentralSystem
import Markup
import WebAPI

/// Registers an idTag.
struct NewIdTagPage: ConsolePage {
    static let path = "/id-tags/new"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["createIdTag"]

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let idTag = FormField(
            request: request, name: "idTag", label: "idTag",
            help: request.text(
                "As the card or the app shows it: at most 20 characters; capitals do not matter.", "카드나 앱에 표시된 값. 최대 20자이며 대소문자를 구분하지 않습니다."),
            value: request.query["idTag"], isRequired: true)
        let fields: HTML = "\(idTag.text(limits: ["maxlength": "20"]))\(IdTagForm(request: request).html)"
        return .content(PageContent(
            request.text("Add an idTag", "idTag 등록"), trail: [Link(request.text("idTags", "idTag 목록"), IdTagListPage.path)],
            main: Form.html(request, fields, submit: request.text("Add it", "등록"))))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let idTag = request.form["idTag"] ?? ""
        try await request.call("createIdTag", .init(body: IdTagForm.body(request, idTag: idTag)))
        return .redirect(IdTagListPage.path(of: idTag), .success(request.text("The idTag \(idTag) is registered.", "idTag를 등록했습니다: \(idTag)")))
    }
}

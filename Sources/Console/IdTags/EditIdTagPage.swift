import CentralSystem
import Markup
import OCPP16
import WebAPI

/// Changes an idTag.
struct EditIdTagPage: ConsolePage {
    static let path = "/id-tags/{idTag}/edit"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["changeIdTag"]

    let idTags: IdTagService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let found = try await IdTagPage.registered(request, idTags)
        let text = found.idTag.text
        let form = IdTagForm(request: request, values: found.values)
        return .content(PageContent(
            request.text("Edit \(text)", "\(text) 수정"),
            trail: [
                Link(request.text("idTags", "idTag 목록"), IdTagListPage.path), Link(text, IdTagListPage.path(of: text)),
            ],
            main: """
                <p>\(request.text(
                    "Charge points learn of it when they ask next; those with a local list when it is sent to them.",
                    "충전기는 다음에 문의할 때 이 변경을 알게 됩니다. 로컬 목록을 쓰는 충전기는 목록이 전송될 때 반영됩니다."))</p>
                \(Form.html(request, "\(form.former)\(form.html)", submit: request.text("Save", "저장")))
                """))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let token = try IdTagPage.token(request)
        try await request.call("changeIdTag", .init(path: ["idTag": token.text], body: IdTagForm.body(request)))
        return .redirect(IdTagListPage.path(of: token.text), .success(request.text("The changes are saved.", "저장했습니다.")))
    }
}

import CentralSystem
import Markup
import OCPP16
import WebAPI

/// Stands between an operator and an idTag that is deleted.
struct DeleteIdTagPage: ConsolePage {
    static let path = "/id-tags/{idTag}/delete"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["deleteIdTag"]

    let idTags: IdTagService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let text = try await IdTagPage.registered(request, idTags).idTag.text
        return .content(Confirmation.content(
            request, title: request.text("Delete the idTag \(text)?", "idTag \(text) 삭제"),
            consequence: request.text(
                "Charge points are answered Invalid for it from now on, and its group and note are forgotten. Its sessions are kept. To refuse it for a while, block it instead.",
                "이제부터 충전기에 Invalid로 응답하며 그룹과 메모가 삭제됩니다. 충전 세션 기록은 남습니다. 잠시 거부하려면 대신 차단하십시오."),
            submit: request.text("Delete it", "삭제"), back: IdTagListPage.path(of: text),
            trail: [Link(request.text("idTags", "idTag 목록"), IdTagListPage.path), Link(text, IdTagListPage.path(of: text))]))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let token = try IdTagPage.token(request)
        try await request.call("deleteIdTag", .init(path: ["idTag": token.text]))
        return .redirect(IdTagListPage.path, .success(request.text("The idTag \(token.text) is deleted.", "idTag를 삭제했습니다: \(token.text)")))
    }
}

import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// Stops a bulk install.
struct StopInstallPage: ConsolePage {
    static let path = "/smart-charging/installs/{operation}/stop"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["cancelBulkOperation"]

    let bulk: BulkOperationService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let operation = try await InstallPage.operation(request, bulk)
        let open = Quantity.count(operation.progress.total - operation.progress.finished)
        return .content(Confirmation.content(
            request, title: request.text("Stop this install?", "이 설치를 중지할까요?"),
            consequence: request.text(
                "Nothing more is sent; \(open) charge points have no result yet. Profiles that were sent already stay where they are.",
                "더 이상 보내지 않습니다. 결과가 없는 충전기는 \(open)대입니다. 이미 보낸 프로파일은 그대로 남습니다."),
            submit: request.text("Stop it", "중지"), back: InstallPage.of(operation.id),
            trail: TemplatePage.trail(request) + [Link(request.text("Bulk installs", "일괄 설치"), InstallListPage.path)]))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = try await InstallPage.operation(request, bulk).id
        try await request.call("cancelBulkOperation", .init(path: ["bulkOperationId": String(id)]))
        return .redirect(InstallPage.of(id), .success(request.text("Nothing more is sent.", "더 보내지 않습니다.")))
    }
}

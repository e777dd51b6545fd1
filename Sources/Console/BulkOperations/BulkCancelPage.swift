import CentralSystem
import Markup
import WebAPI

/// Cancelling what is done to many charge points.
struct BulkCancelPage: ConsolePage {
    static let path = "/bulk-operations/{operationId}/cancel"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["cancelBulkOperation"]

    let bulkOperations: BulkOperationService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let operation = try await bulkOperations.get(try BulkOperationPage.id(request))
        let open = operation.progress.total - operation.progress.finished
        let back = BulkOperationPage.path(of: operation.id)
        return .content(Confirmation.content(
            request, title: request.text("Cancel this bulk operation?", "이 일괄 작업을 취소할까요?"),
            consequence: request.text(
                "\(BulkWords.what(operation, request.language)) is not sent to those whose turn has not come; \(Quantity.count(open)) have no result yet. What was sent already cannot be taken back.",
                "아직 차례가 오지 않은 충전기에는 보내지 않습니다(\(BulkWords.what(operation, request.language))). 결과가 없는 충전기는 \(Quantity.count(open))대입니다. 이미 보낸 것은 되돌릴 수 없습니다."),
            submit: request.text("Cancel it", "취소"), back: back,
            trail: [Link(request.text("Bulk operations", "일괄 작업"), BulkOperationListPage.path), Link(BulkWords.what(operation, request.language), back)]))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = try BulkOperationPage.id(request)
        try await request.call("cancelBulkOperation", .init(path: ["bulkOperationId": String(id)]))
        return .redirect(BulkOperationPage.path(of: id), .success(request.text("It is cancelled.", "취소했습니다.")))
    }
}

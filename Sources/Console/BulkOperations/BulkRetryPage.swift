import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// Trying again where it did not succeed.
struct BulkRetryPage: ConsolePage {
    static let path = "/bulk-operations/{operationId}/retry"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["retryBulkOperation"]

    let bulkOperations: BulkOperationService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let operation = try await bulkOperations.get(try BulkOperationPage.id(request))
        let failed = operation.progress.finished - operation.progress.succeeded
        let what = BulkWords.what(operation, request.language)
        let back = BulkOperationPage.path(of: operation.id)
        let boxes = BulkOutcome.allCases.compactMap { outcome -> HTML? in
            guard outcome.isFinal, let count = operation.progress.counts[outcome], count > 0 else { return nil }
            return """
                <div class="form-check"><input class="form-check-input" type="checkbox" name="outcomes" value="\(outcome.rawValue)" \
                id="outcome-\(outcome.rawValue)"><label class="form-check-label" for="outcome-\(outcome.rawValue)">\
                \(BulkWords.outcome(outcome, request.language)) (\(Quantity.count(count)))</label></div>
                """
        }
        let choice: HTML = """
            <fieldset class="field"><legend>\(request.text("Only those with these outcomes", "이 결과인 충전기만"))</legend>\
            <p class="form-text">\(request.text("With none ticked: all that did not succeed.", "선택하지 않으면 성공하지 못한 모든 충전기입니다."))</p>\(boxes)</fieldset>
            """
        return .content(Confirmation.content(
            request, title: request.text("Try \(what) again?", "다시 시도할까요? (\(what))"),
            consequence: request.text(
                "\(what) is sent once more to charge points that did not succeed: \(Quantity.count(failed)) of \(Quantity.count(operation.progress.total)). Where an answer was lost, it may be done a second time.",
                "성공하지 못한 충전기(\(Quantity.count(operation.progress.total))대 중 \(Quantity.count(failed))대)에 다시 보냅니다: \(what). 응답만 유실된 경우 두 번 실행될 수 있습니다."),
            submit: request.text("Try again", "다시 시도"), back: back,
            trail: [Link(request.text("Bulk operations", "일괄 작업"), BulkOperationListPage.path), Link(what, back)], fields: choice))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = try BulkOperationPage.id(request)
        let outcomes = request.form.values("outcomes")
        // A deadline that is over would end the new try at once.
        let operation = try await bulkOperations.get(id)
        let isOver = operation.deadline.map { $0 <= request.now } ?? false
        try await request.call(
            "retryBulkOperation",
            .init(
                path: ["bulkOperationId": String(id)],
                body: .object([
                    "outcomes": outcomes.isEmpty ? nil : .list(outcomes.map { .string($0) }),
                    "deadline": isOver ? .string(request.now.advanced(bySeconds: 3600).rfc3339) : nil,
                ])))
        return .redirect(BulkOperationPage.path(of: id), .success(request.text("It is running again.", "다시 진행합니다.")))
    }
}

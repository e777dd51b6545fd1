import CentralSystem
import Markup
import WebAPI

/// What was done to many charge points, newest first.
struct BulkOperationListPage: ConsolePage {
    static let path = "/bulk-operations"

    let bulkOperations: BulkOperationService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let page = try await bulkOperations.list(state: try request.condition("state"), kind: nil, try request.page(limit: 25))
        let list = LiveFragment("list", [.messages, .operations], content: content(page, request))
        let states = BulkOperationState.allCases.map { state in
            FormField.Option(state.rawValue, Self.word(state, request.language))
        }
        let filter = FilterForm(
            request: request, fields: [Filter.choice(request, request.text("State", "상태"), name: "state", states)], names: ["state"]
        ).html
        let new: HTML =
            request.may("createBulkOperation")
            ? "<a class=\"btn btn-primary\" href=\"\(NewBulkOperationPage.path)\">\(request.text("New bulk operation", "새 일괄 작업"))</a>" : ""
        let passwords: HTML =
            request.may("changeChargePointPasswords")
            ? "<a class=\"btn btn-secondary\" href=\"\(PasswordChangePage.path)\">\(request.text("New passwords", "새 비밀번호"))</a>" : ""
        return .content(PageContent(
            request.text("Bulk operations", "일괄 작업"), actions: "\(passwords)\(new)", fragments: [list], main: "\(filter)\(list.html)"))
    }

    private static func word(_ state: BulkOperationState, _ language: Language) -> String {
        switch state {
        case .preparing: language("Preparing", "준비 중")
        case .running: language("Running", "진행 중")
        case .cancelling: language("Cancelling", "취소 중")
        case .cancelled: language("Cancelled", "취소됨")
        case .completed: language("Completed", "완료")
        }
    }

    private func content(_ page: Page<BulkOperation>, _ request: ConsoleRequest) -> HTML {
        guard !page.items.isEmpty else {
            if request.query["state"] != nil {
                return EmptyState.unmatched(request, request.text("No bulk operation is in this state", "이 상태의 일괄 작업이 없습니다"))
            }
            return EmptyState.html(
                request.text("Nothing was done in bulk yet", "아직 일괄 작업이 없습니다"),
                request.text(
                    "Choose charge points in their list to send all of them the same command, or begin here.",
                    "충전기 목록에서 여러 대를 선택해 같은 명령을 보내거나 여기에서 시작하십시오."),
                actions: [Link(request.text("To the charge points", "충전기 목록으로"), ChargePointListPage.path)])
        }
        let language = request.language
        return DataTable(
            request: request, caption: request.text("Bulk operations", "일괄 작업"),
            columns: [
                Column(request.text("Operation", "작업")) { operation in
                    "<a href=\"\(BulkOperationPage.path(of: operation.id))\">\(BulkWords.what(operation, language))</a>"
                },
                Column(request.text("State", "상태")) { BulkWords.state($0.state, language) },
                Column(request.text("Progress", "진행률")) { BulkWords.progress($0.progress, language) },
                Column(request.text("Asked for", "요청 시각")) { TimeText.html($0.createdAt) },
                Column(request.text("By", "요청자"), isSecondary: true) { "\(Said(request).who($0.requestedBy))" },
            ], rows: page.items, next: page.nextCursor
        ).html
    }
}

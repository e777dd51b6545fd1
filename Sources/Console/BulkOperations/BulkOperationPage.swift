import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// One bulk operation: how far it is, and what came of it at each charge point.
struct BulkOperationPage: ConsolePage {
    static let path = "/bulk-operations/{operationId}"

    let bulkOperations: BulkOperationService

    static func path(of id: Int64) -> String { LocalPath.of(path, ["operationId": String(id)]) }

    /// - Throws: `Problem` for what is no number.
    static func id(_ request: ConsoleRequest) throws(Problem) -> Int64 {
        guard let id = Int64(request.parameters["operationId"] ?? "") else {
            throw Problem(.notFound, request.text("There is no such bulk operation.", "해당 일괄 작업이 없습니다."))
        }
        return id
    }

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = try Self.id(request)
        let operation = try await bulkOperations.get(id)
        let results = try await bulkOperations.results(of: id, outcome: try request.condition("outcome"), try request.page())
        let state = LiveFragment("state", [.messages, .operations], content: state(operation, request))
        let list = LiveFragment("results", [.messages, .operations], content: list(results, request))
        return .content(PageContent(
            BulkWords.what(operation, request.language), trail: [Link(request.text("Bulk operations", "일괄 작업"), BulkOperationListPage.path)],
            fragments: [state, list],
            main: """
                \(state.html)\(Panel.html(request.text("Charge points", "충전기"), list.html))\(what(operation, request))
                """))
    }

    private func state(_ operation: BulkOperation, _ request: ConsoleRequest) -> HTML {
        let language = request.language
        let counts = BulkOutcome.allCases.compactMap { outcome -> HTML? in
            guard let count = operation.progress.counts[outcome], count > 0 else { return nil }
            let isChosen = request.query["outcome"] == outcome.rawValue
            let path = request.here.with(["outcome": isChosen ? nil : outcome.rawValue]).url(request.path)
            let current: HTML = isChosen ? " aria-current=\"true\"" : ""
            return """
                <li><a class="outcome-count" href="\(path)"\(current)><span>\(Quantity.count(count))</span> \
                \(BulkWords.outcome(outcome, language))</a></li>
                """
        }
        return """
            <section class="panel verdict"><p class="lead">\(BulkWords.state(operation.state, language)) \(BulkWords.progress(operation.progress, language))</p>
            <ul class="outcome-counts" aria-label="\(request.text("Results by outcome; choose one to see only those", "결과별 개수. 선택하면 해당 결과만 표시합니다"))">\(counts)</ul>
            \(Facts.html([
                (request.text("Asked for", "요청"), "\(TimeText.html(operation.createdAt)) · \(Said(request).who(operation.requestedBy))"),
                (request.text("At a time", "동시 실행"), "\(Quantity.count(operation.parallelism))"),
                (request.text("Waits for connections until", "연결 대기 기한"), TimeText.html(operation.deadline, otherwise: request.text("not at all", "대기 안 함"))),
                (request.text("Finished", "완료 시각"), TimeText.html(operation.finishedAt)),
            ]))\(buttons(operation, request))</section>
            """
    }

    private func buttons(_ operation: BulkOperation, _ request: ConsoleRequest) -> HTML {
        let base = Self.path(of: operation.id)
        switch operation.state {
        case .preparing, .running:
            guard request.may("cancelBulkOperation") else { return "" }
            return "<p><a class=\"btn btn-secondary\" href=\"\(base)/cancel\">\(request.text("Cancel it", "취소"))</a></p>"
        case .completed, .cancelled:
            guard request.may("retryBulkOperation"), operation.progress.finished > operation.progress.succeeded else { return "" }
            return "<p><a class=\"btn btn-primary\" href=\"\(base)/retry\">\(request.text("Try again where it did not succeed", "실패한 곳에 다시 시도"))</a></p>"
        case .cancelling: return ""
        }
    }

    private func what(_ operation: BulkOperation, _ request: ConsoleRequest) -> HTML {
        let payload = BulkWords.request(operation)?["payload"]?.text ?? operation.parameters
        return Panel.html(request.text("What is sent", "보내는 내용"), MessageText.json(payload))
    }

    private func list(_ page: Page<BulkTarget>, _ request: ConsoleRequest) -> HTML {
        guard !page.items.isEmpty else {
            return EmptyState.html(
                request.text("No charge point here", "해당하는 충전기가 없습니다"),
                request.text("None has this result at the moment.", "지금 이 결과인 충전기가 없습니다."))
        }
        let language = request.language
        return DataTable(
            request: request, caption: request.text("Results", "결과"),
            columns: [
                Column(request.text("Charge point", "충전기")) { target in
                    "<a href=\"\(LocalPath.chargePoint(target.chargePointId))\">\(target.chargePointId)</a>"
                },
                Column(request.text("Result", "결과")) { BulkWords.badge($0.result, language) },
                Column(request.text("Outcome", "처리")) { "\(BulkWords.outcome($0.result.outcome, language))" },
                Column(request.text("More", "상세"), isSecondary: true) { $0.result.text.map { Said(language).html($0) } ?? "" },
                Column(request.text("Tries", "시도"), isNumber: true, isSecondary: true) { "\($0.attempts)" },
                Column(request.text("When", "시각"), isSecondary: true) { TimeText.html($0.finishedAt ?? $0.startedAt) },
                Column(request.text("Command", "명령")) { target in
                    target.result.commandId.map { "<a href=\"\(CommandOutcomePage.path(of: $0))\">\($0)</a>" } ?? "–"
                },
            ], rows: page.items, next: page.nextCursor
        ).html
    }
}

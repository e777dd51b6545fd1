import HTTPTypes
import Hummingbird
import Markup
import WebAPI

/// What is shown in place of a page that cannot be.
enum ErrorPage {
    static func of(_ problem: Problem, _ request: ConsoleRequest) -> PageContent {
        let status = problem.type.status
        let title =
            switch status {
            case .forbidden: request.text("This is not allowed", "허용되지 않습니다")
            case .notFound: request.text("There is nothing here", "찾을 수 없습니다")
            default: request.text("This did not work", "처리하지 못했습니다")
            }
        return PageContent(title, status: status, main: """
            <p class="lead">\(problem.detail)</p>
            <p>\(withoutConditions(request, status: status))<a class="btn btn-primary" href="/">\(request.text("To the overview", "개요로"))</a></p>
            """)
    }

    /// The way out of an address whose conditions are not understood.
    private static func withoutConditions(_ request: ConsoleRequest, status: HTTPResponse.Status) -> HTML {
        guard status == .badRequest, request.request.method == .get, !request.query.isEmpty else { return "" }
        return "<a class=\"btn btn-secondary\" href=\"\(request.path)\">\(request.text("Without conditions", "조건 없이 보기"))</a> "
    }

    static func notFound(_ request: ConsoleRequest) -> PageContent {
        of(Problem(.notFound, request.text("No page has this address.", "이 주소에는 페이지가 없습니다.")), request)
    }
}

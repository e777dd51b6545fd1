import HTTPTypes
import Markup
import OCPPJ
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
            <p class="lead">\(Said(request).html(problem))</p>
            <p><a class="btn btn-primary" href="/">\(request.text("To the overview", "개요로"))</a></p>
            """)
    }

    static func notFound(_ request: ConsoleRequest) -> PageContent {
        of(Problem(.notFound, request.text("No page has this address.", "이 주소에는 페이지가 없습니다.")), request)
    }
}

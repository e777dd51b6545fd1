import Foundation
import HTTPTypes
import Hummingbird
import Markup
import OCPPJ
import WebAPI

/// What is shown in place of a page that cannot be: what went wrong, and how one goes on from here.
enum ErrorPage {
    /// - Parameter similar: identities of charge points that may have been meant.
    static func of(_ problem: Problem, _ request: ConsoleRequest, similar: [String] = []) -> PageContent {
        let status = problem.type.status
        let title =
            switch status {
            case .forbidden: request.text("This is not allowed", "허용되지 않습니다")
            case .notFound: request.text("There is nothing here", "찾을 수 없습니다")
            default: request.text("This did not work", "처리하지 못했습니다")
            }
        var links: HTML = "<a class=\"btn btn-primary\" href=\"/\">\(request.text("To the overview", "개요로"))</a>"
        if request.identification != nil, status == .notFound, let name = name(in: request) {
            links += " <a class=\"btn btn-secondary\" href=\"\(Fields([("q", name)]).url(SearchPage.path))\">\(request.text("Search for \(name)", "\(name) 검색"))</a>"
        }
        return PageContent(title, status: status, main: """
            <p class="lead">\(Said(request).html(problem))</p>\(advice(status, request))\(meant(similar, request))
            <p class="form-end">\(withoutConditions(request, status: status))\(links)</p>
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

    /// The identity of the charge point that an address is about; nil for all other addresses.
    static func chargePoint(in request: ConsoleRequest) -> String? {
        request.path.hasPrefix("\(ChargePointListPage.path)/") ? request.parameters["id"] : request.query["chargePoint"]
    }

    /// What somebody was after, to search for.
    private static func name(in request: ConsoleRequest) -> String? {
        chargePoint(in: request) ?? request.parameters.values.first ?? request.path.split(separator: "/").last?.removingPercentEncoding
    }

    private static func advice(_ status: HTTPResponse.Status, _ request: ConsoleRequest) -> HTML {
        let text: String? =
            switch status {
            case .forbidden where request.principal != nil:
                request.text("An administrator can give you another role.", "관리자가 역할을 변경할 수 있습니다.")
            case .internalServerError, .serviceUnavailable:
                request.text(
                    "Nothing was changed. Try again in a moment; if it stays like this, whoever looks after the server finds the reason in its log at this time (UTC): \(TimeText.utc(request.now)).",
                    "변경된 내용은 없습니다. 잠시 후 다시 시도하고, 계속되면 서버 담당자에게 이 시각(UTC)의 로그를 확인하도록 요청하십시오: \(TimeText.utc(request.now)).")
            default: nil
            }
        return text.map { "<p>\($0)</p>" } ?? ""
    }

    private static func meant(_ similar: [String], _ request: ConsoleRequest) -> HTML {
        guard !similar.isEmpty else { return "" }
        let items = similar.reduce(into: HTML.empty) { $0 += "<li><a href=\"\(LocalPath.chargePoint($1))\">\($1)</a></li>" }
        return "<p>\(request.text("Did you mean one of these?", "혹시 다음 충전기를 찾으십니까?"))</p><ul>\(items)</ul>"
    }
}

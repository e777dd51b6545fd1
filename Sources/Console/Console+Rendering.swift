import HTTPTypes
import Hummingbird
import Markup
import WebAPI

extension Console {
    /// Nothing but what this server serves, and no script or style inside a page.
    static let contentSecurityPolicy = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; \
        base-uri 'none'; frame-ancestors 'none'
        """

    /// An answer as it goes out.
    func rendered(_ answer: PageAnswer, _ request: ConsoleRequest) -> Response {
        let isSecure = services.sendsCookiesOverTLSAlone
        switch answer {
        case .content(let content):
            if let names = request.fragments { return Self.fragments(names, of: content) }
            var response = Self.page(PageLayout(content: content, request: request, pages: pages).html, status: content.status)
            if request.flash != nil { response.headers[values: .setCookie].append(Flash.removal(isSecure: isSecure)) }
            return response
        case .redirect(let path, let flash):
            var response = Self.redirect(path)
            if let flash { response.headers[.setCookie] = flash.header(isSecure: isSecure) }
            return response
        case .leave(let path, let headers):
            var response = Self.redirect(path)
            for field in headers { response.headers.append(field) }
            return response
        case .response(let response):
            return response
        }
    }

    private static func page(_ html: HTML, status: HTTPResponse.Status) -> Response {
        let body = ByteBuffer(string: html.text)
        return Response(
            status: status,
            headers: [
                .contentType: "text/html; charset=utf-8", .cacheControl: "no-store", .contentLength: String(body.readableBytes),
                .contentSecurityPolicy: contentSecurityPolicy, .referrerPolicy: "same-origin", .vary: "Cookie, Accept-Language",
            ], body: ResponseBody(byteBuffer: body))
    }

    /// The parts of a page that were asked for, in the elements that they replace.
    private static func fragments(_ names: [String], of content: PageContent) -> Response {
        page(content.fragments.filter { names.contains($0.name) }.reduce(into: HTML.empty) { $0 += $1.html }, status: content.status)
    }

    private static func redirect(_ path: String) -> Response {
        Response(
            status: .seeOther,
            headers: [.location: path, .cacheControl: "no-store", .contentSecurityPolicy: contentSecurityPolicy,
                .referrerPolicy: "same-origin",
            ])
    }
}

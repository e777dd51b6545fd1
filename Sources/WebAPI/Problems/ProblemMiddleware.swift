import HTTPTypes
import Hummingbird
import OCPPJ

/// Answers every error as a problem. Stands outermost, so that nothing leaves the server in another form.
struct ProblemMiddleware<Context: RequestContext>: RouterMiddleware {
    /// The methods that are offered at a path; empty when there is nothing.
    let methods: @Sendable (_ path: String) -> [HTTPRequest.Method]

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            return answer(request, missing(request) ?? Problem(error, logger: context.logger))
        } catch {
            return answer(request, Problem(error, logger: context.logger))
        }
    }

    /// HEAD gets no body, not even of a problem: the client would take it for the next answer.
    private func answer(_ request: Request, _ problem: Problem) -> Response {
        let response = Response(problem: problem)
        return request.method == .head ? response.createHeadResponse() : response
    }

    /// The router cannot tell a missing path from a missing method.
    private func missing(_ request: Request) -> Problem? {
        let offered = methods(request.uri.path)
        guard !offered.isEmpty else { return nil }
        let names = offered.map(\.rawValue).joined(separator: ", ")
        return Problem(
            .methodNotAllowed, "\(request.method.rawValue) is not offered at this path; offered are \(names).",
            headers: [.allow: names])
    }
}

extension Response {
    init(problem: Problem) {
        var headers = problem.headers
        headers[.contentType] = "application/problem+json"
        headers[.cacheControl] = "no-store"
        self.init(json: problem.json, status: problem.type.status, headers: headers)
    }

    /// - Parameter headers: with the content type.
    init(json: [UInt8], status: HTTPResponse.Status, headers: HTTPFields) {
        var headers = headers
        headers[.contentLength] = String(json.count)
        self.init(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: json)))
    }
}

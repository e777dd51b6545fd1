package import Hummingbird

/// Pages for people, which the listener of the API serves beside its operations. The API knows nothing of what is on them.
package protocol PageSite: Sendable {
    /// Answers a request for a page.
    ///
    /// - Returns: nil when there is no such page, and who asks is no browser that would show one that says so.
    func answer(_ request: Request, _ context: APIRequestContext) async -> Response?
}

/// Hands the requests to the pages that no operation is for. Stands before the API's own middleware, because pages answer
/// strangers and mistakes in their own way.
struct PageMiddleware: RouterMiddleware {
    let site: any PageSite
    /// Whether the API answers requests to a path, be it with a refusal.
    let isOperation: @Sendable (_ path: String) -> Bool

    func handle(
        _ request: Request, context: APIRequestContext, next: (Request, APIRequestContext) async throws -> Response
    ) async throws -> Response {
        guard !isOperation(request.uri.path), let response = await site.answer(request, context) else {
            return try await next(request, context)
        }
        return response
    }
}

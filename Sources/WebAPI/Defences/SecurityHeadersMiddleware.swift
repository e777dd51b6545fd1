import HTTPTypes
import Hummingbird

/// Tells browsers to be careful with answers: not to guess their type, not to show them in frames, not to tell other sites where
/// a link was clicked, not to keep them, and to come back over TLS alone.
struct SecurityHeadersMiddleware<Context: RequestContext>: RouterMiddleware {
    /// Whether this listener speaks TLS.
    let isTLS: Bool

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        response.headers[.xContentTypeOptions] = "nosniff"
        // Pages with forms say otherwise: with this, browsers would keep their origin from ourselves, too.
        if response.headers[.referrerPolicy] == nil { response.headers[.referrerPolicy] = "no-referrer" }
        response.headers[.frameOptions] = "DENY"
        if isTLS { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        return response
    }
}

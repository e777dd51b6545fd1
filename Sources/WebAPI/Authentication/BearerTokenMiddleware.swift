import HTTPTypes
import Hummingbird

/// Lets only requests through that carry the administrator's token (RFC 6750).
///
/// Stands before the router, so that strangers do not learn which paths exist.
struct BearerTokenMiddleware<Context: RequestContext>: RouterMiddleware {
    let authentication: TokenAuthentication
    /// Whether a path demands the token.
    let isProtected: @Sendable (_ path: String) -> Bool

    func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
    ) async throws -> Response {
        guard isProtected(request.uri.path) else { return try await next(request, context) }
        guard let header = request.headers[.authorization] else {
            throw Self.unauthorized("This request needs the header \"Authorization: Bearer TOKEN\".", #"Bearer realm="Stationmaster""#)
        }
        guard let token = Self.token(in: header), authentication.accepts(token) else {
            throw Self.unauthorized(
                "The token in the Authorization header is not the administrator's.",
                #"Bearer realm="Stationmaster", error="invalid_token""#)
        }
        return try await next(request, context)
    }

    /// The scheme's name is compared without regard to case (RFC 9110, section 11.1). The rest is the token, whatever it is made
    /// of: operators choose it.
    private static func token(in header: String) -> String? {
        let parts = header.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1])
    }

    private static func unauthorized(_ detail: String, _ challenge: String) -> Problem {
        Problem(.unauthorized, detail, headers: [.wwwAuthenticate: challenge])
    }
}

import CentralSystem
import HTTPTypes
import Hummingbird
import OCPPJ

/// Finds out who asks, by a bearer token (RFC 6750) or by the cookie of a session, and lets nobody through whom it does not know.
///
/// Stands before the router, so that strangers do not learn which paths exist.
struct AuthenticationMiddleware: RouterMiddleware {
    let authenticator: Authenticator
    let origin: RequestOrigin
    /// Whether a request must say who sends it.
    let isProtected: @Sendable (HTTPRequest.Method, _ path: String) -> Bool

    func handle(
        _ request: Request, context: APIRequestContext, next: (Request, APIRequestContext) async throws -> Response
    ) async throws -> Response {
        // A browser sends cookies with what other sites have it do; tokens it does not.
        if request.headers[.authorization] == nil, !request.method.isSafe { try origin.requireSameSite(request) }
        guard isProtected(request.method, request.uri.path) else { return try await next(request, context) }
        var context = context
        context.identification = try await identify(request, context)
        return try await next(request, context)
    }

    private func identify(_ request: Request, _ context: APIRequestContext) async throws -> Identification {
        if let header = request.headers[.authorization] {
            guard let token = Self.token(in: header), let principal = try await authenticator.principal(withToken: token) else {
                await noteRefusal(request, context)
                throw Self.unauthorized(
                    "The token in the Authorization header is not valid: unknown, revoked or expired.",
                    #"Bearer realm="Stationmaster", error="invalid_token""#)
            }
            return Identification(principal)
        }
        guard let key = SessionCookie.key(in: request.headers) else {
            throw Self.unauthorized(
                "This request needs the header \"Authorization: Bearer TOKEN\", or the cookie of a session.",
                #"Bearer realm="Stationmaster""#)
        }
        guard let identification = try await authenticator.session(withKey: key), let session = identification.session?.session
        else {
            throw Self.unauthorized("The session is over; log in again.", #"Bearer realm="Stationmaster""#)
        }
        if !request.method.isSafe, !Self.areEqual(request.headers[.forgeryToken] ?? "", session.forgeryToken) {
            throw Problem(
                .crossSiteRequest,
                "A request of a session that changes something needs the header X-CSRF-Token with the csrfToken of GET /api/v1/session.")
        }
        return identification
    }

    /// For the record. The token itself is not kept: it may be a right one with a slip of the keyboard.
    private func noteRefusal(_ request: Request, _ context: APIRequestContext) async {
        let audit = authenticator.operators.audit
        let entry = AuditEntry(
            at: audit.now(), actor: "unknown token", actorKind: AuditActor.stranger, address: origin.address(of: request, context),
            action: "authenticate", target: AuditTarget.text(request), status: 401, outcome: .refused)
        await AuditWriter(audit: audit, logger: context.logger).write(entry)
    }

    /// The scheme's name is compared without regard to case (RFC 9110, section 11.1). The rest is the token, whatever it is made
    /// of: operators choose it.
    private static func token(in header: String) -> String? {
        let parts = header.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
        return String(parts[1])
    }

    /// The time it takes tells nothing about how much of it is right.
    private static func areEqual(_ left: String, _ right: String) -> Bool {
        OperatorSecret.hash(of: left) == OperatorSecret.hash(of: right)
    }

    private static func unauthorized(_ detail: Phrase, _ challenge: String) -> Problem {
        Problem(.unauthorized, detail, headers: [.wwwAuthenticate: challenge])
    }
}

extension HTTPRequest.Method {
    /// Whether it changes nothing (RFC 9110, section 9.2.1).
    var isSafe: Bool { self == .get || self == .head || self == .options || self == .trace }
}

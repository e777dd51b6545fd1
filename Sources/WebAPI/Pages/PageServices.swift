import CentralSystem
package import Hummingbird
import Logging
import OCPPJ

/// What pages need of the API: who asks, the session's cookie, and its operations without a detour over HTTP.
package struct PageServices: Sendable {
    package let operations: OperationCaller
    /// How the API is served, and where charge points connect.
    package let configuration: WebAPIConfiguration
    let authenticator: Authenticator
    let origin: RequestOrigin
    private let settings: OperatorSettings

    init(operations: OperationCaller, configuration: WebAPIConfiguration, authenticator: Authenticator, settings: OperatorSettings) {
        self.operations = operations
        self.configuration = configuration
        self.authenticator = authenticator
        origin = RequestOrigin(trustsProxy: configuration.trustsProxy)
        self.settings = settings
    }

    /// Who asks, by the cookie of a session; nil for strangers, and when the session is over.
    package func identification(of request: Request) async throws -> Identification? {
        guard let key = SessionCookie.key(in: request.headers) else { return nil }
        return try await authenticator.session(withKey: key)
    }

    /// Whether the browser still brings the cookie of a session, which may be over.
    package func bringsSession(_ request: Request) -> Bool { SessionCookie.key(in: request.headers) != nil }

    /// Whether the session with which somebody was let in is open still. Asking does not count as using it.
    package func isOpen(_ identification: Identification?) async -> Bool {
        guard let key = identification?.session?.key else { return false }
        return (try? await authenticator.operators.sessions.isOpen(key)) ?? false
    }

    /// Whoever holds the administrator's token; nil when this is not it.
    package func administrator(withToken token: String) async throws -> Identification? {
        guard let principal = try await authenticator.principal(withToken: token), principal == .administratorToken else { return nil }
        return Identification(principal)
    }

    /// Records that somebody was refused who gave a wrong token; the token itself is not kept.
    package func noteRefusal(_ request: Request, _ context: APIRequestContext) async {
        let audit = authenticator.operators.audit
        let entry = AuditEntry(
            at: audit.now(), actor: "unknown token", actorKind: AuditActor.stranger, address: address(of: request, context),
            action: "authenticate", target: AuditTarget.text(request), status: 401, outcome: .refused)
        await AuditWriter(audit: audit, logger: context.logger).write(entry)
    }

    /// Lets a user in without a password, for links that are secrets themselves; recorded like any login.
    ///
    /// - Returns: the session's cookie; nil when there is no such user.
    package func signIn(_ user: String, from address: String, _ context: APIRequestContext) async throws -> String? {
        let operators = authenticator.operators
        guard let (session, key) = try await operators.sessions.open(user) else { return nil }
        let entry = AuditEntry(
            at: operators.audit.now(), actor: session.principal.name, actorKind: session.principal.kind.rawValue, address: address,
            action: "logIn", target: "one-time link", status: 200, outcome: .done)
        await AuditWriter(audit: operators.audit, logger: context.logger).write(entry)
        return SessionCookie(isSecure: configuration.sendsCookiesOverTLSAlone)
            .header(key: key, seconds: settings.sessionLifetimeSeconds)
    }

    /// From where the request comes.
    package func address(of request: Request, _ context: APIRequestContext) -> String { origin.address(of: request, context) }

    /// Refuses what a page of another site has a browser send.
    package func requireSameSite(_ request: Request) throws(Problem) { try origin.requireSameSite(request) }

    /// Whether a form belongs to the session that it came with. The time it takes tells nothing about how much of the key is right.
    package func isGenuine(_ forgeryToken: String, of identification: Identification) -> Bool {
        guard let session = identification.session?.session else { return false }
        return OperatorSecret.hash(of: forgeryToken) == OperatorSecret.hash(of: session.forgeryToken)
    }

    /// Whether cookies are to be sent over TLS alone.
    package var sendsCookiesOverTLSAlone: Bool { configuration.sendsCookiesOverTLSAlone }

    /// The URL to give to a charge point.
    package func connectionURL(of identity: String, usesTLS: Bool) -> String {
        configuration.connectionURL(of: identity, usesTLS: usesTLS)
    }

    /// The problem that stands for an error, as over HTTP.
    package static func problem(_ error: any Error, _ context: APIRequestContext) -> Problem {
        Problem(error, logger: context.logger)
    }
}

import CentralSystem
import HTTPTypes
import OCPPJ

/// `/api/v1/session`: logging in, who one is, logging out.
struct SessionRoutes: Sendable {
    let operators: Operators
    let settings: OperatorSettings
    let cookie: SessionCookie

    static let path = "/api/v1/session"
    private static let password = Schema.string(1...1024)

    var operations: [Operation] { [logIn, current, logOut, logOutEverywhere, changePassword] }

    private var logIn: Operation {
        Operation(
            .post, Self.path, "logIn", .operators, "Logs a user in",
            notes: """
                The answer sets the cookie `\(SessionCookie.name)`, which says who asks from then on. Requests with it that change \
                something need `csrfToken` in the header `X-CSRF-Token`. A few wrong passwords are free; after that every attempt \
                must wait, twice as long each time, and is answered 429 until then, the right password too.
                """,
            body: .required(ObjectSchema("Login", "Who wants in.", [
                .init("user", "The user's name.", .string(1...256), isRequired: true),
                .init("password", "The user's password.", Self.password, isRequired: true),
            ])),
            answers: [Self.described(.ok(SessionView.schema, "The session."))], problems: [.wrongCredentials, .tooManyAttempts, .crossSiteRequest],
            requiresToken: false
        ) { request in
            let name = request.body["user"]?.string ?? ""
            do {
                let (session, key) = try await operators.sessions.logIn(
                    name, password: request.body["password"]?.string ?? "", from: request.address)
                await record(request, session.principal.name, Principal.Kind.session.rawValue, .done)
                var answer = Answer.json(SessionView(Identification(session, key: key)))
                answer.headers[.setCookie] = cookie.header(key: key, seconds: settings.sessionLifetimeSeconds)
                return answer
            } catch let refusal as LoginRefusal {
                // What is no name may be a password in the wrong field.
                await record(request, UserName.isValid(name) ? name : "(no user name)", AuditActor.stranger, .refused)
                throw Problem(refusal)
            }
        }
    }

    private func record(
        _ request: OperationRequest, _ actor: String, _ kind: String, _ outcome: AuditEntry.Outcome
    ) async {
        let entry = AuditEntry(
            at: operators.audit.now(), actor: actor, actorKind: kind, address: request.address, action: "logIn",
            target: "POST \(Self.path)", status: outcome == .done ? 200 : 401, outcome: outcome)
        await AuditWriter(audit: operators.audit, logger: request.logger).write(entry)
    }

    private var current: Operation {
        Operation(
            .get, Self.path, "getSession", .operators, "Who asks: the user of the session, or the token",
            answers: [.ok(SessionView.schema, "Who asks.")]
        ) { request in
            guard let identification = request.identification else { throw Problem(.notFound, "Nobody asks.") }
            return .json(SessionView(identification))
        }
    }

    private var logOut: Operation {
        Operation(
            .delete, Self.path, "logOut", .operators, "Ends the session",
            answers: [Self.described(.noContent("It is over."))], problems: [.conflict], role: .viewer
        ) { request in
            try await operators.sessions.logOut(try Self.session(of: request).key)
            var answer = Answer.noContent
            answer.headers[.setCookie] = cookie.removal
            return answer
        }
    }

    private var changePassword: Operation {
        Operation(
            .post, "\(Self.path)/password", "changeOwnPassword", .operators, "Changes the password of the user who asks",
            notes: "All sessions of the user end, this one too.",
            body: .required(ObjectSchema("OwnPasswordChange", "A new password for oneself.", [
                .init("currentPassword", "The password until now.", Self.password, isRequired: true),
                .init("password", "The new one; it \(OperatorPassword.rule).", Self.password, isRequired: true),
            ])),
            answers: [.noContent("It is changed.")], problems: [.conflict, .tooManyAttempts, .notFound], role: .viewer
        ) { request in
            let name = try Self.session(of: request).session.principal.name
            do {
                try await operators.sessions.check(
                    name, password: request.body["currentPassword"]?.string ?? "", from: request.address)
            } catch let refusal as LoginRefusal {
                guard refusal.reason == .wrongCredentials else { throw Problem(refusal) }
                throw Problem.invalidMember("currentPassword", "currentPassword is wrong")
            }
            try await operators.users.setPassword(request.body["password"]?.string ?? "", of: name)
            return .noContent
        }
    }

    /// - Throws: `Problem` (`conflict`) for requests with a token.
    static func session(of request: OperationRequest) throws(Problem) -> (session: OperatorSession, key: String) {
        guard let session = request.identification?.session else {
            throw Problem(.conflict, "The request came with a token, which has no session and no password.")
        }
        return session
    }

    static func described(_ answer: AnswerDescription) -> AnswerDescription {
        var answer = answer
        answer.headers.append((name: "Set-Cookie", description: "The cookie `\(SessionCookie.name)`, or its removal."))
        return answer
    }
}

extension Problem {
    /// The same words whether there is such a user or not.
    init(_ refusal: LoginRefusal) {
        switch refusal.reason {
        case .wrongCredentials:
            self.init(
                .wrongCredentials, "User name or password is wrong.", headers: [.wwwAuthenticate: #"Bearer realm="Stationmaster""#])
        case .tooMany(let seconds):
            self.init(
                .tooManyAttempts, "Too many attempts; try again in \(seconds) s.", headers: [.retryAfter: String(seconds)])
        }
    }
}

extension Role: JSONEnumeration {}
extension Principal.Kind: JSONEnumeration {}

/// Who asks, as the API writes it.
struct SessionView: JSONObject, Sendable {
    let identification: Identification

    init(_ identification: Identification) {
        self.identification = identification
    }

    static let representation = Representation<SessionView>(
        "Session", "Who asks.",
        [
            Field("kind", "By what that is known.", \.identification.principal.kind),
            Field("name", "The name of the user or of the token.", \.identification.principal.name),
            Field("role", "What they may do.", \.identification.principal.role),
            Field("readOnly", "Whether they may only read.", \.identification.principal.scope.isReadOnly),
            Field("scopes", APITokenInput.scopesDescription, \.identification.principal.scope.tags),
            Field(
                "csrfToken", "Of a session: what requests that change something need in the header `X-CSRF-Token`.",
                { $0.identification.session?.session.forgeryToken }),
            Field("expiresAt", "Of a session: when it ends at the latest.", { $0.identification.session?.session.expiresAt }),
        ])
}

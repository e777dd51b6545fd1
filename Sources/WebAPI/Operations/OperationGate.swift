import CentralSystem
import HTTPTypes
import Hummingbird
import Logging
import OCPPJ

/// What every request passes on its way to its operation: whether who asks may, and afterwards the record of what was changed.
///
/// The one place for both, so that no operation can forget them.
struct OperationGate: Sendable {
    let operators: Operators
    let origin: RequestOrigin
    let maximumBodyBytes: Int
    /// Learns that something was changed, for those who look on.
    let live: LiveFeed

    func answer(_ request: Request, _ context: APIRequestContext, _ operation: Operation) async throws -> Response {
        let address = origin.address(of: request, context)
        let identification = context.identification
        return try await answer(
            operation, by: identification, from: address, target: AuditTarget.text(request), logger: context.logger
        ) {
            try await OperationRequest(
                request, for: operation, parameters: context.parameters, maximumBodyBytes: maximumBodyBytes, logger: context.logger,
                identification: identification, address: address)
        }.response
    }

    /// The same for whoever asks, over HTTP or in this process.
    ///
    /// - Parameters:
    ///   - target: what the request is about, for the record.
    ///   - read: makes the request, once it is known that who asks may.
    func answer(
        _ operation: Operation, by identification: Identification?, from address: String, target: String, logger: Logger,
        reading read: () async throws -> OperationRequest
    ) async throws -> Answer {
        func record(_ status: Int, _ detail: String?) async {
            await self.record(
                AuditEntry(
                    at: operators.audit.now(), actor: identification?.principal.name ?? "unknown",
                    actorKind: identification?.principal.kind.rawValue ?? AuditActor.stranger, address: address,
                    action: operation.name, target: AuditTarget.cut(target), status: status,
                    outcome: status < 400 ? .done : status == 403 ? .refused : .failed, detail: detail), logger)
        }
        if operation.requiresToken {
            guard let principal = identification?.principal else {
                throw Problem(.unauthorized, "This request needs a token.", headers: [.wwwAuthenticate: "Bearer"])
            }
            if let problem = Self.refusal(of: operation, to: principal) {
                await record(problem.type.status.code, problem.detail)
                throw problem
            }
        }
        let input = try await read()
        guard operation.requiresToken, operation.method != .get else { return try await operation.handle(input) }
        let detail = input.stream == nil ? AuditText.of(input.body, hidesValue: AuditText.isSecret(input.path["key"] ?? "")) : "(a file)"
        do {
            let answer = try await operation.handle(input)
            await record(answer.status.code, detail)
            live.note(.operations)
            return answer
        } catch {
            let problem = Problem(error, logger: logger)
            await record(problem.type.status.code, detail)
            throw problem
        }
    }

    /// Why a principal may not use an operation; nil when it may.
    static func refusal(of operation: Operation, to principal: Principal) -> Problem? {
        guard principal.role >= operation.role else {
            return .forbidden(needing: operation.role, "\(principal.name) has the role \(principal.role.rawValue); this needs \(operation.role.rawValue).")
        }
        // Whoever may use the API at all may ask who they are.
        guard principal.scope.isRestricted, !operation.path.hasPrefix(SessionRoutes.path) else { return nil }
        guard principal.scope.allows(tag: operation.tag.slug, isReading: operation.method == .get) else {
            let slug = operation.tag.slug
            let deed: Phrase = operation.method == .get ? "reads \(slug)" : "changes \(slug)"
            return .forbidden(needing: operation.role, "The token \(principal.name) is restricted, and this is outside: it \(deed).")
        }
        // It could otherwise make itself a token without the restriction.
        guard operation.tag != .operators || operation.method == .get else {
            return .forbidden(needing: operation.role, "A restricted token cannot decide about users and tokens.")
        }
        return nil
    }

    private func record(_ entry: AuditEntry, _ logger: Logger) async {
        await AuditWriter(audit: operators.audit, logger: logger).write(entry)
    }
}

extension Problem {
    static func forbidden(needing role: Role, _ detail: Phrase) -> Problem {
        Problem(.forbidden, detail).with("requiredRole", role.rawValue)
    }
}

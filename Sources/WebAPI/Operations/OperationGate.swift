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

    func answer(_ request: Request, _ context: APIRequestContext, _ operation: Operation) async throws -> Response {
        let address = origin.address(of: request, context)
        let identification = context.identification
        if operation.requiresToken {
            guard let principal = identification?.principal else {
                throw Problem(.unauthorized, "This request needs a token.", headers: [.wwwAuthenticate: "Bearer"])
            }
            if let problem = Self.refusal(of: operation, to: principal) {
                await record(request, context, operation, address, problem.type.status.code, detail: problem.detail)
                throw problem
            }
        }
        let input = try await OperationRequest(
            request, for: operation, parameters: context.parameters, maximumBodyBytes: maximumBodyBytes, logger: context.logger,
            identification: identification, address: address)
        guard operation.requiresToken, operation.method != .get else { return try await operation.handle(input).response }
        let detail = input.stream == nil ? AuditText.of(input.body, hidesValue: AuditText.isSecret(input.path["key"] ?? "")) : "(a file)"
        do {
            let answer = try await operation.handle(input)
            await record(request, context, operation, address, answer.status.code, detail: detail)
            return answer.response
        } catch {
            let problem = Problem(error, logger: context.logger)
            await record(request, context, operation, address, problem.type.status.code, detail: detail)
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
            return .forbidden(needing: operation.role, "The token \(principal.name) is restricted, and this is outside: it \(operation.method == .get ? "reads" : "changes") \(operation.tag.slug).")
        }
        // It could otherwise make itself a token without the restriction.
        guard operation.tag != .operators || operation.method == .get else {
            return .forbidden(needing: operation.role, "A restricted token cannot decide about users and tokens.")
        }
        return nil
    }

    private func record(
        _ request: Request, _ context: APIRequestContext, _ operation: Operation, _ address: String, _ status: Int, detail: String?
    ) async {
        let principal = context.identification?.principal
        let outcome: AuditEntry.Outcome = status < 400 ? .done : status == 403 ? .refused : .failed
        let entry = AuditEntry(
            at: operators.audit.now(), actor: principal?.name ?? "unknown",
            actorKind: principal?.kind.rawValue ?? AuditActor.stranger, address: address, action: operation.name,
            target: AuditTarget.text(request), status: status, outcome: outcome, detail: detail)
        await AuditWriter(audit: operators.audit, logger: context.logger).write(entry)
    }
}

extension Problem {
    static func forbidden(needing role: Role, _ detail: String) -> Problem {
        Problem(.forbidden, detail).with("requiredRole", role.rawValue)
    }
}

import CentralSystem
import HTTPTypes
import OCPPJ

/// `/api/v1/audit`
struct AuditRoutes: Sendable {
    let audit: AuditService

    var operations: [Operation] { [list] }

    private var list: Operation {
        Operation(
            .get, "/api/v1/audit", "listAudit", .operators, "Who changed what, newest first",
            notes: """
                Every request that changes something and reached its operation, over the API and from the command line, and those \
                that were refused. Of refusals at most \
                60 a minute are recorded and the newest 20000 kept; changes are kept for `audit.days`.
                """,
            query: [
                .init("actor", "Only what this user or token did."),
                .init("action", "Only this operation, by its `operationId`; logins are `logIn`."),
                .init("outcome", "Only entries with this outcome.", .enumeration(AuditEntry.Outcome.self)),
                .init("from", "Only from this moment on.", .time),
                .init("to", "Only before this moment.", .time),
            ] + Operation.Parameter.paging,
            answers: [.ok(ItemList<AuditEntry>.schema, "The entries.")], role: .administrator
        ) { request in
            let filter = AuditFilter(
                actor: request.query["actor"], action: request.query["action"],
                outcome: request.value("outcome", as: AuditEntry.Outcome.self), from: request.time("from"), to: request.time("to"))
            return .json(ItemList(try await audit.list(filter, request.page())))
        }
    }
}

extension AuditEntry.Outcome: JSONEnumeration {}

extension AuditEntry: JSONObject {
    static let representation = Representation<AuditEntry>(
        "AuditEntry", "What somebody changed, or was not allowed to.",
        [
            Field("id", "The id of the entry.", \.id),
            Field("at", "When.", \.at),
            Field("actor", "Who: a user, a token, `admin token`, `command line (…)`; of a login that failed, the name that was tried.", \.actor),
            Field("actorKind", "`session`, `token`, `administratorToken`, `commandLine` or `stranger`.", \.actorKind),
            Field("address", "From where; `null` for the command line.", \.address),
            Field("action", "What: an `operationId` of this document, or a verb of the command line.", \.action),
            Field("target", "Method and path of the request.", \.target),
            Field("status", "The status of the answer.", \.status),
            Field("outcome", "`refused`: not allowed to, or not known. `failed`: could not be done.", \.outcome),
            Field("detail", "The request's body without its secrets, cut after 4 KiB, or words.", \.detail),
        ])
}

import CentralSystem
import HTTPTypes
import OCPPJ

/// How charge points show who they are: `/api/v1/charge-points/{id}/password-changes` and `…/security-profile-raises`, and a new password
/// for many charge points.
struct SecurityProfileRoutes: Sendable {
    let securityProfiles: SecurityProfileService
    let bulkOperations: BulkOperationService

    var operations: [Operation] { [changePassword, raise, changePasswords] }

    private var changePassword: Operation {
        Operation(
            .post, "\(ChargePointRoutes.path)/{id}/password-changes", "changeChargePointPassword", .security,
            "Gives a charge point a new random password",
            notes: """
                Sends ChangeConfiguration with 20 random bytes in hexadecimal as `AuthorizationKey`. `Accepted`: only the new password is \
                good from now on. `Rejected`, `NotSupported`: only the old one is. Without an answer both are, until the charge point logs in \
                with the new one. The password is shown to nobody. One of your choice is sent with the plain command, with the same effect.
                """,
            pathParameters: [ChargePointRoutes.idParameter], query: [.commandTimeout],
            answers: [.ok(SecurityChangeResult.schema, "The charge point answered.")], problems: Problem.commandTypes
        ) { request in
            try answer(
                await securityProfiles.changePassword(
                    of: request.text(inPath: "id"), requestedBy: request.requester, timeout: request.commandTimeout))
        }
    }

    private var raise: Operation {
        Operation(
            .post, "\(ChargePointRoutes.path)/{id}/security-profile-raises", "raiseSecurityProfile", .security,
            "Has a charge point use a higher security profile",
            notes: """
                Sends ChangeConfiguration for `SecurityProfile`. `Accepted`: lower profiles are refused from now on; the open connection \
                stays, and a Reset makes the charge point come back with the new one. A profile is lowered only by changing the charge \
                point's registration.
                """,
            pathParameters: [ChargePointRoutes.idParameter], query: [.commandTimeout],
            body: .required(
                ObjectSchema(
                    "SecurityProfileRaise", "The profile to use.",
                    [.init("securityProfile", "The new profile.", .integer(0...3), isRequired: true)])),
            answers: [.ok(SecurityChangeResult.schema, "The charge point answered.")], problems: Problem.commandTypes
        ) { request in
            let profile = request.body["securityProfile"]?.int.flatMap { SecurityProfile(rawValue: $0) } ?? .none
            return try answer(
                await securityProfiles.raise(
                    to: profile, of: request.text(inPath: "id"), requestedBy: request.requester, timeout: request.commandTimeout))
        }
    }

    private var changePasswords: Operation {
        Operation(
            .post, "\(BulkOperationRoutes.path)/password-changes", "changeChargePointPasswords", .security,
            "Gives many charge points new random passwords",
            notes: "A bulk operation: each charge point gets a password of its own, as `password-changes` of one does it.",
            body: .required(
                ObjectSchema(
                    "PasswordChangeBulk", "New passwords for many charge points.",
                    [
                        .init("target", TargetInput.description, TargetInput.schema, isRequired: true),
                        .init(
                            "parallelism", BulkOperationInput.parallelismDescription + " The server's setting when absent.",
                            .integer(1...1000)),
                        .init("deadline", BulkOperationInput.deadlineDescription, .time.orNull),
                    ])),
            answers: [BulkOperationRoutes.accepted("The bulk operation.")]
        ) { request in
            let body = request.body
            let operation = NewBulkOperation(
                kind: PasswordChangeExecutor.kind, parameters: try JSONNode.parse(Array("{}".utf8)),
                target: try TargetInput.selection(body["target"]), parallelism: body["parallelism"]?.int,
                deadline: body["deadline"]?.string.flatMap { Timestamp(rfc3339: $0) })
            return BulkOperationRoutes.accepted(try await bulkOperations.create(operation, requestedBy: request.requester))
        }
    }

    private func answer(_ command: Command) throws -> Answer {
        if let problem = Problem(command) { throw problem }
        return .json(SecurityChangeResult(command: command))
    }
}

/// What a charge point said to a new password or a higher profile.
struct SecurityChangeResult: JSONObject, Sendable {
    var command: Command

    static let representation = Representation<SecurityChangeResult>(
        "SecurityChangeResult", "What a charge point said to a new password or a higher security profile.",
        [
            Field("commandId", "The id of the command's record.", \.command.id),
            Field(
                "status", "The charge point's answer: `Accepted`, `Rejected`, `RebootRequired` or `NotSupported`; `null` when it has none that can be read.",
                { SecurityProfileService.status(of: $0.command) }),
        ])
}

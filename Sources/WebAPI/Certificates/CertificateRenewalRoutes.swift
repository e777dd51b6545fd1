import CentralSystem
import HTTPTypes
import OCPPJ

/// `/api/v1/charge-points/{id}/certificate-renewals` and `/api/v1/bulk-operations/certificate-renewals`
struct CertificateRenewalRoutes: Sendable {
    let renewals: CertificateRenewalService
    let bulkOperations: BulkOperationService

    private static let path = "\(ChargePointRoutes.path)/{id}/certificate-renewals"
    private static let idParameter = Operation.Parameter("renewalId", "The id of the renewal.", .integer)

    var operations: [Operation] { [start, list, get, bulk] }

    private var start: Operation {
        Operation(
            .post, Self.path, "renewCertificate", .certificates, "Asks a charge point to ask for a new certificate",
            notes: """
                Sends ExtendedTriggerMessage for SignChargePointCertificate and answers when that is answered; the rest is in the \
                resource. The old certificate stays valid until it expires or is revoked.
                """,
            pathParameters: [ChargePointRoutes.idParameter], query: [.commandTimeout],
            answers: [.created(CertificateRenewalView.schema, "The charge point answered.")], problems: Problem.commandTypes
        ) { request in
            let identity = request.text(inPath: "id")
            let (command, renewal) = try await renewals.request(
                of: identity, requestedBy: request.requester, timeout: request.commandTimeout)
            let location = "\(ChargePointRoutes.path)/\(PathText.encode(identity))/certificate-renewals/\(renewal.id)"
            if let problem = Problem(command) { throw problem.with("resource", location) }
            return .created(view(renewal), location: location)
        }
    }

    private var list: Operation {
        Operation(
            .get, Self.path, "listCertificateRenewals", .certificates, "A charge point's renewals of its certificate, newest first",
            notes: "Every ExtendedTriggerMessage for SignChargePointCertificate is here, whoever sent it; the newest 100 are kept.",
            pathParameters: [ChargePointRoutes.idParameter], query: Operation.Parameter.paging,
            answers: [.ok(ItemList<CertificateRenewalView>.schema, "The renewals.")], problems: [.chargePointNotFound]
        ) { request in
            let page = try await renewals.list(chargePoint: request.text(inPath: "id"), request.page())
            return .json(ItemList(page.map(view)))
        }
    }

    private var get: Operation {
        Operation(
            .get, "\(Self.path)/{renewalId}", "getCertificateRenewal", .certificates, "One renewal",
            pathParameters: [ChargePointRoutes.idParameter, Self.idParameter],
            answers: [.ok(CertificateRenewalView.schema, "The renewal.")], problems: [.notFound]
        ) { request in
            let id = Int64(try request.integer(inPath: "renewalId", otherwise: .notFound))
            return .json(view(try await renewals.get(id, chargePoint: request.text(inPath: "id"))))
        }
    }

    private static let input = ObjectSchema(
        "CertificateRenewalBulk", "Renewals of certificates of many charge points.",
        [
            .init("target", TargetInput.description, TargetInput.schema, isRequired: true),
            .init(
                "parallelism", BulkOperationInput.parallelismDescription + " The server's setting when absent.", .integer(1...1000)),
            .init("deadline", BulkOperationInput.deadlineDescription, .time.orNull),
        ])

    private var bulk: Operation {
        Operation(
            .post, "\(BulkOperationRoutes.path)/certificate-renewals", "renewCertificates", .certificates,
            "Asks many charge points to ask for new certificates",
            notes: "A bulk operation. What became of each certificate is in the renewals of its charge point.",
            body: .required(Self.input), answers: [BulkOperationRoutes.accepted("The bulk operation.")]
        ) { request in
            let body = request.body
            let operation = NewBulkOperation(
                kind: CertificateRenewalExecutor.kind, parameters: try JSONNode.parse(Array("{}".utf8)),
                target: try TargetInput.selection(body["target"]), parallelism: body["parallelism"]?.int,
                deadline: body["deadline"]?.string.flatMap { Timestamp(rfc3339: $0) })
            return BulkOperationRoutes.accepted(try await bulkOperations.create(operation, requestedBy: request.requester))
        }
    }

    @Sendable private func view(_ renewal: CertificateRenewal) -> CertificateRenewalView {
        CertificateRenewalView(renewal: renewal, now: renewals.now())
    }
}

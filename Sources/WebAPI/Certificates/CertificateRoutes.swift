import CentralSystem
import HTTPTypes
import OCPPJ

/// `/api/v1/certificates` and `/api/v1/charge-points/{id}/certificates`
struct CertificateRoutes: Sendable {
    let certificates: ChargePointCertificateService

    static let path = "/api/v1/certificates"
    private static let itemPath = "\(path)/{certificateId}"
    private static let idParameter = Operation.Parameter("certificateId", "The id of the certificate's record.", .integer)
    private static let filters: [Operation.Parameter] = [
        .init("state", "Only those in this state.", .enumeration(CertificateState.self)),
        .init("expiresBefore", "Only those that are valid until before this time.", .time),
    ]

    var operations: [Operation] { [list, listOfOne, get, revoke] }

    /// The operations of the whole feature.
    static func all(_ centralSystem: CentralSystem) -> [Operation] {
        let feature = centralSystem.certificates
        return CertificateRoutes(certificates: feature.chargePointCertificates).operations
            + CertificateRenewalRoutes(renewals: feature.renewals, bulkOperations: centralSystem.bulkOperations).operations
            + AuthorityRoutes(authority: feature.authority, trusted: feature.trustedAuthorities).operations
            + InstalledCertificateRoutes(certificates: feature.installedCertificates).operations
    }

    private var list: Operation {
        Operation(
            .get, Self.path, "listCertificates", .certificates, "Certificates of charge points, newest first",
            notes: "Those requested and signed here, those that operators sent, and those that charge points connected with. Refused requests are among them.",
            query: [.init("chargePoint", "Only those of this charge point.")] + Self.filters + Operation.Parameter.paging,
            answers: [.ok(ItemList<CertificateView>.schema, "The certificates.")], problems: [.chargePointNotFound]
        ) { request in
            try await answer(request, chargePoint: request.query["chargePoint"])
        }
    }

    private var listOfOne: Operation {
        Operation(
            .get, "\(ChargePointRoutes.path)/{id}/certificates", "listCertificatesOfChargePoint", .certificates,
            "A charge point's certificates, newest first", pathParameters: [ChargePointRoutes.idParameter],
            query: Self.filters + Operation.Parameter.paging,
            answers: [.ok(ItemList<CertificateView>.schema, "The certificates.")], problems: [.chargePointNotFound]
        ) { request in
            try await answer(request, chargePoint: request.text(inPath: "id"))
        }
    }

    private func answer(_ request: OperationRequest, chargePoint: String?) async throws -> Answer {
        let filter = CertificateFilter(
            chargePoint: chargePoint, state: request.value("state", as: CertificateState.self),
            expiresBefore: request.time("expiresBefore"))
        return .json(ItemList(try await certificates.list(filter, request.page()).map(view)))
    }

    private var get: Operation {
        Operation(
            .get, Self.itemPath, "getCertificate", .certificates, "One certificate of a charge point",
            pathParameters: [Self.idParameter], answers: [.ok(CertificateView.schema, "The certificate.")], problems: [.notFound]
        ) { request in
            .json(view(try await certificates.get(Self.id(request))))
        }
    }

    private static let revocation = ObjectSchema(
        "CertificateRevocation", "Why a certificate is revoked.", [.init("reason", "For people.", .string(1...500))])

    private var revoke: Operation {
        Operation(
            .post, "\(Self.itemPath)/revocation", "revokeCertificate", .certificates, "Revokes a certificate",
            notes: "No charge point is let in with it any more, and one that is connected with it is disconnected. It cannot be undone.",
            pathParameters: [Self.idParameter], body: .optional(Self.revocation),
            answers: [.ok(CertificateView.schema, "The certificate.")], problems: [.notFound, .conflict], role: .administrator
        ) { request in
            .json(view(try await certificates.revoke(Self.id(request), reason: request.body["reason"]?.string)))
        }
    }

    private static func id(_ request: OperationRequest) throws -> Int64 {
        Int64(try request.integer(inPath: "certificateId", otherwise: .notFound))
    }

    @Sendable private func view(_ certificate: ChargePointCertificate) -> CertificateView {
        CertificateView(certificate: certificate, now: certificates.now())
    }
}

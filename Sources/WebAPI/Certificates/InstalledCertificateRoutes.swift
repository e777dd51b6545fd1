import CentralSystem
import HTTPTypes
import OCPP16
import OCPPJ

/// `/api/v1/charge-points/{id}/installed-certificates`
struct InstalledCertificateRoutes: Sendable {
    let certificates: InstalledCertificateService

    private static let path = "\(ChargePointRoutes.path)/{id}/installed-certificates"
    private static let itemPath = "\(path)/{installedCertificateId}"
    private static let idParameter = Operation.Parameter("installedCertificateId", "The id of the record.", .integer)
    private static let type = ObjectSchema.Member(
        "certificateType", "What the certificates are for.", .enumeration(CertificateUseEnumType.self), isRequired: true)

    var operations: [Operation] { [list, install, read, get, delete] }

    private var list: Operation {
        Operation(
            .get, Self.path, "listInstalledCertificates", .certificates, "The root certificates in a charge point",
            notes: "As far as is known: what was installed and what the charge point listed. Every InstallCertificate, GetInstalledCertificateIds and DeleteCertificate counts, whoever sent it.",
            pathParameters: [ChargePointRoutes.idParameter],
            answers: [.ok(InstalledCertificateReport.schema, "The certificates.")], problems: [.chargePointNotFound]
        ) { request in
            .json(try await certificates.list(chargePoint: request.text(inPath: "id")))
        }
    }

    private static let installation = ObjectSchema(
        "CertificateInstallation", "A root certificate to install: one of `certificate`, `authority` and `fingerprint`.",
        [
            type,
            .init("certificate", "In PEM. Line endings become LF; otherwise it is sent as it is, whatever it is.", .string(0...5500)),
            .init("authority", "The root of this server's authority with this kind of key.", .enumeration(KeyKind.self)),
            .init("fingerprint", "A certificate that is known here, by its SHA-256 in hexadecimal.", .string(64...64)),
        ])

    private var install: Operation {
        Operation(
            .post, Self.path, "installCertificate", .certificates, "Sends InstallCertificate",
            notes: "Answers when the charge point has answered; a certificate that it rejects is a result and no problem.",
            pathParameters: [ChargePointRoutes.idParameter], query: [.commandTimeout], body: .required(Self.installation),
            answers: [.created(InstalledCertificate.schema, "The charge point answered.")], problems: Problem.commandTypes,
            role: .administrator
        ) { request in
            let identity = request.text(inPath: "id")
            let (command, certificate) = try await certificates.install(
                Self.content(request.body), as: Self.certificateType(request.body), in: identity,
                requestedBy: request.requester, timeout: request.commandTimeout)
            let location = "\(ChargePointRoutes.path)/\(PathText.encode(identity))/installed-certificates/\(certificate.id)"
            if let problem = Problem(command) { throw problem.with("resource", location) }
            return .created(certificate, location: location)
        }
    }

    private static func content(_ body: JSONNode) throws -> InstalledCertificateService.Content {
        let given: [InstalledCertificateService.Content?] = [
            body["certificate"]?.string.map { .text($0) },
            body["authority"]?.string.flatMap { KeyKind(rawValue: $0) }.map { .authority($0) },
            body["fingerprint"]?.string.map { .known(fingerprint: $0) },
        ]
        let contents = given.compactMap { $0 }
        guard contents.count == 1 else {
            throw Problem.invalidMember("certificate", "Exactly one of certificate, authority and fingerprint must be given.")
        }
        return contents[0]
    }

    private static func certificateType(_ body: JSONNode) -> CertificateUseEnumType {
        body["certificateType"]?.string.flatMap { CertificateUseEnumType(rawValue: $0) } ?? .centralSystemRootCertificate
    }

    private static let reading = ObjectSchema("InstalledCertificateReading", "Which certificates to list.", [type])

    private var read: Operation {
        Operation(
            .post, "\(Self.path)/readings", "readInstalledCertificates", .certificates, "Sends GetInstalledCertificateIds",
            notes: "Answers with what is known then; certificates that the charge point lists no longer are `notListed`.",
            pathParameters: [ChargePointRoutes.idParameter], query: [.commandTimeout], body: .required(Self.reading),
            answers: [.ok(InstalledCertificateReport.schema, "The certificates.")], problems: Problem.commandTypes
        ) { request in
            let identity = request.text(inPath: "id")
            let command = try await certificates.read(
                Self.certificateType(request.body), from: identity, requestedBy: request.requester,
                timeout: request.commandTimeout)
            if let problem = Problem(command) { throw problem }
            return .json(try await certificates.list(chargePoint: identity))
        }
    }

    private var get: Operation {
        Operation(
            .get, Self.itemPath, "getInstalledCertificate", .certificates, "One certificate in a charge point",
            pathParameters: [ChargePointRoutes.idParameter, Self.idParameter],
            answers: [.ok(InstalledCertificate.schema, "The certificate.")], problems: [.chargePointNotFound, .notFound]
        ) { request in
            .json(try await certificates.get(Self.id(request), of: request.text(inPath: "id")))
        }
    }

    private var delete: Operation {
        Operation(
            .delete, Self.itemPath, "deleteInstalledCertificate", .certificates, "Sends DeleteCertificate",
            notes: "With the hash data exactly as the charge point listed them. Answers with the certificate as it stands then: `deleted`, or still `installed` when the charge point could not delete it.",
            pathParameters: [ChargePointRoutes.idParameter, Self.idParameter], query: [.commandTimeout],
            answers: [.ok(InstalledCertificate.schema, "The charge point answered.")],
            problems: Problem.commandTypes + [.notFound, .conflict], role: .administrator
        ) { request in
            let (command, certificate) = try await certificates.delete(
                Self.id(request), from: request.text(inPath: "id"), requestedBy: request.requester,
                timeout: request.commandTimeout)
            if let problem = Problem(command) { throw problem }
            return .json(certificate)
        }
    }

    private static func id(_ request: OperationRequest) throws -> Int64 {
        Int64(try request.integer(inPath: "installedCertificateId", otherwise: .notFound))
    }
}

import CentralSystem
import HTTPTypes
import OCPPJ

/// `/api/v1/certificate-authority` and `/api/v1/trusted-authorities`
struct AuthorityRoutes: Sendable {
    let authority: CertificateAuthority?
    let trusted: TrustedAuthorityService

    private static let trustedPath = "/api/v1/trusted-authorities"

    var operations: [Operation] { [get, download, list, add, remove] }

    private var get: Operation {
        Operation(
            .get, "/api/v1/certificate-authority", "getCertificateAuthority", .certificates, "The certificate authority of this server",
            notes: "Its certificates, those that sign first; the last of each kind is what charge points need as CentralSystemRootCertificate. Keys are never shown.",
            answers: [.ok(CertificateAuthorityView.schema, "The authority.")], problems: [.notFound]
        ) { _ in
            .json(CertificateAuthorityView(authority: try found))
        }
    }

    private var download: Operation {
        Operation(
            .get, "/api/v1/certificate-authority/roots.pem", "downloadCertificateAuthority", .certificates,
            "The root certificates of this server as a PEM file", notes: "With elliptic curve key first, then with RSA key.",
            answers: [.octets("The file.")], problems: [.notFound]
        ) { _ in
            let authority = try found
            let text = [KeyKind.ellipticCurve, .rsa].compactMap { authority.chain($0).last?.pem }.joined()
            return Answer(
                status: .ok,
                headers: [
                    .contentType: "application/octet-stream", .cacheControl: "no-store",
                    .contentDisposition: "attachment; filename=\"stationmaster-roots.pem\"",
                ], body: Array(text.utf8))
        }
    }

    private var found: CertificateAuthority {
        get throws {
            guard let authority else { throw Problem(.notFound, "No certificate authority is set up.") }
            return authority
        }
    }

    private var list: Operation {
        Operation(
            .get, Self.trustedPath, "listTrustedAuthorities", .certificates, "The authorities whose client certificates are taken",
            answers: [.ok(ItemList<TrustedAuthorityView>.schema, "All of them.")]
        ) { _ in
            let all = try await trusted.list()
            return .json(ItemList(Page(items: all.map { TrustedAuthorityView(authority: $0) })))
        }
    }

    private static let input = ObjectSchema(
        "TrustedAuthorityCreation", "An authority to trust, for example a manufacturer's.",
        [
            .init("certificate", "Its certificate in PEM.", .string(1...20_000), isRequired: true),
            .init("note", "For people.", .string(1...500)),
        ])

    private var add: Operation {
        Operation(
            .post, Self.trustedPath, "addTrustedAuthority", .certificates, "Trusts an authority",
            notes: "Charge points are let in with certificates that lead to it, if these are for the charge point's identity or registered serial number.",
            body: .required(Self.input),
            answers: [.created(TrustedAuthorityView.schema, "The authority.")], problems: [.conflict], role: .administrator
        ) { request in
            let authority = try await trusted.add(
                request.body["certificate"]?.string ?? "", note: request.body["note"]?.string)
            return .created(
                TrustedAuthorityView(authority: authority), location: "\(Self.trustedPath)/\(authority.document.fingerprint)")
        }
    }

    private var remove: Operation {
        Operation(
            .delete, "\(Self.trustedPath)/{fingerprint}", "removeTrustedAuthority", .certificates, "Trusts an authority no longer",
            notes: "Charge points that are connected stay so; they are not let in again. A former authority of this server can be removed, the present one cannot.",
            pathParameters: [.init("fingerprint", "SHA-256 of its certificate in hexadecimal.")],
            answers: [.noContent("It is trusted no longer.")], problems: [.notFound, .conflict], role: .administrator
        ) { request in
            try await trusted.remove(request.text(inPath: "fingerprint"))
            return .noContent
        }
    }
}

/// The authority in facts.
struct CertificateAuthorityView: JSONObject, Sendable {
    var authority: CertificateAuthority

    static let representation = Representation<CertificateAuthorityView>(
        "CertificateAuthority", "The certificates of the authority, for each kind of key the one that signs first.",
        [
            Field("ec", "Signs certificates with elliptic curve keys.", { $0.views(.ellipticCurve) }),
            Field("rsa", "Signs certificates with RSA keys.", { $0.views(.rsa) }),
        ])

    private func views(_ kind: KeyKind) -> [AuthorityCertificateView] {
        authority.chain(kind).map { AuthorityCertificateView(document: $0) }
    }
}

extension TrustedAuthority.Source: JSONEnumeration {}

/// An authority that is trusted.
struct TrustedAuthorityView: JSONObject, Sendable {
    var authority: TrustedAuthority

    static let representation = Representation<TrustedAuthorityView>(
        "TrustedAuthority", "An authority whose client certificates are taken.",
        [
            Field("fingerprint", "SHA-256 of its certificate in hexadecimal; names it in the API.", \.authority.document.fingerprint),
            Field("source", "`own`: of this server, now or in former times. `operator`: added.", \.authority.source),
            Field("note", "For people.", \.authority.note),
            Field("addedAt", "Since when it is trusted.", \.authority.addedAt),
            Field("certificate", "The certificate.", { AuthorityCertificateView(document: $0.authority.document) }),
        ])
}

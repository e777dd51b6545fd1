import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// Who signs certificates here, and whose certificates are taken besides.
struct AuthorityPage: ConsolePage {
    static let path = "/security/authorities"
    static let operations: [OperationName] = [
        "addTrustedAuthority", "removeTrustedAuthority", "installCertificate", "downloadCertificateAuthority",
    ]

    /// Nil where none is set up.
    let authority: CertificateAuthority?
    let trusted: TrustedAuthorityService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let install: HTML =
            request.may("installCertificate")
            ? "<a class=\"btn btn-primary\" href=\"\(RootInstallationPage.path)\">\(request.text("Install a root in a charge point", "충전기에 루트 설치"))</a>"
            : ""
        return .content(PageContent(
            request.text("Authorities", "인증 기관"), trail: SecurityTabs.trail(request), actions: install,
            main: """
                \(SecurityTabs.html(request))\
                \(Panel.html(request.text("The authority of this server", "이 서버의 인증 기관"), actions: download(request), own(request)))\
                \(Panel.html(request.text("Authorities whose certificates are taken", "신뢰하는 인증 기관"), try await others(request)))\
                \(addition(request))
                """))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        try await request.submit("addTrustedAuthority")
        return .redirect(Self.path, .success(request.text(
            "The authority is trusted: charge points with its certificates are let in from now on.",
            "인증 기관을 추가했습니다. 이제 이 기관의 인증서를 가진 충전기를 허용합니다.")))
    }

    private func download(_ request: ConsoleRequest) -> HTML {
        guard authority != nil else { return "" }
        let text = request.text("Download the roots (PEM)", "루트 내려받기 (PEM)")
        return "<a class=\"btn btn-secondary\" href=\"/api/v1/certificate-authority/roots.pem\" download>\(text)</a>"
    }

    private func own(_ request: ConsoleRequest) -> HTML {
        guard let authority else {
            return EmptyState.html(
                request.text("This server has no authority", "인증 기관이 설정되지 않았습니다"),
                request.text(
                    "Without one it cannot sign certificates of charge points (SignCertificate). It is set up in the configuration, under certificates.",
                    "인증 기관이 없으면 충전기 인증서에 서명(SignCertificate)할 수 없습니다. 서버 설정의 certificates에서 지정합니다."))
        }
        let roots = [KeyKind.ellipticCurve, .rsa].compactMap { authority.chain($0).last }
        let text = request.text(
            "Charge points need these roots (CentralSystemRootCertificate) to trust this server and the certificates that it signs.",
            "충전기가 이 서버와 이 서버가 서명한 인증서를 신뢰하려면 이 루트(CentralSystemRootCertificate)가 필요합니다.")
        let table = DataTable(
            request: request, caption: request.text("Roots", "루트 인증서"),
            columns: [
                Column(request.text("Subject", "주체")) { "\($0.subject)" },
                Column(request.text("Key", "키")) { "\($0.key?.text ?? "–")" },
                Column(request.text("Valid until", "만료")) { ExpiryText.html($0.notAfter, request) },
                Column("SHA-256", isSecondary: true) { "<code>\($0.fingerprint.prefix(16))…</code>" },
            ], rows: roots)
        return "<p>\(text)</p>\(table.html)"
    }

    private func others(_ request: ConsoleRequest) async throws -> HTML {
        let all = try await trusted.list()
        guard !all.isEmpty else {
            return EmptyState.html(
                request.text("No authority is trusted", "신뢰하는 인증 기관이 없습니다"),
                request.text(
                    "Add that of a manufacturer to let charge points in with the certificates that they came with.",
                    "제조사의 인증 기관을 추가하면 출하 인증서로 연결하는 충전기를 허용합니다."))
        }
        let mayRemove = request.may("removeTrustedAuthority")
        return DataTable(
            request: request, caption: request.text("Trusted authorities", "신뢰하는 인증 기관"),
            columns: [
                Column(request.text("Subject", "주체")) { "\($0.document.subject)" },
                Column(request.text("Whose", "구분")) { row in
                    "\(row.source == .own ? request.text("this server's", "이 서버") : request.text("added by an operator", "운영자 추가"))"
                },
                Column(request.text("Note", "메모"), isSecondary: true) { DataText.html($0.note) },
                Column(request.text("Valid until", "만료")) { ExpiryText.html($0.document.notAfter, request) },
                Column(request.text("Trusted since", "추가 시각"), isSecondary: true) { TimeText.html($0.addedAt) },
                Column(request.text("Change", "변경")) { row in
                    guard mayRemove, row.source == .operator else { return "" }
                    let path = LocalPath.of(TrustedAuthorityRemovalPage.path, ["fingerprint": row.document.fingerprint])
                    return "<a class=\"btn btn-sm btn-secondary\" href=\"\(path)\">\(request.text("Remove …", "제거 …"))</a>"
                },
            ], rows: all
        ).html
    }

    private func addition(_ request: ConsoleRequest) -> HTML {
        guard request.may("addTrustedAuthority") else { return "" }
        let fields: HTML = """
            \(FormField(request: request, name: "certificate", label: request.text("Its certificate in PEM", "인증서 (PEM)"),
                help: request.text("The text from -----BEGIN CERTIFICATE----- on.", "-----BEGIN CERTIFICATE-----부터 붙여 넣으십시오."), isRequired: true)
                .area(rows: 6))\
            \(FormField(request: request, name: "note", label: request.text("Note", "메모"),
                help: request.text("For people: whose it is.", "누구의 인증 기관인지 적어 두십시오.")).text(limits: ["maxlength": "500"]))
            """
        return Panel.html(
            request.text("Trust another authority", "인증 기관 추가"),
            Form.html(request, fields, submit: request.text("Trust it", "신뢰 목록에 추가")))
    }
}

/// Before an authority is trusted no longer.
struct TrustedAuthorityRemovalPage: ConsolePage {
    static let path = "/security/authorities/{fingerprint}/remove"
    static let role: Role? = .administrator
    static let operations: [OperationName] = ["removeTrustedAuthority"]

    let trusted: TrustedAuthorityService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let fingerprint = request.parameters["fingerprint"]
        guard let found = try await trusted.list().first(where: { $0.document.fingerprint == fingerprint }) else {
            throw Problem(.notFound, request.text("There is no such authority.", "그런 인증 기관이 없습니다."))
        }
        return .content(Confirmation.content(
            request, title: request.text("Trust this authority no longer?", "이 인증 기관을 신뢰 목록에서 제거할까요?"),
            consequence: request.text(
                "Charge points with certificates of \(found.document.subject) stay connected, but are not let in again after the connection ends.",
                "\(found.document.subject)의 인증서를 쓰는 충전기는 지금의 연결은 유지되지만 끊긴 뒤에는 다시 연결할 수 없습니다."),
            submit: request.text("Remove it", "제거"), back: AuthorityPage.path,
            trail: SecurityTabs.trail(request, Link(request.text("Authorities", "인증 기관"), AuthorityPage.path))))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        try await request.call(
            "removeTrustedAuthority", .init(path: ["fingerprint": request.parameters["fingerprint"] ?? ""]))
        return .redirect(AuthorityPage.path, .success(request.text(
            "The authority is trusted no longer.", "인증 기관을 신뢰 목록에서 제거했습니다.")))
    }
}

import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// One certificate of a charge point: what stands in it, and renewing or revoking it.
struct CertificatePage: ConsolePage {
    static let path = "/security/certificates/{certificateId}"
    static let operations: [OperationName] = ["renewCertificate", "revokeCertificate"]

    let certificates: ChargePointCertificateService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let certificate = try await Self.found(request, certificates)
        let identity = certificate.chargePoint.identity
        let state = certificate.effectiveState(at: request.now)
        let fingerprint: HTML = certificate.fingerprint.map { "<code>\($0)</code>" } ?? "–"
        let facts = Facts.html([
            (request.text("Charge point", "충전기"), Link(identity, LocalPath.chargePoint(identity)).html),
            (request.text("State", "상태"), state.badge(request)),
            (request.text("Why", "설명"), certificate.explanation.map { Said(request).html($0) } ?? "–"),
            (request.text("Came by", "출처"), "\(certificate.origin.word(request))"),
            (request.text("Subject", "주체"), "\(certificate.subject ?? "–")"),
            (request.text("Issuer", "발급자"), "\(certificate.issuer ?? "–")"),
            (request.text("Serial number", "일련번호"), "\(certificate.serialNumber ?? "–")"),
            (request.text("Key", "키"), "\(certificate.key ?? "–")"),
            (request.text("Valid from", "유효 시작"), TimeText.html(certificate.notBefore)),
            (request.text("Valid until", "만료"), ExpiryText.html(certificate.notAfter, request)),
            (request.text("First used", "처음 사용"), TimeText.html(certificate.firstUsedAt)),
            (request.text("Last used", "마지막 사용"), TimeText.html(certificate.lastUsedAt)),
            (request.text("Revoked", "폐기"), TimeText.html(certificate.revokedAt)),
        ])
        let chain: HTML = certificate.chain.map { text in
            let title = request.text("In PEM, with its issuers", "PEM (발급자 포함)")
            return "<details class=\"panel\"><summary>\(title)</summary><pre tabindex=\"0\">\(text)</pre></details>"
        } ?? ""
        return .content(PageContent(
            request.text("Certificate of \(identity)", "\(identity)의 인증서"),
            trail: SecurityTabs.trail(request, Link(request.text("Certificates", "인증서"), CertificateListPage.path)),
            actions: actions(certificate, request),
            main: """
                \(Panel.html(request.text("What stands in it", "내용"), facts))
                <p class="form-text">SHA-256 \(fingerprint)</p>\(chain)
                """))
    }

    /// Asks the charge point for a new one.
    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let identity = try await Self.found(request, certificates).chargePoint.identity
        try await request.call("renewCertificate", .init(path: ["id": identity]))
        return .redirect("\(LocalPath.chargePoint(identity))/certificates", .success(request.text(
            "\(identity) was asked to renew. When its request comes, it is signed and sent; the old certificate stays valid.",
            "\(identity)에 갱신을 요청했습니다. 요청서가 오면 서명하여 보내며, 기존 인증서는 계속 유효합니다.")))
    }

    private func actions(_ certificate: ChargePointCertificate, _ request: ConsoleRequest) -> HTML {
        var html: HTML = ""
        if request.may("renewCertificate") {
            html += Form.button(request, request.text("Ask it to renew", "갱신 요청"), action: request.path, style: "btn-primary")
        }
        if request.may("revokeCertificate"), certificate.fingerprint != nil, certificate.state != .revoked {
            let path = LocalPath.of(CertificateRevocationPage.path, ["certificateId": String(certificate.id)])
            html += "<a class=\"btn btn-danger\" href=\"\(path)\">\(request.text("Revoke …", "폐기 …"))</a>"
        }
        return html
    }

    static func found(_ request: ConsoleRequest, _ certificates: ChargePointCertificateService) async throws -> ChargePointCertificate {
        guard let id = request.parameters["certificateId"].flatMap({ Int64($0) }) else {
            throw Problem(.notFound, request.text("There is no such certificate.", "그런 인증서가 없습니다."))
        }
        return try await certificates.get(id)
    }
}

/// Before a certificate is revoked.
struct CertificateRevocationPage: ConsolePage {
    static let path = "/security/certificates/{certificateId}/revoke"
    static let role: Role? = .administrator
    static let operations: [OperationName] = ["revokeCertificate"]

    let certificates: ChargePointCertificateService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let certificate = try await CertificatePage.found(request, certificates)
        let identity = certificate.chargePoint.identity
        let page = LocalPath.of(CertificatePage.path, ["certificateId": String(certificate.id)])
        return .content(Confirmation.content(
            request, title: request.text("Revoke the certificate of \(identity)?", "\(identity)의 인증서를 폐기할까요?"),
            consequence: request.text(
                "\(identity) is disconnected if it uses this certificate, and is not let in with it again. A session that is running goes on at the charge point. It cannot be undone: have another certificate in place before.",
                "\(identity) 충전기가 이 인증서를 쓰고 있으면 연결이 끊기고 다시 연결할 수 없습니다. 진행 중인 충전은 현장에서 계속됩니다. 되돌릴 수 없으므로 먼저 다른 인증서를 준비하십시오."),
            submit: request.text("Revoke it", "폐기"), back: page,
            trail: SecurityTabs.trail(request, Link(request.text("Certificates", "인증서"), CertificateListPage.path)),
            fields: FormField(request: request, name: "reason", label: request.text("Reason", "사유"))
                .text(limits: ["maxlength": "500"])))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = String(try await CertificatePage.found(request, certificates).id)
        try await request.submit("revokeCertificate", path: ["certificateId": id])
        return .redirect(
            LocalPath.of(CertificatePage.path, ["certificateId": id]),
            .success(request.text("The certificate is revoked.", "인증서를 폐기했습니다.")))
    }
}

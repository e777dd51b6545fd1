import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// Certificates of charge points, and renewing many of them.
struct CertificateListPage: ConsolePage {
    static let path = "/security/certificates"
    static let operations: [OperationName] = ["renewCertificates"]

    private static let filters = ["chargePoint", "state", "expires"]

    let certificates: ChargePointCertificateService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let expires = try request.number("expires").map { request.now.advanced(bySeconds: min(max($0, 0), 3650) * 86_400) }
        // What has ended already needs no renewal in time; it has a state of its own.
        let state = try request.condition("state", as: CertificateState.self) ?? (expires == nil ? nil : .active)
        var notFound: HTML = ""
        var page = Page<ChargePointCertificate>(items: [])
        do {
            page = try await certificates.list(
                CertificateFilter(chargePoint: request.query["chargePoint"], state: state, expiresBefore: expires), try request.page())
        } catch let error as CentralSystemError where error.code == .chargePointNotFound {
            let identity = request.query["chargePoint"] ?? ""
            notFound = Alert.html(.warning, request.text("No charge point has the identity \(identity).", "\(identity) 충전기가 없습니다."))
        }
        return .content(PageContent(
            request.text("Certificates of charge points", "충전기 인증서"), trail: SecurityTabs.trail(request),
            main: "\(SecurityTabs.html(request))\(filter(request))\(notFound)\(list(page, request))"))
    }

    /// Asks the chosen charge points to ask for new certificates.
    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let chosen = Array(Set(request.form.values("chargePoint"))).sorted()
        guard !chosen.isEmpty else {
            throw Problem(.invalidRequest, request.text(
                "Choose at least one certificate with the box before it.", "인증서 앞의 상자를 하나 이상 선택하십시오."))
        }
        let result = try await request.call("renewCertificates", .init(
            body: .object(["target": .object(["chargePoints": .list(chosen.map { .string($0) })])])))
        let said = request.text(
            "\(chosen.count) charge points are being asked to renew. The old certificates stay valid.",
            "충전기 \(chosen.count)대에 갱신을 요청하고 있습니다. 기존 인증서는 계속 유효합니다.")
        guard let id = result.body["id"]?.int else { return .redirect(Self.path, .success(said)) }
        return .redirect("/bulk-operations/\(id)", .success(said))
    }

    private func filter(_ request: ConsoleRequest) -> HTML {
        FilterForm(
            request: request,
            fields: [
                Filter.chargePoint(request),
                Filter.choice(
                    request, request.text("State", "상태"), name: "state",
                    CertificateState.allCases.map { .init($0.rawValue, $0.word(request)) }),
                Filter.choice(request, request.text("Ends within", "만료까지"), name: "expires", [7, 30, 90, 365].map {
                    .init(String($0), request.text("\($0) days", "\($0)일 이내"))
                }),
            ], names: Self.filters
        ).html
    }

    private func list(_ page: Page<ChargePointCertificate>, _ request: ConsoleRequest) -> HTML {
        guard !page.items.isEmpty else {
            let isNarrowed = Self.filters.contains { request.query[$0] != nil }
            return isNarrowed
                ? EmptyState.unmatched(request, request.text("No certificate matches", "조건에 맞는 인증서가 없습니다"))
                : EmptyState.html(
                    request.text("No charge point has a certificate yet", "인증서를 가진 충전기가 없습니다"),
                    request.text(
                        "Certificates are for security profile 3. Install the root of this server in a charge point, then ask it to renew on its page.",
                        "인증서는 보안 프로파일 3에 필요합니다. 먼저 이 서버의 루트를 충전기에 설치한 뒤 충전기 페이지에서 갱신을 요청하십시오."),
                    actions: [Link(request.text("Authorities and roots", "인증 기관과 루트"), AuthorityPage.path)])
        }
        var table = DataTable(
            request: request, caption: request.text("Certificates", "인증서"), columns: columns(request), rows: page.items,
            next: page.nextCursor)
        guard request.may("renewCertificates") else { return table.html }
        table.selection = (
            "chargePoint", { $0.chargePoint.identity },
            { request.text("Choose the certificate of \($0.chargePoint.identity)", "\($0.chargePoint.identity)의 인증서 선택") }
        )
        return """
            <form method="post" action="\(request.here.url(Self.path))">\(Form.key(request))\(table.html)
            <p class="paging"><button class="btn btn-primary">\(request.text(
                "Ask the chosen charge points to renew", "선택한 충전기에 갱신 요청"))</button></p></form>
            """
    }

    private func columns(_ request: ConsoleRequest) -> [Column<ChargePointCertificate>] {
        [
            Column(request.text("Charge point", "충전기")) { row in
                Link(row.chargePoint.identity, LocalPath.chargePoint(row.chargePoint.identity)).html
            },
            Column(request.text("Certificate", "인증서")) { row in
                let name = row.subject ?? request.text("request \(row.id)", "요청 \(row.id)")
                return Link(name, LocalPath.of(CertificatePage.path, ["certificateId": String(row.id)])).html
            },
            Column(request.text("State", "상태")) { row in row.effectiveState(at: request.now).badge(request) },
            Column(request.text("Valid until", "만료")) { row in ExpiryText.html(row.notAfter, request) },
            Column(request.text("Key", "키"), isSecondary: true) { "\($0.key ?? "–")" },
            Column(request.text("Last used", "마지막 사용"), isSecondary: true) { row in
                row.lastUsedAt.map { TimeText.ago($0, request) } ?? "\(request.text("never", "없음"))"
            },
        ]
    }
}

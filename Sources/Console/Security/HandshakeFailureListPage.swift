import CentralSystem
import Markup
import OCPPJ

/// TLS handshakes that failed. Who it was is not known at that point, but the address and what was offered are.
struct HandshakeFailureListPage: ConsolePage {
    static let path = "/security/handshake-failures"

    let failures: HandshakeFailureService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let page = try await failures.list(address: request.query["address"], try request.page())
        let filter = FilterForm(
            request: request,
            fields: [Filter.search(request, request.text("Address without port", "주소 (포트 제외)"), name: "address", placeholder: "10.0.0.7")],
            names: ["address"])
        return .content(PageContent(
            request.text("Failed TLS handshakes", "실패한 TLS 핸드셰이크"), trail: SecurityTabs.trail(request),
            main: """
                \(SecurityTabs.html(request))<p>\(request.text(
                    "Charge points that could not agree with this server on TLS. Their identity is not known yet at that point; the address tells which it may be. The newest 10,000 are kept.",
                    "이 서버와 TLS를 맺지 못한 연결입니다. 이 단계에서는 충전기 식별자를 알 수 없으므로 주소로 짐작하십시오. 최근 10,000건을 보관합니다."))</p>
                \(filter.html)\(list(page, request))
                """))
    }

    private func list(_ page: Page<HandshakeFailureRecord>, _ request: ConsoleRequest) -> HTML {
        guard !page.items.isEmpty else {
            return request.query["address"] == nil
                ? EmptyState.html(
                    request.text("No handshake has failed", "실패한 핸드셰이크가 없습니다"),
                    request.text(
                        "A charge point that offers only old TLS, or does not trust this server's certificate, appears here.",
                        "구형 TLS만 지원하거나 이 서버의 인증서를 신뢰하지 않는 충전기가 여기에 나타납니다."))
                : EmptyState.unmatched(
                    request, request.text("No handshake from this address has failed", "이 주소에서 실패한 핸드셰이크가 없습니다"),
                    request.text("Write the address without its port.", "주소를 포트 없이 입력하십시오."))
        }
        return DataTable(
            request: request, caption: request.text("Failed TLS handshakes", "실패한 TLS 핸드셰이크"), columns: columns(request),
            rows: page.items, next: page.nextCursor
        ).html
    }

    private func columns(_ request: ConsoleRequest) -> [Column<HandshakeFailureRecord>] {
        [
            Column(request.text("When", "시각")) { TimeText.html($0.failure.time) },
            Column(request.text("From", "주소")) { "\($0.failure.remoteAddress)" },
            Column(request.text("Offered", "제안한 방식"), isSecondary: true) { record in
                let failure = record.failure
                let versions = failure.offeredVersions.joined(separator: ", ")
                let suites: HTML =
                    failure.offeredCipherSuites.isEmpty
                    ? ""
                    : """
                        <details><summary>\(request.text(
                            "\(failure.offeredCipherSuites.count) cipher suites", "암호 스위트 \(failure.offeredCipherSuites.count)개"))</summary>\
                        <code>\(failure.offeredCipherSuites.joined(separator: " "))</code></details>
                        """
                let name: HTML = failure.serverName.map { "<div>SNI \($0)</div>" } ?? ""
                let subject: HTML = failure.clientCertificateSubject.map {
                    "<div>\(request.text("Its certificate, unverified", "제시한 인증서(미검증)")): \($0)</div>"
                } ?? ""
                return "\(versions.isEmpty ? "–" : versions)\(name)\(subject)\(suites)"
            },
            Column(request.text("Reason", "이유")) { Said(request).html($0.failure.reason) },
            Column(request.text("What to do", "조치")) { "\(Self.advice($0.failure.reason, request))" },
        ]
    }

    /// What to do about a failure, by the words that it was recorded with.
    static func advice(_ reason: String, _ request: ConsoleRequest) -> String {
        if reason.contains("does not trust our") || reason.contains("cannot use our") || reason.contains("does not accept our") {
            return request.text(
                "Install this server's root certificate in the charge point: Authorities, “Install a root”.",
                "이 서버의 루트 인증서를 충전기에 설치하십시오: 인증 기관 → 루트 설치.")
        }
        if reason.contains("expired by its clock") {
            return request.text(
                "Set the charge point's clock; if the certificate of this server has expired, renew that.",
                "충전기의 시계를 맞추십시오. 서버 인증서가 만료되었다면 갱신하십시오.")
        }
        if reason.contains("version") || reason.contains("TLS 1.2 is the minimum") {
            return request.text(
                "The charge point speaks only old TLS, which is not safe. It needs a newer firmware.",
                "충전기가 안전하지 않은 구형 TLS만 지원합니다. 새 펌웨어가 필요합니다.")
        }
        if reason.contains("cipher") || reason.contains("group") || reason.contains("signature algorithm") {
            return request.text(
                "Charge point and server have no method in common. Give the server certificates with both kinds of key (EC and RSA), or update the firmware.",
                "공통 암호 방식이 없습니다. 서버에 EC와 RSA 인증서를 모두 두거나 펌웨어를 업데이트하십시오.")
        }
        if reason.contains("does not hold the key") {
            return request.text(
                "Somebody showed a certificate without its key. Renew the charge point's certificate, and revoke this one.",
                "개인 키 없이 인증서를 제시했습니다. 인증서를 갱신하고 기존 인증서는 폐기하십시오.")
        }
        if reason.contains("hung up") || reason.contains("reset") {
            return request.text(
                "Once in a while this is the network. Again and again: the charge point does not like the server's certificate and does not say so.",
                "가끔이면 네트워크 문제입니다. 반복되면 충전기가 서버 인증서를 거부하는 것일 수 있습니다.")
        }
        return request.text(
            "What came is no TLS that can be read. A charge point may be set to ws:// where wss:// is needed, or the other way round.",
            "해석할 수 없는 TLS입니다. 충전기의 ws:// 와 wss:// 설정이 바뀌었는지 확인하십시오.")
    }
}

import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// Certificates of a charge point, the roots in it, and its security events.
struct ChargePointSecurityPage: ChargePointConsolePage {
    static let path = "/charge-points/{id}/certificates"
    static let operations: [OperationName] = ["renewCertificate", "readInstalledCertificates", "acknowledgeSecurityEvent", "raiseSecurityProfile"]
    private static let shownCertificates = 20
    private static let shownEvents = 30
    /// A certificate that expires sooner than this is to be renewed.
    private static let expirySeconds = 30.0 * 86_400

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let frame = try await frame(request)
        let certificates = try await centralSystem.certificates.chargePointCertificates
            .list(CertificateFilter(chargePoint: frame.id), .init(limit: Self.shownCertificates))
        let roots = try await centralSystem.certificates.installedCertificates.list(chargePoint: frame.id)
        let events = try await centralSystem.securityEvents.list(chargePointKey: frame.chargePoint.key, request.page(limit: Self.shownEvents))
        let live = LiveFragment("security", [.securityEvents, .operations, .connections], of: frame.id, content: """
            \(frame.offlineNotice)\(protection(frame))\(own(certificates.items, frame))\(installed(roots, frame))\(list(events, frame))
            """)
        return .content(frame.content(.security, fragments: [live], main: live.html))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = request.parameters["id"] ?? ""
        let here = LocalPath.of(Self.path, ["id": id])
        switch request.form["what"] {
        case "renew":
            try await request.call("renewCertificate", .init(path: ["id": id]))
            return .redirect(here, .success(request.text(
                "The charge point was asked to ask for a new certificate. The old one stays valid.",
                "새 인증서를 요청하도록 충전기에 알렸습니다. 기존 인증서는 계속 유효합니다.")))
        case "read":
            for type in CertificateUseEnumType.allCases {
                try await request.call(
                    "readInstalledCertificates", .init(path: ["id": id], body: .object(["certificateType": .string(type.rawValue)])))
            }
            return .redirect(here, .success(request.text("The charge point told which roots it has.", "충전기가 보유한 루트 인증서를 알려 주었습니다.")))
        case "raise":
            let profile = request.form.integer("securityProfile") ?? 0
            let result = try await request.call(
                "raiseSecurityProfile", .init(path: ["id": id], body: .object(["securityProfile": .integer(profile)])))
            let status = result.body["status"]?.string ?? ""
            return .redirect(here, status == "Accepted" || status == "RebootRequired"
                ? .success(request.text(
                    "The charge point took the profile. Reset it so that it comes back with it; lower profiles are refused from now on.",
                    "충전기가 프로파일을 적용했습니다. 재시작하면 새 프로파일로 연결되며, 이제부터 낮은 프로파일은 거절됩니다."))
                : .failure(request.text("The charge point did not take the profile (\(status)).", "충전기가 프로파일을 적용하지 않았습니다 (\(status)).")))
        default:
            try await request.call(
                "acknowledgeSecurityEvent", .init(path: ["eventId": request.form["event"] ?? ""], body: .object([:])))
            return .redirect(here, .success(request.text("The event is acknowledged.", "이벤트를 확인 처리했습니다.")))
        }
    }

    private func protection(_ frame: ChargePointFrame) -> HTML {
        let (request, chargePoint) = (frame.request, frame.chargePoint)
        let connection = chargePoint.connection?.security
        var html = Facts.html([
            (request.text("Uses now", "현재 사용"), "\(connection.map { ProtectionWords.short($0.profile, request.language) } ?? "–")"),
            ("TLS", "\(connection?.tlsVersion ?? "–")"),
            (request.text("Required at least", "최소 요구"), "\(ProtectionWords.short(chargePoint.requiredSecurityProfile, request.language))"),
            (
                request.text("On the way", "변경 진행 중"),
                "\(chargePoint.pendingSecurityProfile.map { ProtectionWords.short($0, request.language) } ?? "–")"
            ),
        ])
        let higher = SecurityProfile.allCases.filter { $0 > chargePoint.requiredSecurityProfile }
        if request.may("raiseSecurityProfile"), chargePoint.isConnected, !higher.isEmpty {
            html += """
                <form method="post" action="\(request.path)" class="filter raise">\(Form.key(request))<input type="hidden" name="what" value="raise">\
                <div class="filter-field"><label for="raise-profile">\(request.text("Raise it to", "올릴 프로파일"))</label>\
                <select class="form-select" id="raise-profile" name="securityProfile">\(higher.reduce(into: HTML.empty) { html, profile in
                    html += "<option value=\"\(profile.rawValue)\">\(ProtectionWords.short(profile, request.language))</option>"
                })</select></div><div class="filter-end"><button class="btn btn-secondary">\(request.text("Send SecurityProfile", "SecurityProfile 보내기"))</button></div></form>
                """
        }
        let password: HTML =
            request.may("changeChargePoint") ? ChargePointFrame.button(request.text("Password", "비밀번호"), frame.path("password")) : ""
        return Panel.html(request.text("How it shows who it is", "인증 방식"), actions: password, html)
    }

    private func own(_ certificates: [ChargePointCertificate], _ frame: ChargePointFrame) -> HTML {
        let request = frame.request
        let now = request.now
        let title = request.text("Its certificates", "충전기 인증서")
        let renew: HTML = request.may("renewCertificate") && frame.chargePoint.isConnected
            ? Form.button(request, request.text("Renew", "갱신"), action: request.path, values: ["what": "renew"]) : ""
        guard !certificates.isEmpty else {
            return Panel.html(title, actions: renew, "<p class=\"detail\">\(request.text("It has none that is known here. Profile 3 needs one.", "알려진 인증서가 없습니다. 프로파일 3에는 인증서가 필요합니다."))</p>")
        }
        return Panel.html(title, actions: renew, DataTable(
            request: request, caption: title,
            columns: [
                Column(request.text("State", "상태")) { found in
                    let state = found.effectiveState(at: now)
                    let why: HTML = found.explanation.map { "<br><span class=\"detail\">\(Said(request).html($0))</span>" } ?? ""
                    return "\(StatusBadge.html(Self.word(state, request.language), Self.tone(state)))\(why)"
                },
                Column(request.text("Subject", "주체")) { "<span class=\"wraps\">\($0.subject ?? "–")</span>" },
                Column(request.text("Valid until", "유효 기한")) { found in
                    guard let end = found.notAfter else { return "–" }
                    let isSoon = found.state == .active && end.seconds(since: now) < Self.expirySeconds
                    let soon: HTML = isSoon ? StatusBadge.html(request.text("soon", "임박"), .warning) : ""
                    return "\(TimeText.html(end)) \(soon)"
                },
                Column(request.text("Last used", "마지막 사용"), isSecondary: true) { TimeText.html($0.lastUsedAt) },
                Column("SHA-256", isSecondary: true) { "<code>\($0.fingerprint.map { String($0.prefix(16)) + "…" } ?? "–")</code>" },
            ], rows: certificates
        ).html + "<p><a href=\"/security/certificates\">\(request.text("Revoke one under Security", "폐기는 보안 메뉴에서"))</a></p>")
    }

    private func installed(_ report: InstalledCertificateReport, _ frame: ChargePointFrame) -> HTML {
        let request = frame.request
        let title = request.text("Root certificates in it", "설치된 루트 인증서")
        let mayDelete = request.may("deleteInstalledCertificate") && frame.chargePoint.isConnected
        let read: HTML = request.may("readInstalledCertificates") && frame.chargePoint.isConnected
            ? Form.button(request, request.text("Read them now", "지금 읽기"), action: request.path, values: ["what": "read"]) : ""
        guard !report.certificates.isEmpty else {
            return Panel.html(title, actions: read, "<p class=\"detail\">\(request.text("Not known. Charge points with the security extensions can be asked.", "알 수 없습니다. 보안 확장을 지원하는 충전기에 요청할 수 있습니다."))</p>")
        }
        return Panel.html(title, actions: read, DataTable(
            request: request, caption: title,
            columns: [
                Column(request.text("Kind", "종류")) { "\($0.certificateType.rawValue)" },
                Column(request.text("State", "상태")) { found in
                    StatusBadge.html(found.state.rawValue, found.state == .installed ? .good : found.state == .requested ? .neutral : .warning)
                },
                Column(request.text("Serial number", "일련번호")) { "<code class=\"wraps\">\($0.hashData?.serialNumber.text ?? $0.fingerprint ?? "–")</code>" },
                Column(request.text("Listed last", "마지막 확인"), isSecondary: true) { TimeText.html($0.listedAt) },
                Column(request.text("Change", "변경")) { found in
                    guard mayDelete, found.isDeletable else { return "" }
                    let path = LocalPath.of(InstalledCertificateRemovalPage.path, ["id": frame.id, "certificateId": String(found.id)])
                    return "<a class=\"btn btn-sm btn-secondary\" href=\"\(path)\">\(request.text("Delete …", "삭제 …"))</a>"
                },
            ], rows: report.certificates
        ).html)
    }

    private func list(_ page: Page<SecurityEvent>, _ frame: ChargePointFrame) -> HTML {
        let request = frame.request
        let title = request.text("Security events", "보안 이벤트")
        guard !page.items.isEmpty else {
            return Panel.html(title, "<p class=\"detail\">\(request.text("None so far.", "아직 없습니다."))</p>")
        }
        return Panel.html(title, DataTable(
            request: request, caption: title,
            columns: [
                Column(request.text("Time", "시각")) { TimeText.html($0.receivedAt) },
                Column(request.text("Event", "이벤트")) { event in
                    "\(event.isCritical ? StatusBadge.html(event.type, .bad) : "\(event.type)")<br><span class=\"detail wraps\" translate=\"no\">\(event.techInfo ?? "")</span>"
                },
                Column(request.text("By", "보고자"), isSecondary: true) { event in
                    "\(event.source == .centralSystem ? request.text("noticed here", "서버") : request.text("the charge point", "충전기"))"
                },
                Column(request.text("Acknowledged", "확인")) { event in
                    if let word = event.acknowledgement { return "\(word.operatorName) · \(TimeText.html(word.time))" }
                    guard request.may("acknowledgeSecurityEvent") else { return "–" }
                    return Form.button(
                        request, request.text("Acknowledge", "확인 처리"), action: request.path, values: ["what": "acknowledge", "event": String(event.id)],
                        style: "btn-sm btn-secondary")
                },
            ], rows: page.items, next: page.nextCursor
        ).html)
    }

    private static func word(_ state: CertificateState, _ language: Language) -> String {
        switch state {
        case .requested: language("Asked for", "요청됨")
        case .signed: language("Signed, on its way", "서명 후 전송 중")
        case .active: language("In use", "사용 중")
        case .superseded: language("A newer one is in use", "새 인증서 사용 중")
        case .refused: language("Request turned down", "요청 거절됨")
        case .rejected: language("Turned down by it", "충전기가 거부")
        case .unanswered: language("No answer", "응답 없음")
        case .revoked: language("Revoked", "폐기됨")
        case .expired: language("Expired", "만료됨")
        }
    }

    private static func tone(_ state: CertificateState) -> StatusBadge.Tone {
        switch state {
        case .active: .good
        case .refused, .rejected, .revoked, .expired: .bad
        case .unanswered: .warning
        default: .neutral
        }
    }
}

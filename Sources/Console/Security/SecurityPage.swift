import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// Security at a glance: what needs somebody, with the next step of each.
struct SecurityPage: ConsolePage {
    static let path = "/security"

    /// How far counting goes: whoever has more than this needs no number.
    private static let countedUpTo = 200
    private static let shown = 5

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let live = LiveFragment(
            "state", [.securityEvents, .connections, .operations], content: try await content(request))
        return .content(PageContent(
            request.text("Security", "보안"), fragments: [live], main: "\(SecurityTabs.html(request))\(live.html)"))
    }

    private func content(_ request: ConsoleRequest) async throws -> HTML {
        let few = PageRequest(limit: Self.countedUpTo)
        let yesterday = request.now.advanced(bySeconds: -Attention.recentSeconds)
        async let events = centralSystem.securityEvents.list(.init(isAlarming: true), few)
        async let refused = centralSystem.refusedConnections.list(few)
        async let handshakes = centralSystem.handshakeFailures.list(few)
        async let certificates = centralSystem.certificates.chargePointCertificates.list(
            CertificateFilter(state: .active, expiresBefore: request.now.advanced(bySeconds: Attention.expirySeconds)), few)
        async let pending = centralSystem.chargePoints.list(.init(registrationStatus: .pending), few)
        async let profiles = centralSystem.chargePointStates.securityProfiles()
        let alarming = try await events.items
        let recentRefusals = try await refused.items.filter { $0.time > yesterday }
        let recentFailures = try await handshakes.items.filter { $0.failure.time > yesterday }
        let tiles: [HTML] = [
            tile(alarming.count, .bad, request.text("Critical events to look at", "확인할 심각한 이벤트"),
                "\(SecurityEventListPage.path)?isAlarming=true"),
            tile(recentRefusals.count, .warning, request.text("Refused connections, 24 h", "거절된 연결 (24시간)"), RefusedConnectionListPage.path),
            tile(recentFailures.count, .warning, request.text("TLS failures, 24 h", "TLS 실패 (24시간)"), HandshakeFailureListPage.path),
            tile(try await certificates.items.count, .warning, request.text("Certificates ending in 30 days", "30일 내 만료 인증서"),
                "\(CertificateListPage.path)?expires=30"),
            tile(try await pending.items.count, .warning, request.text("Charge points that wait", "승인 대기 충전기"), PendingPage.path),
        ]
        return """
            <ul class="tiles" aria-label="\(request.text("Security in numbers", "보안 현황"))">\(tiles)</ul>
            \(Panel.html(request.text("Critical events", "심각한 이벤트"), eventList(alarming, request)))
            \(Panel.html(request.text("Not let in lately", "최근 거절된 연결"), try await refusalList(recentRefusals, request)))
            \(Panel.html(
                request.text("Security profiles in use", "사용 중인 보안 프로파일"), actions: passwords(request), profileTable(try await profiles, request)))
            """
    }

    private func passwords(_ request: ConsoleRequest) -> HTML {
        guard request.may("changeChargePointPasswords") else { return "" }
        return "<a class=\"btn btn-secondary\" href=\"\(PasswordChangePage.path)\">\(request.text("New passwords …", "새 비밀번호 …"))</a>"
    }

    private func tile(_ count: Int, _ tone: StatusBadge.Tone, _ words: String, _ path: String) -> HTML {
        let number = count >= Self.countedUpTo ? "\(Self.countedUpTo)+" : Quantity.count(count)
        let tone = count == 0 ? StatusBadge.Tone.good : tone
        return """
            <li><a class="tile status-\(tone.rawValue)" href="\(path)"><span class="tile-count">\(number)</span>\
            <span class="tile-word">\(tone.icon.html)\(words)</span></a></li>
            """
    }

    private func eventList(_ events: [SecurityEvent], _ request: ConsoleRequest) -> HTML {
        guard !events.isEmpty else {
            return EmptyState.html(
                request.text("Nothing critical is open", "확인할 심각한 이벤트가 없습니다"),
                request.text(
                    "Starts, resets and set clocks are not counted here; all events are under Events.",
                    "시동, 재시작, 시계 설정은 여기에 세지 않습니다. 전체는 보안 이벤트에 있습니다."))
        }
        let rows = events.prefix(Self.shown).reduce(into: HTML.empty) { html, event in
            html += row(
                kind: StatusBadge.html(event.type, .bad), subject: Link(event.chargePointId, LocalPath.chargePoint(event.chargePointId)),
                detail: SecurityEventMeaning.of(event.type, request).meaning, since: event.receivedAt,
                step: Link(
                    request.text("Look and acknowledge", "확인 처리"),
                    LocalPath.of(SecurityEventPage.path, ["eventId": String(event.id)])))
        }
        return "<ul class=\"attention\">\(rows)</ul>"
    }

    private func refusalList(_ refusals: [RefusedConnection], _ request: ConsoleRequest) async throws -> HTML {
        // One that tries again every minute is one trouble.
        var seen: Set<String> = []
        let latest = refusals.filter { seen.insert("\($0.identity ?? $0.remoteAddress) \($0.reason)").inserted }.prefix(Self.shown)
        guard !latest.isEmpty else {
            return EmptyState.html(
                request.text("Nobody was refused in the last 24 hours", "최근 24시간 동안 거절된 연결이 없습니다"),
                request.text("A charge point with a wrong password or an unknown identity appears here.", "비밀번호가 틀리거나 등록되지 않은 충전기가 여기에 나타납니다."))
        }
        let registered = try await RefusedConnectionListPage.registered(Array(latest), centralSystem.chargePoints)
        let rows = latest.reduce(into: HTML.empty) { html, refusal in
            let isRegistered = refusal.identity.map { registered.contains($0) } ?? false
            let advice = RefusalAdvice.of(refusal, isRegistered: isRegistered, request)
            let name = refusal.identity ?? refusal.remoteAddress
            html += row(
                kind: StatusBadge.html(request.text("Refused", "거부됨"), .warning),
                subject: Link(name, isRegistered ? LocalPath.chargePoint(name) : RefusedConnectionListPage.path),
                detail: "\(Said(request).text(refusal.reason)). \(advice.text)", since: refusal.time,
                step: advice.step ?? Link(request.text("See all", "모두 보기"), RefusedConnectionListPage.path))
        }
        return "<ul class=\"attention\">\(rows)</ul>"
    }

    private func row(kind: HTML, subject: Link, detail: String, since: Timestamp, step: Link) -> HTML {
        """
        <li><span class="attention-kind">\(kind)</span>\
        <span class="attention-what"><strong>\(subject.html)</strong> <span class="detail">\(detail)</span></span>\
        <span class="attention-since">\(TimeText.html(since))</span>\
        <a class="btn btn-sm btn-secondary" href="\(step.path)">\(step.text)</a></li>
        """
    }

    private func profileTable(_ counts: [SecurityProfile: Int], _ request: ConsoleRequest) -> HTML {
        DataTable(
            request: request, caption: request.text("Security profiles in use", "사용 중인 보안 프로파일"),
            columns: [
                Column(request.text("Profile", "프로파일")) { profile in "\(profile.rawValue) · \(Self.words(profile, request).name)" },
                Column(request.text("Connected with it", "연결된 충전기"), isNumber: true) { profile in
                    "\(Quantity.count(counts[profile] ?? 0))"
                },
                Column(request.text("What that means", "의미"), isSecondary: true) { profile in "\(Self.words(profile, request).meaning)" },
            ], rows: SecurityProfile.allCases.reversed()
        ).html
    }

    private static func words(_ profile: SecurityProfile, _ request: ConsoleRequest) -> (name: String, meaning: String) {
        switch profile {
        case .none:
            (request.text("none", "없음"), request.text(
                "Anybody who knows an identity can pretend to be it. Only inside a network of your own.",
                "식별자만 알면 누구나 가장할 수 있습니다. 자체 망에서만 사용하십시오."))
        case .basic:
            (request.text("password", "비밀번호"), request.text(
                "With a password, but unencrypted: whoever listens can read it. Only inside a VPN.",
                "비밀번호를 쓰지만 암호화되지 않습니다. VPN 안에서만 사용하십시오."))
        case .tlsWithBasic:
            (request.text("TLS and password", "TLS와 비밀번호"), request.text("Encrypted, with a password.", "암호화되며 비밀번호로 인증합니다."))
        case .tlsWithClientCertificate:
            (request.text("TLS and certificate", "TLS와 인증서"), request.text(
                "Encrypted, with a certificate of the charge point: the safest.", "암호화되며 충전기 인증서로 인증합니다. 가장 안전합니다."))
        }
    }
}

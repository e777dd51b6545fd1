import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// What must be typed into a charge point so that it connects here; on paper too.
struct AccessCard: Sendable {
    let request: ConsoleRequest
    let chargePoint: ChargePoint
    /// Shown this once; nil where it is not known any more, or there is none.
    var password: String?

    /// The URL for the profile that it needs.
    static func url(of chargePoint: ChargePoint, _ request: ConsoleRequest) -> String {
        request.services.connectionURL(of: chargePoint.id, usesTLS: chargePoint.requiredSecurityProfile >= .tlsWithBasic)
    }

    var html: HTML {
        let profile = chargePoint.requiredSecurityProfile
        var rows: HTML = ""
        let plain = request.services.connectionURL(of: chargePoint.id, usesTLS: false)
        let hasTLS = request.services.configuration.publicTLSURL != nil
        if profile < .tlsWithBasic {
            rows += row("url", request.text("URL", "접속 URL"), plain, help: request.text(
                "Some charge points add their identity by themselves; give those \(Self.base(plain)).",
                "충전기 식별자를 스스로 붙이는 기종에는 여기까지만 입력하십시오: \(Self.base(plain))"))
        }
        if hasTLS {
            rows += row("tls-url", request.text("URL with TLS", "TLS 접속 URL"), request.services.connectionURL(of: chargePoint.id, usesTLS: true), help: request.text(
                "The charge point must trust the root certificate of this server.", "충전기가 이 서버의 루트 인증서를 신뢰해야 합니다."))
        } else if profile >= .tlsWithBasic {
            rows += note(request.text(
                "This charge point needs TLS, but this server offers none: set tls.enabled in its configuration.",
                "이 충전기는 TLS가 필요하지만 서버에 TLS가 설정되어 있지 않습니다. 서버 설정에서 tls.enabled를 설정하십시오."))
        }
        rows += row("identity", request.text("Identity (ChargeBoxIdentity)", "충전기 식별자 (ChargeBoxIdentity)"), chargePoint.id)
        rows += row("subprotocol", request.text("Protocol", "프로토콜"), "ocpp1.6", help: request.text(
            "OCPP 1.6 JSON over WebSocket; not SOAP.", "WebSocket 기반 OCPP 1.6 JSON이며, SOAP이 아닙니다."))
        rows += "<div><dt>\(request.text("Security profile", "보안 프로파일"))</dt><dd>\(ProtectionWords.short(profile, request.language))</dd></div>"
        if let password {
            rows += row("user", request.text("User name (Basic authentication)", "사용자 이름 (Basic 인증)"), chargePoint.id)
            rows += row("password", request.text("Password (AuthorizationKey)", "비밀번호 (AuthorizationKey)"), password, help: request.text(
                "Shown this once: copy it or print the page. Afterwards only a new one can be made. 40 hexadecimal digits stand for a key of 20 bytes; most charge points take them as they are.",
                "지금 한 번만 표시됩니다. 복사하거나 인쇄해 두십시오. 이후에는 새로 만드는 방법뿐입니다. 40자리 16진수는 20바이트 키를 뜻하며, 대부분의 충전기에 그대로 입력하면 됩니다."))
        } else if chargePoint.hasPassword {
            rows += row("user", request.text("User name (Basic authentication)", "사용자 이름 (Basic 인증)"), chargePoint.id)
            rows += note(request.text("The password is the one that was set; it is not kept in readable form.", "비밀번호는 설정한 값이며, 읽을 수 있는 형태로 저장하지 않습니다."))
        }
        return "<dl class=\"access\">\(rows)</dl>\(settings)"
    }

    private func row(_ name: String, _ label: String, _ value: String, help: String? = nil) -> HTML {
        let note: HTML = help.map { "<p class=\"form-text\">\($0)</p>" } ?? ""
        return """
            <div><dt>\(label)</dt><dd><code class="access-value" id="access-\(name)" data-setting="\(name)" tabindex="0">\(value)</code> \
            <button type="button" class="btn btn-sm btn-secondary" data-copy="access-\(name)" data-done="\(request.text("Copied", "복사됨"))" hidden>\(request.text("Copy", "복사"))\
            <span class="visually-hidden"> \(label)</span></button>\(note)</dd></div>
            """
    }

    private func note(_ text: String) -> HTML { "<div><dt>\(request.text("Note", "참고"))</dt><dd><p class=\"form-text\">\(text)</p></dd></div>" }

    /// The URL without the identity.
    private static func base(_ url: String) -> String {
        url.lastIndex(of: "/").map { String(url[..<$0]) } ?? url
    }

    /// What is worth setting besides.
    private var settings: HTML {
        let rows: [(key: String, value: String, why: String)] = [
            ("WebSocketPingInterval", "60", request.text("finds lost links; 0 leaves it to the server", "연결 끊김 감지. 0이면 서버가 담당")),
            ("HeartbeatInterval", request.text("(from the server)", "(서버가 지정)"), request.text("is told with BootNotification", "BootNotification에서 통지")),
            ("MeterValueSampleInterval", "60", request.text("seconds between meter values of a session", "세션 중 계량값 전송 주기 (초)")),
            ("MeterValuesSampledData", "Energy.Active.Import.Register,Power.Active.Import", request.text("energy and power for the charts", "차트에 쓰이는 에너지와 전력")),
            ("StopTransactionOnEVSideDisconnect", "true", request.text("ends the session when the car is unplugged", "차량 분리 시 세션 종료")),
        ]
        let items = rows.reduce(into: HTML.empty) { html, row in
            html += "<tr><th scope=\"row\"><code>\(row.key)</code></th><td><code>\(row.value)</code></td><td>\(row.why)</td></tr>"
        }
        return """
            <h2 class="access-heading">\(request.text("Settings worth having", "권장 설정값"))</h2>
            <div class="table-responsive" tabindex="0"><table class="table data"><caption class="visually-hidden">\(request.text("Settings worth having", "권장 설정값"))</caption>\
            <thead><tr><th scope="col">\(request.text("Key", "키"))</th><th scope="col">\(request.text("Value", "값"))</th>\
            <th scope="col">\(request.text("Why", "이유"))</th></tr></thead><tbody>\(items)</tbody></table></div>
            """
    }

    /// The page that shows it once.
    func content(title: String, message: String) -> PageContent {
        PageContent(
            title, trail: [Link(request.text("Charge points", "충전기"), ChargePointListPage.path), Link(chargePoint.id, LocalPath.chargePoint(chargePoint.id))],
            actions: """
                <button type="button" class="btn btn-secondary" data-print hidden>\(request.text("Print", "인쇄"))</button>\
                \(ChargePointFrame.button(request.text("To the charge point", "충전기로 이동"), LocalPath.chargePoint(chargePoint.id), style: "btn-primary"))
                """,
            main: """
                \(Alert.html(.success, message))\(Panel.html(request.text("Type this into the charge point", "충전기에 입력할 내용"), html))
                <p class="detail">\(request.text(
                    "When it has connected, its page says so by itself. If it does not, its timeline tells which attempts were refused, and why.",
                    "연결되면 충전기 화면에 바로 표시됩니다. 연결되지 않으면 타임라인에서 거절된 시도와 이유를 확인하십시오."))</p>
                """)
    }
}

import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// One charge point at a glance: its connectors, what it is, how it is connected, what is odd.
struct ChargePointPage: ChargePointConsolePage {
    static let path = "/charge-points/{id}"
    static let operations: [OperationName] = ["changeChargePoint"]

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let frame = try await frame(request)
        let chargePoint = frame.chargePoint
        let connectors = LiveFragment(
            "connectors", [.statuses, .connections, .transactions, .meterValues, .operations], of: chargePoint.id,
            content: try await ConnectorCards(frame: frame, centralSystem: centralSystem).html())
        let state = LiveFragment(
            "state", [.connections, .statuses, .operations], of: chargePoint.id, content: state(frame))
        let deviations = try await centralSystem.deviations.list(chargePointKey: chargePoint.key)
        return .content(frame.content(.summary, actions: actions(frame), fragments: [state, connectors], main: """
            \(state.html)\(connectors.html)\(identity(frame))\(DeviationList(deviations: deviations, request: request).html)
            """))
    }

    /// Accepts or rejects a charge point that waits for it.
    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = request.parameters["id"] ?? ""
        try await request.submit("changeChargePoint", path: ["id": id])
        let isAccepted = request.form["registrationStatus"] == RegistrationStatus.accepted.rawValue
        return .redirect(LocalPath.chargePoint(id), .success(isAccepted
            ? request.text("The charge point is accepted. It will hear so with its next BootNotification.",
                "충전기를 승인했습니다. 다음 BootNotification에서 통지됩니다.")
            : request.text("The charge point is rejected.", "충전기를 거절했습니다.")))
    }

    private func actions(_ frame: ChargePointFrame) -> HTML {
        let request = frame.request
        guard request.may("sendCommand") else { return "" }
        return """
            \(ChargePointFrame.button(request.text("Reset", "재시작 (Reset)"), frame.path("reset"))) \
            \(ChargePointFrame.button(request.text("Change availability", "사용 가능 여부 변경"), frame.path("availability"))) \
            \(ChargePointFrame.button(request.text("All commands", "모든 명령"), frame.path("commands")))
            """
    }

    /// What it is now, in a line, and what that asks for.
    private func state(_ frame: ChargePointFrame) -> HTML {
        let (request, chargePoint) = (frame.request, frame.chargePoint)
        var html: HTML = "<p class=\"state-line\">\(StatusBadge.html(chargePoint.state, request.language)) "
        if let connection = chargePoint.connection {
            if chargePoint.isConnected {
                html += "<span>\(request.text("connected since", "연결 시작")) \(TimeText.html(connection.connectedAt))</span> "
            } else if let ended = connection.disconnectedAt {
                html += "<span>\(request.text("since", "오프라인 시작")) \(TimeText.html(ended))</span> "
                if let reason = connection.disconnectReason {
                    html += "<span class=\"detail\">\(ConnectionWords.reason(reason, request.language))</span> "
                }
            }
        }
        if let seen = chargePoint.lastSeenAt {
            html += "<span class=\"detail\">\(request.text("last heard", "마지막 수신")) \(TimeText.ago(seen, request))</span>"
        }
        html += "</p>\(registration(frame))"
        if chargePoint.connection == nil { html += neverConnected(frame) }
        return html
    }

    private func neverConnected(_ frame: ChargePointFrame) -> HTML {
        let request = frame.request
        return EmptyState.html(
            request.text("It has never connected", "아직 한 번도 연결되지 않았습니다"),
            request.text(
                "Type \(AccessCard.url(of: frame.chargePoint, request)) into it. Attempts that were refused, and why, are in its timeline.",
                "충전기에 다음 URL을 입력하십시오: \(AccessCard.url(of: frame.chargePoint, request)) 거절된 연결 시도와 그 이유는 타임라인에 있습니다."),
            actions: [Link(request.text("Open the timeline", "타임라인 열기"), frame.path(.timeline))])
    }

    private func registration(_ frame: ChargePointFrame) -> HTML {
        let (request, chargePoint) = (frame.request, frame.chargePoint)
        guard chargePoint.registrationStatus != .accepted else { return "" }
        let isPending = chargePoint.registrationStatus == .pending
        let text = isPending
            ? request.text(
                "This charge point waits to be accepted. Until then it may not charge anybody.",
                "이 충전기는 승인을 기다리고 있습니다. 승인 전에는 충전할 수 없습니다.")
            : request.text(
                "This charge point is rejected: it may not charge anybody.", "이 충전기는 거절된 상태로, 충전할 수 없습니다.")
        var buttons: HTML = ""
        if request.may("changeChargePoint") {
            buttons += Form.button(
                request, request.text("Accept it", "승인"), action: frame.path(),
                values: ["registrationStatus": RegistrationStatus.accepted.rawValue], style: "btn-primary")
            if isPending {
                buttons += " "
                buttons += Form.button(
                    request, request.text("Reject it", "거절"), action: frame.path(),
                    values: ["registrationStatus": RegistrationStatus.rejected.rawValue], style: "btn-danger")
            }
        }
        return "<div class=\"registration\">\(Alert.html(.warning, text))<p>\(buttons)</p></div>"
    }

    private func identity(_ frame: ChargePointFrame) -> HTML {
        let (request, chargePoint) = (frame.request, frame.chargePoint)
        let boot = chargePoint.bootNotification
        func text(_ value: String?) -> HTML { "\(value ?? "–")" }
        let what: [(name: String, value: HTML)] = [
            (request.text("Vendor", "제조사"), text(boot?.chargePointVendor)),
            (request.text("Model", "모델"), text(boot?.chargePointModel)),
            (request.text("Firmware", "펌웨어"), "<a href=\"\(frame.path(.firmware))\">\(boot?.firmwareVersion ?? "–")</a>"),
            (request.text("Serial number", "일련번호"), text(boot?.chargePointSerialNumber ?? boot?.chargeBoxSerialNumber)),
            (request.text("Last boot", "마지막 부팅"), TimeText.html(boot?.receivedAt, otherwise: request.text("never", "없음"))),
            (request.text("Group", "그룹"), text(chargePoint.group)),
            (request.text("Note", "메모"), DataText.html(chargePoint.note)),
        ]
        let connection = chargePoint.connection
        let offset = chargePoint.clockOffsetSeconds
        let how: [(name: String, value: HTML)] = [
            (request.text("URL", "URL"), "<code>\(AccessCard.url(of: chargePoint, request))</code>"),
            (request.text("Remote address", "원격 주소"), text(connection?.remoteAddress)),
            (
                request.text("Protection of the connection", "연결 보호"),
                text(connection?.security.map { security in
                    [ProtectionWords.short(security.profile, request.language), security.tlsVersion].compactMap { $0 }.joined(separator: " · ")
                })
            ),
            (request.text("Required at least", "최소 요구"), text(ProtectionWords.short(chargePoint.requiredSecurityProfile, request.language))),
            (request.text("Subprotocol", "서브프로토콜"), text(connection?.subprotocol)),
            (request.text("Clock", "시계"), text(offset.map { Self.clock($0, request) })),
            (request.text("SIM card (ICCID)", "SIM 카드 (ICCID)"), text(boot?.iccid)),
            (request.text("Meter", "계량기"), text([boot?.meterType, boot?.meterSerialNumber].compactMap { $0 }.joined(separator: " · ").textIfAny)),
        ]
        return """
            <div class="two-panels">\(Panel.html(request.text("What it is", "기본 정보"), Facts.html(what)))\
            \(Panel.html(request.text("How it is connected", "연결 정보"), Facts.html(how)))</div>
            """
    }

    private static func clock(_ offset: Double, _ request: ConsoleRequest) -> String {
        let seconds = Int(clamping: abs(offset).rounded())
        guard seconds > 2 else { return request.text("right", "정확함") }
        let span = Span.text(seconds: seconds, request.language)
        return offset > 0 ? request.text("\(span) fast", "\(span) 빠름") : request.text("\(span) slow", "\(span) 느림")
    }
}

extension String {
    /// Nil in place of an empty text.
    var textIfAny: String? { isEmpty ? nil : self }
}

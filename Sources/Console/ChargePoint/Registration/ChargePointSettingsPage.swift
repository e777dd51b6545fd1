import CentralSystem
import Markup
import OCPP16
import WebAPI

/// The registration of a charge point: what may be changed of it, and ways to what cannot be taken back.
struct ChargePointSettingsPage: ChargePointConsolePage {
    static let path = "/charge-points/{id}/settings"
    static let operations: [OperationName] = ["changeChargePoint", "deleteChargePoint", "disconnectChargePoint"]

    /// Where an empty field means that there shall be none.
    private static let nullable = [
        "group", "note", "serialNumber", "securityProfile", "settings.heartbeatIntervalSeconds", "settings.pingIntervalSeconds",
        "settings.requireSubprotocol", "settings.meterEnergyScale", "settings.automation",
    ]

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let frame = try await frame(request)
        let access = Panel.html(
            request.text("What the charge point needs to connect", "충전기 접속 정보"),
            actions: request.may("changeChargePoint") ? ChargePointFrame.button(request.text("New password", "새 비밀번호"), frame.path("password")) : "",
            AccessCard(request: request, chargePoint: frame.chargePoint).html)
        guard request.may("changeChargePoint") else { return .content(frame.content(.settings, main: access)) }
        let form = Panel.html(
            request.text("Registration", "등록 정보"), Form.html(request, "\(former(frame))\(fields(frame))", submit: request.text("Save", "저장")))
        return .content(frame.content(.settings, main: "\(form)\(access)\(danger(frame))"))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = request.parameters["id"] ?? ""
        var changing = request
        changing.form = FormerValues.changes(request.form)
        for name in Self.nullable where changing.form.pairs.contains(where: { $0.name == name && $0.value.isEmpty }) {
            changing.form = changing.form.with([name: "-"])
        }
        try await changing.submit("changeChargePoint", path: ["id": id])
        return .redirect(LocalPath.of(Self.path, ["id": id]), .success(request.text("The changes are saved.", "저장했습니다.")))
    }

    /// What the fields hold at first.
    private func former(_ frame: ChargePointFrame) -> HTML {
        let (chargePoint, settings) = (frame.chargePoint, frame.chargePoint.settings)
        return FormerValues.html(frame.request, [
            ("registrationStatus", chargePoint.registrationStatus.rawValue), ("group", chargePoint.group), ("note", chargePoint.note),
            ("securityProfile", chargePoint.securityProfile.map { String($0.rawValue) }), ("serialNumber", chargePoint.serialNumber),
            ("settings.heartbeatIntervalSeconds", settings.heartbeatIntervalSeconds.map(String.init)),
            ("settings.pingIntervalSeconds", settings.pingIntervalSeconds.map(String.init)),
            ("settings.requireSubprotocol", settings.requireSubprotocol.map(String.init)),
            ("settings.meterEnergyScale", scale(settings)), ("settings.automation", settings.automation.map(String.init)),
        ])
    }

    private func scale(_ settings: ChargePointSettings) -> String? {
        settings.meterEnergyScale.map { $0 == $0.rounded() ? String(Int($0)) : String($0) }
    }

    private func fields(_ frame: ChargePointFrame) -> HTML {
        let (request, chargePoint) = (frame.request, frame.chargePoint)
        let settings = chargePoint.settings
        let byDefault = request.text("Empty: as the server is set.", "비우면 서버 기본값")
        func truth(_ name: String, _ label: String, _ value: Bool?, _ help: String) -> HTML {
            FormField(request: request, name: name, label: label, help: help, value: value.map(String.init)).choice([
                .init("", request.text("As the server is set", "서버 기본값")), .init("true", request.text("Yes", "예")), .init("false", request.text("No", "아니요")),
            ])
        }
        return """
            \(FormField(
                request: request, name: "registrationStatus", label: request.text("Registration", "등록 상태"),
                help: request.text("What its BootNotification is answered with.", "BootNotification에 대한 응답"), value: chargePoint.registrationStatus.rawValue,
                isRequired: true
            ).choice(RegistrationStatus.allCases.map { .init($0.rawValue) }))\
            \(FormField(request: request, name: "group", label: request.text("Group", "그룹"), value: chargePoint.group).text(limits: ["maxlength": "100"]))\
            \(FormField(request: request, name: "note", label: request.text("Note", "메모"), value: chargePoint.note).area(rows: 3))\
            \(FormField(
                request: request, name: "securityProfile", label: request.text("Security profile", "보안 프로파일"),
                help: request.text("Below this it is refused. Raising it here may end its connection.", "이보다 낮은 연결은 거절합니다. 높이면 현재 연결이 끊길 수 있습니다."),
                value: chargePoint.securityProfile.map { String($0.rawValue) }
            ).choice(ProtectionWords.options(request.language)))\
            \(FormField(
                request: request, name: "serialNumber", label: request.text("Serial number in its certificate", "인증서의 일련번호"),
                help: request.text("Only where the certificate is made out to it and not to the identity.", "인증서가 충전기 식별자가 아닌 일련번호로 발급된 경우에만 입력합니다."),
                value: chargePoint.serialNumber
            ).text(limits: ["maxlength": "25"]))\
            \(FormField(
                request: request, name: "settings.heartbeatIntervalSeconds", label: request.text("Seconds between heartbeats", "Heartbeat 주기 (초)"), help: byDefault,
                value: settings.heartbeatIntervalSeconds.map(String.init)).number(1...86_400))\
            \(FormField(
                request: request, name: "settings.pingIntervalSeconds", label: request.text("Seconds between WebSocket pings", "WebSocket ping 주기 (초)"),
                help: request.text("0: none. Empty: as the server is set.", "0이면 보내지 않음, 비우면 서버 기본값"),
                value: settings.pingIntervalSeconds.map(String.init)).number(0...3_600))\
            \(truth(
                "settings.requireSubprotocol", request.text("Refuse it without the subprotocol ocpp1.6", "서브프로토콜 ocpp1.6이 없으면 거절"), settings.requireSubprotocol,
                request.text("Some old charge points do not name it.", "일부 구형 충전기는 서브프로토콜을 보내지 않습니다.")))\
            \(FormField(
                request: request, name: "settings.meterEnergyScale", label: request.text("Factor for its energy values", "에너지 값 배율"),
                help: request.text("1000 for one that sends kWh and calls them Wh. Empty: none.", "kWh를 Wh로 잘못 표기하는 충전기는 1000. 비우면 적용하지 않음"),
                value: scale(settings)
            ).text(type: "text", limits: ["inputmode": "decimal"]))\
            \(truth(
                "settings.automation", request.text("The server may send what nobody asked for", "서버의 자동 명령 허용"), settings.automation,
                request.text("Such as GetConfiguration after a boot.", "예: 부팅 후 GetConfiguration")))
            """
    }

    private func danger(_ frame: ChargePointFrame) -> HTML {
        let request = frame.request
        var buttons: HTML = ""
        if request.may("disconnectChargePoint"), frame.chargePoint.isConnected {
            buttons += ChargePointFrame.button(request.text("Close its connection", "연결 끊기"), frame.path("disconnect"))
            buttons += " "
        }
        if request.may("deleteChargePoint") {
            buttons += ChargePointFrame.button(request.text("Remove the charge point", "충전기 제거"), frame.path("remove"), style: "btn-danger")
        }
        return Panel.html(request.text("What ends something", "연결 종료와 제거"), "<p>\(buttons)</p>")
    }
}

/// Asks before a charge point is removed.
struct RemoveChargePointPage: ChargePointConsolePage {
    static let path = "/charge-points/{id}/remove"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["deleteChargePoint"]

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let frame = try await frame(request)
        return .content(Confirmation.content(
            request, title: request.text("Remove \(frame.id)?", "\(frame.id) 충전기를 제거할까요?"),
            consequence: request.text(
                "Its connection is closed and it is refused from now on. Its sessions and messages stay and keep its name; registered again, it continues them. While a session is open it cannot be removed.",
                "연결이 끊기고 이후의 연결은 거절됩니다. 세션과 메시지는 그대로 남으며, 다시 등록하면 이어집니다. 진행 중인 세션이 있으면 제거할 수 없습니다."),
            submit: request.text("Remove it", "제거"), back: frame.path(.settings), trail: frame.trail(.settings)))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = request.parameters["id"] ?? ""
        try await request.call("deleteChargePoint", .init(path: ["id": id]))
        return .redirect(ChargePointListPage.path, .success(request.text("\(id) is removed.", "\(id) 충전기를 제거했습니다.")))
    }
}

/// Asks before a connection is closed.
struct DisconnectChargePointPage: ChargePointConsolePage {
    static let path = "/charge-points/{id}/disconnect"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["disconnectChargePoint"]

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let frame = try await frame(request)
        return .content(Confirmation.content(
            request, title: request.text("Close the connection of \(frame.id)?", "\(frame.id)의 연결을 끊을까요?"),
            consequence: request.text(
                "The charge point will usually connect again within a minute. Sessions go on meanwhile.",
                "충전기는 보통 1분 안에 다시 연결됩니다. 진행 중인 세션은 계속됩니다."),
            submit: request.text("Close it", "연결 끊기"), back: frame.path(.settings), trail: frame.trail(.settings)))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = request.parameters["id"] ?? ""
        try await request.call("disconnectChargePoint", .init(path: ["id": id]))
        return .redirect(LocalPath.chargePoint(id), .success(request.text("The connection is being closed.", "연결을 끊고 있습니다.")))
    }
}

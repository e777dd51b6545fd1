import CentralSystem
import Markup
import WebAPI

/// Every message that can be sent to one charge point, by feature profile.
struct CommandListPage: ConsolePage {
    static let path = "/charge-points/{id}/commands"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["sendCommand"]

    let chargePoints: ChargePointService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let chargePoint = try await chargePoints.get(request.parameters["id"] ?? "")
        let profiles = FeatureProfile.allCases.reduce(into: HTML.empty) { html, profile in
            let commands = CommandDescription.all.filter { $0.profile == profile }
            html += Panel.html(profile.name(request.language), """
                <p class="form-text">\(profile.purpose(request.language))</p><ul class="commands">\
                \(commands.map { Self.row($0, chargePoint, request) })</ul>
                """)
        }
        return .content(PageContent(
            request.text("Send a command", "명령 보내기"), trail: ChargePointTrail.links(chargePoint.id, request),
            main: "\(ChargePointNotice.html(chargePoint, request))\(QuickCommands.html(chargePoint.id, request))\(profiles)"))
    }

    private static func row(_ command: CommandDescription, _ chargePoint: ChargePoint, _ request: ConsoleRequest) -> HTML {
        let purpose = command.purpose(request.language)
        guard request.may(command.role) else {
            return """
                <li><span class="command-name">\(command.action)</span><span>\(purpose) \
                <span class="form-text">\(request.text("Needs the role administrator.", "administrator 역할이 필요합니다."))</span></span></li>
                """
        }
        let path = LocalPath.of(CommandPage.path, ["id": chargePoint.id, "action": command.action])
        return "<li><a class=\"command-name\" href=\"\(path)\">\(command.action)</a><span>\(purpose)</span></li>"
    }
}

/// The pages above one that belongs to a charge point.
enum ChargePointTrail {
    static func links(_ id: String, _ request: ConsoleRequest, _ further: [Link] = []) -> [Link] {
        [Link(request.text("Charge points", "충전기"), ChargePointListPage.path), Link(id, LocalPath.chargePoint(id))] + further
    }
}

/// What one should know before sending something to a charge point.
enum ChargePointNotice {
    static func html(_ chargePoint: ChargePoint, _ request: ConsoleRequest) -> HTML {
        guard !chargePoint.isConnected else { return "" }
        return Alert.html(.warning, request.text(
            "\(chargePoint.id) is not connected. Nothing can be sent until it connects again.",
            "\(chargePoint.id) 충전기가 연결되어 있지 않습니다. 다시 연결될 때까지 아무것도 보낼 수 없습니다."))
    }
}

/// The few that matter, one click away.
enum QuickCommands {
    static func html(_ id: String, _ request: ConsoleRequest) -> HTML {
        let links = [
            ("start", request.text("Start a session", "충전 시작")), ("stop", request.text("Stop a session", "충전 종료")),
            ("unlock", request.text("Unlock a connector", "커넥터 잠금 해제")), ("availability", request.text("Change availability", "운영 상태 변경")),
            ("reset", request.text("Reset", "재시작")),
        ]
        let buttons = links.map { link -> HTML in
            "<a class=\"btn btn-secondary\" href=\"\(LocalPath.chargePoint(id))/\(link.0)\">\(link.1)</a> "
        }
        return "<p class=\"quick\">\(buttons)</p>"
    }
}

import CentralSystem
import Markup
import WebAPI

/// Taking a connector, or a whole charge point, out of service or back into it.
struct AvailabilityPage: ConsolePage {
    static let path = "/charge-points/{id}/availability"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["sendCommand"]

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let page = try await QuickPage(request, centralSystem)
        let connector = page.connectorField(
            request, help: request.text("The whole charge point means all of its connectors.", "충전기 전체는 모든 커넥터를 뜻합니다."),
            whole: request.text("The whole charge point", "충전기 전체"))
        let type = FormField(
            request: request, name: "type", label: request.text("Make it", "변경할 상태"), value: request.query["type"] ?? "Inoperative",
            isRequired: true
        ).choice([
            .init("Inoperative", request.text("Unavailable (Inoperative): takes no new sessions", "사용 불가 (Inoperative): 새 세션을 받지 않음")),
            .init("Operative", request.text("Available (Operative): can be used again", "사용 가능 (Operative): 다시 사용")),
        ])
        return page.content(
            request,
            title: request.text("Change the availability of \(page.chargePoint.id)?", "\(page.chargePoint.id)의 운영 상태를 변경할까요?"),
            consequence: request.text(
                "Made unavailable, it refuses drivers until it is made available again, also after a restart. A session that is running is finished first (ChangeAvailability).",
                "사용 불가로 바꾸면 다시 사용 가능으로 바꿀 때까지(재시작 후에도) 운전자를 받지 않습니다. 진행 중인 세션은 끝까지 진행됩니다(ChangeAvailability)."),
            submit: request.text("Change it", "변경"),
            facts: page.sessionsNotice(request), fields: "\(type)\(connector)")
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        guard let connector = request.form.integer("connectorId") else {
            throw Problem.invalidMember("connectorId", request.text("Choose a connector.", "커넥터를 선택하십시오."))
        }
        return try await CommandSending.send(
            "ChangeAvailability", .object(["connectorId": .integer(connector), "type": .string(request.form["type"] ?? "")]),
            to: request.parameters["id"] ?? "", request)
    }
}

import CentralSystem
import Markup
import WebAPI

/// Releasing a cable.
struct UnlockPage: ConsolePage {
    static let path = "/charge-points/{id}/unlock"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["sendCommand"]

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let page = try await QuickPage(request, centralSystem)
        let connector = page.connectorField(
            request, help: request.text("The connector whose lock shall open.", "잠금을 해제할 커넥터입니다."))
        return page.content(
            request, title: request.text("Unlock a connector of \(page.chargePoint.id)?", "\(page.chargePoint.id)의 커넥터 잠금을 해제할까요?"),
            consequence: request.text(
                "The lock of the connector opens, so that the cable can be taken out. A session that is running there ends first (UnlockConnector).",
                "커넥터 잠금이 풀려 케이블을 뺄 수 있습니다. 진행 중인 세션은 먼저 종료됩니다(UnlockConnector)."),
            submit: request.text("Unlock it", "잠금 해제"),
            facts: page.sessionsNotice(request), fields: connector)
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        guard let connector = request.form.integer("connectorId") else {
            throw Problem.invalidMember("connectorId", request.text("Choose a connector.", "커넥터를 선택하십시오."))
        }
        return try await CommandSending.send(
            "UnlockConnector", .object(["connectorId": .integer(connector)]), to: request.parameters["id"] ?? "", request)
    }
}

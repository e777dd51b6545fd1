import CentralSystem
import Markup
import WebAPI

/// Restarting a charge point.
struct ResetPage: ConsolePage {
    static let path = "/charge-points/{id}/reset"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["sendCommand"]

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let page = try await QuickPage(request, centralSystem)
        let type = FormField(
            request: request, name: "type", label: request.text("How", "방식"),
            help: request.text("Try Soft first. Hard is for a charge point that no longer does what it should.", "Soft를 먼저 시도하십시오. Hard는 정상 동작하지 않을 때 사용합니다."),
            value: request.query["type"] ?? "Soft", isRequired: true
        ).choice([
            .init("Soft", request.text("Soft – ends sessions in good order, restarts the software", "Soft – 세션을 정상 종료하고 소프트웨어를 다시 시작")),
            .init("Hard", request.text("Hard – at once, as if the power were cut", "Hard – 전원을 껐다 켜듯 즉시 다시 시작")),
        ])
        return page.content(
            request, title: request.text("Reset \(page.chargePoint.id)?", "\(page.chargePoint.id) 충전기를 재시작할까요?"),
            consequence: request.text(
                "The charge point restarts. Every session at it ends, it is offline for some minutes, and then boots again (Reset).",
                "충전기가 다시 시작합니다. 모든 충전 세션이 종료되고 몇 분 동안 오프라인이 된 뒤 다시 부팅합니다(Reset)."),
            submit: request.text("Reset it", "재시작"), facts: page.sessionsNotice(request), fields: type)
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        try await CommandSending.send(
            "Reset", .object(["type": .string(request.form["type"] ?? "")]), to: request.parameters["id"] ?? "", request)
    }
}

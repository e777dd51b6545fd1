import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// Stands between an operator and a session that is closed by hand.
struct CloseSessionPage: ConsolePage {
    static let path = "/sessions/{id}/close"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["closeTransaction"]

    /// What the page said that will be billed; `-` for nothing yet.
    private static let expected = "expectedEnergyWh"

    let transactions: TransactionService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let session = try await SessionPage.session(request, transactions)
        let page = SessionListPage.path(of: session.id)
        guard session.state != .closed else {
            return .redirect(page, .warning(request.text("Session \(session.id) is closed already.", "이미 종료된 세션입니다: \(session.id)")))
        }
        let billed = try await transactions.energyIfClosed(session.id)
        let energy =
            billed.map {
                request.text(
                    "It will be billed \(Quantity.energy($0)), by its last good meter value.",
                    "마지막 정상 계량값에 따라 \(Quantity.energy($0))로 청구됩니다.")
            }
            ?? request.text(
                "It has no meter value with energy, so you will have to decide its energy afterwards.",
                "에너지 계량값이 없어 종료 후 에너지를 직접 결정해야 합니다.")
        var consequence = request.text(
            "The session ends in our books alone: nothing is sent to the charge point. \(energy) A StopTransaction that still comes replaces this.",
            "이 서버의 기록에서만 세션이 종료되며 충전기에는 아무것도 보내지 않습니다. \(energy) 나중에 StopTransaction이 오면 그 값으로 대체됩니다.")
        if session.state == .open {
            consequence += " " + request.text(
                "The charge point may still be charging: to end that, stop it instead.", "충전이 계속되고 있을 수 있습니다. 충전을 끝내려면 대신 충전 종료를 사용하십시오.")
        }
        let reason = FormField(
            request: request, name: "reason", label: request.text("Why", "사유"),
            help: request.text("Kept with the session and in the audit log.", "세션과 감사 기록에 남습니다."))
        return .content(Confirmation.content(
            request, title: request.text("Close session \(session.id) by hand?", "세션 \(session.id) 수동 종료"),
            consequence: consequence, submit: request.text("Close it", "종료 처리"), back: page,
            trail: [
                Link(request.text("Sessions", "충전 세션"), SessionListPage.path),
                Link(request.text("Session \(session.id)", "충전 세션 \(session.id)"), page),
            ], fields: "\(reason.text(limits: ["maxlength": "1000"]))\(Form.hidden([Self.expected: billed.map { String($0.value) } ?? "-"]))"))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = request.parameters["id"] ?? ""
        try await request.submit("closeTransaction", path: ["id": id])
        return .redirect(
            "\(SessionListPage.path)/\(LocalPath.encoded(id))", .success(request.text("Session \(id) is closed.", "세션을 종료 처리했습니다: \(id)")))
    }

    static func path(of id: Int) -> String { "\(SessionListPage.path(of: id))/close" }
}

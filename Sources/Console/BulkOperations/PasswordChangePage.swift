import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// New passwords for many charge points: for which ones, then the question, then a bulk operation. Nobody sees the passwords.
struct PasswordChangePage: ConsolePage {
    static let path = "/password-changes"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["changeChargePointPasswords"]
    /// Says that the question was seen.
    private static let isConfirmed = "_confirmed"
    private static let wait = "_waitHours"

    let chargePoints: ChargePointService
    let bulkOperations: BulkOperationService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        if request.form.isEmpty, let targets = BulkTargets(request.query) { return try await question(targets, request) }
        return .content(PageContent(
            request.text("New passwords for many charge points", "여러 충전기의 새 비밀번호"), trail: trail(request),
            main: """
                <p class="command-introduction">\(request.text(
                    "Each charge point that you choose gets a random password of its own (AuthorizationKey). Nothing is sent yet.",
                    "선택한 충전기마다 서로 다른 임의의 비밀번호(AuthorizationKey)를 보냅니다. 아직 보내지 않습니다."))</p>
                \(Form.html(request, BulkTargets.fields(request), submit: request.text("Go on", "다음")))
                """))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        guard let targets = BulkTargets(request.form) else {
            throw Problem.invalidMember("ids", request.text(
                "Name at least one charge point, or say what they have in common.", "충전기를 하나 이상 적거나 조건을 입력하십시오."))
        }
        guard request.form[Self.isConfirmed] != nil else { return try await question(targets, request) }
        let deadline = request.form.integer(Self.wait).map { request.now.advanced(bySeconds: min(max(0, $0), 720) * 3600) }
        let result = try await request.call("changeChargePointPasswords", .init(body: .object([
            "target": try await targets.target(request, chargePoints, bulkOperations), "deadline": deadline.map { .string($0.rfc3339) },
        ])))
        return .redirect(
            BulkOperationPage.path(of: Int64(result.body["id"]?.int ?? 0)),
            .success(request.text("It has begun. This page shows how far it is.", "시작했습니다. 이 페이지에서 진행 상황을 볼 수 있습니다.")))
    }

    /// Before anything is sent.
    private func question(_ targets: BulkTargets, _ request: ConsoleRequest) async throws -> PageAnswer {
        var inner = request
        // What came in were the choices of the step before.
        if request.form[Self.isConfirmed] == nil { inner.form = Fields() }
        let wait = FormField(
            request: inner, name: Self.wait, label: request.text("Wait for those that are offline", "오프라인 충전기 대기"),
            help: request.text("Hours; left empty, they get the result “not connected” at once.", "시간 단위입니다. 비우면 오프라인 충전기는 즉시 ‘연결되지 않음’이 됩니다.")
        ).number(1...720)
        let meant = try await targets.meant(request, chargePoints, bulkOperations)
        let fields: HTML = """
            <p class="felt">\(try await targets.describe(request, chargePoints, ids: meant))</p>\
            <ul><li>\(request.text(
                "A charge point that accepts its new password needs it from its next connection on; the connection that it has stays.",
                "새 비밀번호를 받아들인 충전기는 다음 연결부터 그 비밀번호를 사용하며 현재 연결은 유지됩니다."))</li>\
            <li>\(request.text(
                "One that refuses it, or does not know it, keeps the old one. One that does not answer may use either until it connects again.",
                "거절하거나 지원하지 않는 충전기는 기존 비밀번호를 유지합니다. 응답하지 않은 충전기는 다시 연결할 때까지 둘 다 사용할 수 있습니다."))</li>\
            <li>\(request.text(
                "The passwords are shown to nobody, not even once. To type one into a charge point by hand, use the password page of that charge point.",
                "비밀번호는 누구에게도 표시하지 않습니다. 충전기에 직접 입력하려면 그 충전기의 비밀번호 페이지를 이용하십시오."))</li></ul>\
            \(wait)\(targets.hidden(showing: meant))\(Form.hidden([Self.isConfirmed: "true"]))
            """
        return .content(Confirmation.content(
            request, title: request.text("Give them new passwords?", "새 비밀번호를 보낼까요?"),
            consequence: request.text(
                "Each of these charge points is sent a random password of its own (ChangeConfiguration of AuthorizationKey).",
                "이 충전기들에 서로 다른 임의의 비밀번호를 보냅니다(AuthorizationKey의 ChangeConfiguration)."),
            submit: request.text("Send new passwords", "새 비밀번호 보내기"), back: BulkOperationListPage.path, trail: trail(request), fields: fields))
    }

    private func trail(_ request: ConsoleRequest) -> [Link] { [Link(request.text("Bulk operations", "일괄 작업"), BulkOperationListPage.path)] }
}

import CentralSystem
import HTTPTypes
import Hummingbird
import Markup
import OCPPJ
import WebAPI

/// The same command for many charge points: for which, what, and its form. One page, whose steps are forms; nothing is kept until it
/// is sent. The list of charge points leads here with those that were chosen.
struct NewBulkOperationPage: ConsolePage {
    static let path = "/bulk-operations/new"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["createBulkOperation"]
    private static let action = "_action"
    /// Says that the form of the command was seen, and is what came in.
    private static let isFilled = "_filled"
    private static let parallelism = "_parallelism"
    private static let wait = "_waitHours"

    let chargePoints: ChargePointService
    let bulkOperations: BulkOperationService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let fields = request.form.isEmpty ? request.query : request.form
        let targets = BulkTargets(fields)
        guard let targets, let command = fields[Self.action].flatMap({ CommandDescription.of($0) }), request.may(command.role) else {
            return try await beginning(targets, request)
        }
        return try await form(command, targets, request)
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        guard request.form[Self.isFilled] != nil, request.form[CommandForm.more] == nil,
            let targets = BulkTargets(request.form), let command = request.form[Self.action].flatMap({ CommandDescription.of($0) })
        else { return try await show(request) }
        let deadline = request.form.integer(Self.wait).map { request.now.advanced(bySeconds: min(max(0, $0), 24 * 30) * 3600) }
        let payload = try CommandText.payload(command, request)
        let result = try await request.call(
            "createBulkOperation",
            .init(body: .object([
                "action": .string(command.action), "payload": payload, "target": try await targets.target(request, chargePoints, bulkOperations),
                "parallelism": request.form.integer(Self.parallelism).map(JSONText.integer),
                "deadline": deadline.map { .string($0.rfc3339) },
            ])))
        return .redirect(
            BulkOperationPage.path(of: Int64(result.body["id"]?.int ?? 0)),
            .success(request.text("It has begun. This page shows how far it is.", "시작했습니다. 이 페이지에서 진행 상황을 볼 수 있습니다.")))
    }

    private func trail(_ request: ConsoleRequest) -> [Link] { [Link(request.text("Bulk operations", "일괄 작업"), BulkOperationListPage.path)] }

    /// For which charge points, and what.
    private func beginning(_ targets: BulkTargets?, _ request: ConsoleRequest) async throws -> PageAnswer {
        let which: HTML
        if let targets {
            which = "<p>\(try await targets.describe(request, chargePoints))</p>\(targets.hidden)"
        } else {
            let nothing: HTML = request.request.method != .post ? "" : Alert.html(.warning, request.text("Choose at least one charge point.", "충전기를 하나 이상 선택하십시오."))
            which = "\(nothing)\(BulkTargets.fields(request))"
        }
        let options = CommandDescription.all.filter { request.may($0.role) }.map { command in
            FormField.Option(command.action, "\(command.action) – \(command.purpose(request.language))")
        }
        let what = FormField(
            request: request, name: Self.action, label: request.text("Command", "명령"),
            help: request.text("Its form comes next. Nothing is sent yet.", "다음 단계에서 내용을 입력합니다. 아직 보내지 않습니다."),
            value: request.query[Self.action], isRequired: true
        ).choice([.init("", request.text("Choose …", "선택하십시오 …"))] + options)
        return .content(PageContent(
            request.text("New bulk operation", "새 일괄 작업"), trail: trail(request),
            main: Form.html(request, "\(which)\(what)", submit: request.text("Go on", "다음"))))
    }

    /// The form of the command.
    private func form(_ command: CommandDescription, _ targets: BulkTargets, _ request: ConsoleRequest) async throws -> PageAnswer {
        // What came in were the choices of the step before: the fields of the command begin as always.
        var inner = request
        if request.form[Self.isFilled] == nil { inner.form = Fields() }
        let ids = try await targets.meant(request, chargePoints, bulkOperations)
        let which = try await targets.describe(request, chargePoints, ids: ids)
        let hidden: HTML = "\(targets.hidden(showing: ids))\(Form.hidden([Self.action: command.action, Self.isFilled: "1"]))"
        let wait = FormField(
            request: inner, name: Self.wait, label: request.text("Wait for those that are offline", "오프라인 충전기 대기"),
            help: request.text("Hours; left empty, they get the result “not connected” at once.", "시간 단위입니다. 비우면 오프라인 충전기는 즉시 ‘연결되지 않음’이 됩니다.")
        ).number(1...720)
        let parallelism = FormField(
            request: inner, name: Self.parallelism, label: request.text("At a time", "동시 실행 수"),
            help: request.text("How many charge points get it at the same time; the server decides when left empty.", "동시에 보낼 충전기 수입니다. 비우면 서버가 정합니다.")
        ).number(1...1000)
        let options: HTML = "<fieldset class=\"field group\"><legend>\(request.text("How", "실행 방법"))</legend>\(wait)\(parallelism)</fieldset>"
        let submit = request.text("Send \(command.action) to all of them", "모두에게 \(command.action) 보내기")
        let fields = CommandForm(request: inner).html(command.members)
        return .content(PageContent(
            request.text("\(command.action) in bulk", "\(command.action) 일괄 작업"), trail: trail(request),
            main: """
                \(CommandText.introduction(command, request))<p class="felt">\(which)</p>\
                \(Form.html(request, "\(hidden)\(fields)\(options)", submit: submit, style: "btn-danger"))\
                \(CommandText.json(command, inner, hidden: hidden, submit: submit))
                """))
    }
}

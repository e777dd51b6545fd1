import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// Installs a template on many charge points.
struct InstallTemplatePage: ConsolePage {
    static let path = "/smart-charging/templates/{name}/install"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["installChargingProfileTemplate"]

    let profiles: ChargingProfileService
    let bulk: BulkOperationService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let template = try await profiles.template(request.parameters["name"] ?? "")
        let connector = template.values.chargingProfilePurpose == .txProfile ? "1" : "0"
        let time = LocalTime(request)
        let fields: HTML = """
            \(TargetForm(request: request).html)
            \(FormField(
                request: request, name: "connectorId", label: request.text("Connector", "커넥터"),
                help: request.text(
                    "0 is the charge point as a whole: of a TxDefaultProfile, every connector of it.", "0은 충전기 전체입니다. TxDefaultProfile이면 모든 커넥터에 적용됩니다."),
                value: connector, isRequired: true).number(0...100))
            \(FormField(
                request: request, name: "deadline", label: request.text("Wait for charge points that are offline until", "오프라인 충전기를 기다릴 기한") + " (\(time.zone))",
                help: request.text("Empty: they are not waited for.", "비워 두면 기다리지 않습니다.")).text(type: "datetime-local"))
            \(FormField(
                request: request, name: "parallelism", label: request.text("How many at a time", "동시 처리 수"),
                help: request.text("Empty: the server’s setting.", "비워 두면 서버 설정을 따릅니다.")).number(1...1000))
            """
        return .content(PageContent(
            request.text("Install \(template.name)", "\(template.name) 설치"),
            trail: TemplatePage.trail(request) + [Link(template.name, TemplatePage.of(template.name))],
            main: """
                <p class="lead">\(request.text(
                    "Each charge point gets SetChargingProfile with a profile made for it. One that it has with the same purpose and stack level on the same connector is replaced.",
                    "각 충전기에 SetChargingProfile을 보냅니다. 같은 커넥터에 용도와 stackLevel이 같은 프로파일이 있으면 대체됩니다."))</p>
                \(Form.html(request, fields, submit: request.text("Go on", "다음")))
                """))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        if TargetConfirmation.goesBack(request) { return try await show(request) }
        let form = ScheduleForm(request)
        let name = request.parameters["name"] ?? ""
        let target = try TargetForm(request: request).target()
        let body = JSONText.object([
            "connectorId": .integer(try form.integer("connectorId", 0...1000) ?? 0), "target": target,
            "parallelism": try form.integer("parallelism", 1...1000).map { .integer($0) },
            "deadline": try form.moment("deadline").map { .string($0.rfc3339) },
        ])
        let confirmation = try await TargetConfirmation(request, target, bulk)
        guard confirmation.isConfirmed else {
            return .content(confirmation.content(
                title: request.text("Install \(name)?", "\(name) 템플릿을 설치할까요?"),
                consequence: request.text(
                    "Each charge point gets SetChargingProfile at once. Profiles with the same purpose and stack level are replaced.",
                    "각 충전기에 SetChargingProfile을 바로 보냅니다. 용도와 stackLevel이 같은 프로파일은 대체됩니다."),
                submit: request.text("Install it", "설치"), trail: TemplatePage.trail(request) + [Link(name, TemplatePage.of(name))]))
        }
        let result = try await request.call("installChargingProfileTemplate", .init(path: ["name": name], body: body))
        return .redirect(InstallPage.of(Int64(result.body["id"]?.int ?? 0)), .success(request.text("It is under way.", "설치를 시작했습니다.")))
    }
}

/// The bulk installs.
struct InstallListPage: ConsolePage {
    static let path = "/smart-charging/installs"

    let bulk: BulkOperationService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let page = try await bulk.list(kind: ChargingProfileTemplateExecutor.kind, request.page(limit: 25))
        let content: HTML
        if page.items.isEmpty {
            content = EmptyState.html(
                request.text("Nothing was installed in bulk yet", "아직 일괄 설치가 없습니다"),
                request.text("Open a template and install it on many charge points at once.", "템플릿을 열어 여러 충전기에 한 번에 설치하십시오."),
                actions: [Link(request.text("To the templates", "템플릿으로"), TemplateListPage.path)])
        } else {
            content = DataTable(
                request: request, caption: request.text("Bulk installs", "일괄 설치"), columns: Self.columns(request), rows: page.items,
                next: page.nextCursor
            ).html
        }
        let list = LiveFragment("installs", [.operations, .messages], content: content)
        return .content(PageContent(
            request.text("Bulk installs of charging profiles", "충전 프로파일 일괄 설치"), trail: TemplatePage.trail(request),
            fragments: [list], main: "\(Console.smartChargingTabs(request))\(list.html)"))
    }

    private static func columns(_ request: ConsoleRequest) -> [Column<BulkOperation>] {
        [
            Column(request.text("Started", "시작")) { "<a href=\"\(InstallPage.of($0.id))\">\(TimeText.html($0.createdAt))</a>" },
            Column(request.text("Template", "템플릿")) { "\(InstallPage.template($0) ?? "–")" },
            Column(request.text("State", "상태")) { InstallPage.state($0, request) },
            Column(request.text("Result", "결과")) { operation in
                let progress = operation.progress
                return "\(request.text("\(Quantity.count(progress.succeeded)) accepted, \(Quantity.count(progress.finished)) of \(Quantity.count(progress.total)) done", "수락 \(Quantity.count(progress.succeeded)), 완료 \(Quantity.count(progress.finished))/\(Quantity.count(progress.total))"))"
            },
            Column(request.text("By", "요청자"), isSecondary: true) { "\(Said(request).who($0.requestedBy))" },
        ]
    }
}

/// One bulk install with its progress.
struct InstallPage: ConsolePage {
    static let path = "/smart-charging/installs/{operation}"
    static let operations: [OperationName] = ["retryBulkOperation"]

    let bulk: BulkOperationService

    static func of(_ id: Int64) -> String { "/smart-charging/installs/\(id)" }

    static func template(_ operation: BulkOperation) -> String? {
        (try? JSONNode.parse(operation.parameters))?["templateName"]?.string
    }

    static func state(_ operation: BulkOperation, _ request: ConsoleRequest) -> HTML {
        switch operation.state {
        case .preparing: StatusBadge.html(request.text("Preparing", "준비 중"), .occupied)
        case .running: StatusBadge.html(request.text("Running", "진행 중"), .charging)
        case .cancelling: StatusBadge.html(request.text("Stopping", "중지 중"), .warning)
        case .cancelled: StatusBadge.html(request.text("Stopped", "중지됨"), .neutral)
        case .completed: StatusBadge.html(request.text("Done", "완료"), operation.progress.succeeded == operation.progress.total ? .good : .warning)
        }
    }

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let operation = try await Self.operation(request, bulk)
        let outcome: BulkOutcome? = try request.condition("outcome")
        let results = try await bulk.results(of: operation.id, outcome: outcome, request.page())
        let progress = operation.progress
        let name = Self.template(operation) ?? ""
        let bar = ProgressBar.html(
            request, done: progress.finished, total: progress.total, good: progress.succeeded, bad: progress.finished - progress.succeeded)
        let facts = Facts.html([
            (request.text("State", "상태"), Self.state(operation, request)),
            (request.text("Accepted", "수락"), "\(Quantity.count(progress.succeeded))"),
            (request.text("Not accepted", "실패"), "\(Quantity.count(progress.finished - progress.succeeded))"),
            (request.text("Still to come", "남음"), "\(Quantity.count(progress.total - progress.finished))"),
            (request.text("Started", "시작"), "\(TimeText.html(operation.createdAt)) · \(Said(request).who(operation.requestedBy))"),
        ])
        let summary = LiveFragment("summary", [.messages, .operations], content: "\(bar)\(facts)<div class=\"panel-end\">\(buttons(operation, request))</div>")
        let table = LiveFragment("results", [.messages, .operations], content: DataTable(
            request: request, caption: request.text("Charge points", "충전기"), columns: columns(request), rows: results.items,
            next: results.nextCursor
        ).html)
        let filter = FilterForm(
            request: request,
            fields: [Filter.choice(request, request.text("Result", "결과"), name: "outcome", BulkOutcome.allCases.map { .init($0.rawValue, Self.word($0, request)) })],
            names: ["outcome"])
        return .content(PageContent(
            request.text("Install of \(name)", "\(name) 설치 현황"),
            trail: TemplatePage.trail(request) + [Link(request.text("Bulk installs", "일괄 설치"), InstallListPage.path)],
            fragments: [summary, table],
            main: "\(Panel.html(request.text("Progress", "진행"), summary.html))\(filter.html)\(table.html)"))
    }

    private func buttons(_ operation: BulkOperation, _ request: ConsoleRequest) -> HTML {
        if operation.finishedAt == nil, operation.state != .cancelling, request.may("cancelBulkOperation") {
            return "<a class=\"btn btn-secondary\" href=\"\(Self.of(operation.id))/stop\">\(request.text("Stop: send nothing more", "중지: 더 보내지 않기"))</a>"
        }
        let failed = operation.progress.finished - operation.progress.succeeded
        guard operation.finishedAt != nil, failed > 0, request.may("retryBulkOperation") else { return "" }
        return Form.button(
            request, request.text("Try those \(failed) again", "실패한 \(failed)개 다시 시도"), action: Self.of(operation.id), values: ["verb": "retry"])
    }

    private func columns(_ request: ConsoleRequest) -> [Column<BulkTarget>] {
        [
            Column(request.text("Charge point", "충전기")) { "<a href=\"\(LocalPath.chargePoint($0.chargePointId))\">\($0.chargePointId)</a>" },
            Column(request.text("Result", "결과")) { row in
                let word = row.result.status ?? Self.word(row.result.outcome, request)
                return StatusBadge.html(word, !row.result.outcome.isFinal ? .occupied : row.result.succeeded ? .good : .bad)
            },
            Column(request.text("Details", "상세")) { "\($0.result.text ?? "")" },
            Column(request.text("When", "시각"), isSecondary: true) { TimeText.html($0.finishedAt) },
        ]
    }

    static func word(_ outcome: BulkOutcome, _ request: ConsoleRequest) -> String {
        switch outcome {
        case .waiting: request.text("Waits for its turn", "대기 중")
        case .waitingForConnection: request.text("Waits for its connection", "연결 대기")
        case .inProgress: request.text("Under way", "진행 중")
        case .answered: request.text("Answered", "응답함")
        case .callError: "CALLERROR"
        case .timedOut: request.text("No answer in time", "응답 시간 초과")
        case .disconnected: request.text("Connection lost", "연결 끊김")
        case .notConnected: request.text("Not connected", "연결되지 않음")
        case .queueFull: request.text("Too many commands waited", "명령 대기열이 가득 참")
        case .interrupted: request.text("Server stopped meanwhile", "서버 중지로 중단됨")
        case .unknownChargePoint: request.text("Not registered", "등록되지 않음")
        case .cancelled: request.text("Stopped before its turn", "차례 전에 중지됨")
        case .failed: request.text("Failed", "실패")
        }
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        guard request.form["verb"] == "retry" else {
            throw Problem(.invalidRequest, request.text("Choose what to do.", "할 일을 선택하십시오."))
        }
        let id = try await Self.operation(request, bulk).id
        try await request.call("retryBulkOperation", .init(path: ["bulkOperationId": String(id)], body: .object([])))
        return .redirect(request.path, .success(request.text("They are tried again.", "다시 시도합니다.")))
    }

    /// The bulk operation of the address.
    ///
    /// - Throws: `Problem` for one that is no install.
    static func operation(_ request: ConsoleRequest, _ bulk: BulkOperationService) async throws -> BulkOperation {
        let operation = try await bulk.get(request.parameters["operation"].flatMap { Int64($0) } ?? 0)
        guard operation.kind == ChargingProfileTemplateExecutor.kind else {
            throw Problem(.notFound, request.text("There is no such install.", "해당 설치가 없습니다."))
        }
        return operation
    }
}

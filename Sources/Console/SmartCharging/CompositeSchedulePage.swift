import CentralSystem
import ChargingSchedules
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// The limits of a connector over time, computed here, with their reasons; and what the charge point itself says.
struct CompositeSchedulePage: ConsolePage {
    static let path = "/charge-points/{id}/composite-schedule"
    static let operations: [OperationName] = ["askForCompositeSchedule"]

    let centralSystem: CentralSystem

    static func of(_ id: String, connector: Int) -> String { "\(LocalPath.of(path, ["id": id]))?connectorId=\(connector)" }

    /// What may be asked for, in hours.
    private static let hours = [1, 6, 24, 72, 168]

    /// What is looked at: from the address, or from the form that asks the charge point.
    private struct Question {
        let connectorId: Int
        let seconds: Int
        let unit: ChargingRateUnitType

        init(_ fields: Fields) {
            connectorId = min(max(fields.integer("connectorId") ?? 0, 0), Int(Int32.max))
            let hours = fields.integer("hours") ?? 24
            seconds = (CompositeSchedulePage.hours.contains(hours) ? hours : 24) * 3600
            unit = fields.value("unit") ?? .amperes
        }

        var query: [(name: String, value: String)] {
            [("connectorId", String(connectorId)), ("hours", String(seconds / 3600)), ("unit", unit.rawValue)]
        }
    }

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = request.parameters["id"] ?? ""
        let chargePoint = try await centralSystem.chargePoints.get(id)
        let question = Question(request.query)
        let connectors = try await centralSystem.connectors.list(chargePointKey: chargePoint.key).map(\.connectorId).filter { $0 > 0 }
        let computed = try await centralSystem.chargingProfiles.compositeSchedule(
            CompositeScheduleQuery(connectorId: question.connectorId, duration: try Seconds(question.seconds), unit: question.unit), of: id)
        let new: HTML =
            request.may("installChargingProfile")
            ? "<a class=\"btn btn-primary\" href=\"\(LocalPath.chargePoint(id))/charging-profiles/new?connectorId=\(question.connectorId)\">\(request.text("New charging profile", "새 충전 프로파일"))</a>" : ""
        return .content(PageContent(
            request.text("Composite schedule", "합성 스케줄"), trail: NewProfilePage.trail(id, request), actions: new, hasCharts: true,
            main: """
                \(filter(question, connectors, request))\(explained(computed, request))
                \(try await comparison(id, question, request))
                """))
    }

    private func filter(_ question: Question, _ connectors: [Int], _ request: ConsoleRequest) -> HTML {
        let words = ScheduleWords(request)
        let known = Set([0, question.connectorId] + connectors).sorted()
        return ChoiceForm(
            request: request, submit: request.text("Show", "보기"),
            choices: [
                .init(
                    name: "connectorId", label: request.text("Of", "대상"), options: known.map { .init(String($0), words.connector($0)) },
                    current: String(question.connectorId)),
                .init(
                    name: "hours", label: request.text("For the next", "기간"),
                    options: Self.hours.map { .init(String($0), $0 < 48 ? request.text("\($0) h", "\($0)시간") : request.text("\($0 / 24) days", "\($0 / 24)일")) },
                    current: String(question.seconds / 3600)),
                .init(name: "unit", label: request.text("In", "단위"), options: [.init("A"), .init("W")], current: question.unit.rawValue),
            ]
        ).html
    }

    private func explained(_ computed: ComputedSchedule, _ request: ConsoleRequest) -> HTML {
        let schedule = computed.schedule
        let words = ScheduleWords(request)
        let now = schedule.periods.first
        let lead: HTML = now.map { period in
            "<p class=\"lead\"><strong>\(words.limit(period.limit, period.unit))</strong> \(request.text("now", "현재")). \(words.reason(period))</p>"
        } ?? ""
        let transaction: HTML =
            computed.transactionId.map { "<p class=\"form-text\">\(request.text("Transaction \($0) is going on.", "트랜잭션 \($0) 진행 중."))</p>" }
            ?? (schedule.request.connectorId == 0
                ? "" : "<p class=\"form-text\">\(request.text("No transaction is going on: these are the limits for one that starts now.", "진행 중인 트랜잭션이 없습니다. 지금 시작하는 트랜잭션의 제한입니다."))</p>")
        let chart = ScheduleChart(request: request).compared(
            [(request.text("Limit", "제한"), schedule)], id: "composite", title: request.text("Limit that holds", "적용되는 제한"))
        return """
            \(lead)\(transaction)\(Panel.html(request.text("Limits", "제한"), chart))
            \(Panel.html(request.text("Layers", "계층"), LayerPicture(schedule: schedule, request: request).html))
            \(Panel.html(request.text("When, how much, why", "시점, 제한, 이유"), ScheduleTables.composite(schedule, request)))
            """
    }

    /// What the charge point answered last, beside ours.
    private func comparison(_ id: String, _ question: Question, _ request: ConsoleRequest) async throws -> HTML {
        let reports = try await centralSystem.chargingProfiles.compositeScheduleReports(of: id, supply: ElectricalSupply(), .init(limit: 10)).items
        let ask: HTML =
            request.may("askForCompositeSchedule")
            ? Form.button(
                request, request.text("Ask the charge point now", "충전기에 지금 물어보기"), action: request.path,
                values: ["connectorId": String(question.connectorId), "hours": String(question.seconds / 3600), "unit": question.unit.rawValue]) : ""
        let last = reports.first { $0.report.request.connectorId.value == question.connectorId }
        let content: HTML =
            last.map { compared($0, request) }
            ?? EmptyState.html(
                request.text("The charge point was not asked yet", "아직 충전기에 묻지 않았습니다"),
                request.text(
                    "It can compute its own schedule from what it has (GetCompositeSchedule). Where the two differ, it does something else than you think.",
                    "충전기는 가진 프로파일로 스스로 스케줄을 계산합니다(GetCompositeSchedule). 둘이 다르면 충전기가 예상과 다르게 동작하고 있는 것입니다."))
        return Panel.html(request.text("What the charge point says", "충전기의 답"), actions: ask, content)
    }

    private func compared(_ compared: ComparedSchedule, _ request: ConsoleRequest) -> HTML {
        let report = compared.report
        let asked: HTML = "<p class=\"form-text\">\(request.text("Asked", "요청 시각")): \(TimeText.html(report.requestedAt)) · \(Said(request).who(report.requestedBy))</p>"
        guard let comparison = compared.comparison, let schedule = compared.computed?.schedule, let answer = report.answer?.chargingSchedule else {
            let reason = report.reason.map { Said(request).text($0) } ?? request.text(
                "It answered \(report.answer?.status.rawValue ?? "–") and gave no schedule.", "응답: \(report.answer?.status.rawValue ?? "–"). 스케줄은 없었습니다.")
            return "\(asked)\(Alert.html(.warning, reason))"
        }
        let words = ScheduleWords(request)
        let verdict: HTML =
            comparison.agrees
            ? "<p>\(StatusBadge.html(request.text("Both agree", "서로 일치합니다"), .good))</p>"
            : "<p>\(StatusBadge.html(request.text("They differ", "서로 다릅니다"), .warning))</p>"
        let items = comparison.differences.prefix(50).reduce(into: HTML.empty) { html, difference in
            html += "<li>\(TimeText.html(difference.start)) – \(TimeText.html(difference.end)): \(words.difference(difference))</li>"
        }
        let moments = ScheduleChart.moments(from: schedule.request.start, seconds: schedule.request.duration.value)
        let start = report.answer?.scheduleStart?.timestamp ?? schedule.request.start
        let chart = ScheduleChart(request: request).compared(
            [(request.text("Computed here", "서버 계산"), schedule)], id: "answered", title: request.text("Ours and the charge point’s", "서버 계산과 충전기의 답"),
            more: [.init(name: request.text("Charge point", "충전기"), values: ScheduleChart.answered(answer, from: start, at: moments))])
        let clock: HTML =
            abs(compared.startOffset ?? 0) > 60
            ? Alert.html(.warning, request.text(
                "Its schedule starts \(Int(clamping: compared.startOffset ?? 0)) s from its answer: its clock may be wrong, and then it obeys its profiles at the wrong time.",
                "스케줄 시작이 응답 시각과 \(Int(clamping: compared.startOffset ?? 0))초 다릅니다. 충전기 시계가 틀리면 프로파일이 엉뚱한 시각에 적용됩니다.")) : ""
        return "\(verdict)\(clock)<ul>\(items)</ul>\(chart)\(asked)"
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = request.parameters["id"] ?? ""
        let question = Question(request.form)
        let result = try await request.call("askForCompositeSchedule", .init(
            path: ["id": id],
            body: .object([
                "connectorId": .integer(question.connectorId), "duration": .integer(question.seconds), "chargingRateUnit": .string(question.unit.rawValue),
            ])))
        let flash: Flash =
            switch result.body["agrees"]?.bool {
            case true?: .success(request.text("The charge point’s schedule agrees with ours.", "충전기의 스케줄이 서버 계산과 일치합니다."))
            case false?: .warning(request.text("The charge point’s schedule differs from ours: see below.", "충전기의 스케줄이 서버 계산과 다릅니다. 아래를 확인하십시오."))
            case nil: .warning(request.text("The charge point gave no schedule: see below.", "충전기가 스케줄을 보내지 않았습니다. 아래를 확인하십시오."))
            }
        return .redirect(Fields(question.query).url(LocalPath.of(Self.path, ["id": id])), flash)
    }
}

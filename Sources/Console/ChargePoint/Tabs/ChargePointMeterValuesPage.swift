import CentralSystem
import Markup
import OCPP16
import OCPPJ

/// What a charge point measured: the power and energy of one of its sessions as a chart, and the samples as they came.
struct ChargePointMeterValuesPage: ChargePointConsolePage {
    static let path = "/charge-points/{id}/meter-values"
    /// Points of the chart; a session of an hour has sixty.
    private static let chartPoints = 400
    /// Rows of the list below it.
    private static let rows = 50
    /// How many sessions may be chosen from.
    private static let shownSessions = 20
    /// Stands for what belongs to no session.
    private static let withoutSession = "none"

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let frame = try await frame(request)
        let sessions = try await centralSystem.transactions.list(.init(chargePointID: frame.id), .init(limit: Self.shownSessions)).items
        let chosen = request.query["session"]
        let session = chosen == Self.withoutSession ? nil : chosen.flatMap { Int($0) } ?? sessions.first?.id
        let reference = frame.chargePoint.reference
        let page = try await centralSystem.meterValues.newest(of: reference, transaction: session, request.page(limit: Self.rows))
        let values = try await centralSystem.meterValues.newest(of: reference, transaction: session, .init(limit: Self.chartPoints)).items
        let live = LiveFragment(
            "values", [.meterValues, .transactions], of: frame.id, content: content(frame, session, values: values, page: page))
        return .content(frame.content(
            .meterValues, fragments: request.query["cursor"] == nil ? [live] : [], hasCharts: true,
            main: "\(choice(request, sessions, session))\(request.query["cursor"] == nil ? live.html : live.content)"))
    }

    private func choice(_ request: ConsoleRequest, _ sessions: [Transaction], _ session: Int?) -> HTML {
        var options = sessions.map { found in
            FormField.Option(String(found.id), request.text(
                "\(found.id) · connector \(found.connectorId) · \(found.idTag) · \(TimeText.utc(found.startTimestamp))",
                "\(found.id) · 커넥터 \(found.connectorId) · \(found.idTag) · \(TimeText.utc(found.startTimestamp))"))
        }
        if let session, !sessions.contains(where: { $0.id == session }) { options.append(.init(String(session))) }
        options.append(.init(Self.withoutSession, request.text("Outside of sessions", "세션 밖의 계량값")))
        let list = options.reduce(into: HTML.empty) { html, option in
            let isChosen = option.value == session.map(String.init) ?? Self.withoutSession
            let mark: HTML = isChosen ? " selected" : ""
            html += "<option value=\"\(option.value)\"\(mark)>\(option.label)</option>"
        }
        return """
            <form class="filter" method="get" action="\(request.path)"><div class="filter-field filter-search">\
            <label for="filter-session">\(request.text("Session", "세션"))</label>\
            <select class="form-select" id="filter-session" name="session">\(list)</select></div>\
            <div class="filter-end"><button class="btn btn-primary">\(request.text("Show", "보기"))</button></div></form>
            """
    }

    private func content(_ frame: ChargePointFrame, _ session: Int?, values: [RecordedMeterValue], page: Page<RecordedMeterValue>) -> HTML {
        let request = frame.request
        guard !values.isEmpty else {
            return EmptyState.html(
                request.text("There are no meter values", "계량값이 없습니다"),
                session == nil
                    ? request.text(
                        "What a charge point measures outside of sessions appears here; ClockAlignedDataInterval makes it send some.",
                        "세션 밖에서 측정한 값이 여기에 나타납니다. ClockAlignedDataInterval을 설정하면 보고합니다.")
                    : request.text(
                        "The charge point has sent none for this session. MeterValueSampleInterval in its configuration says how often it shall.",
                        "이 세션의 계량값이 아직 없습니다. 설정값 MeterValueSampleInterval이 전송 주기를 정합니다."),
                actions: [Link(request.text("To its configuration", "설정값으로"), frame.path(.configuration))])
        }
        return "\(charts(values, request))\(table(page, request))"
    }

    private func charts(_ values: [RecordedMeterValue], _ request: ConsoleRequest) -> HTML {
        var glances = values.reversed().map(MeterGlance.init)
        for index in glances.indices.dropFirst() where glances[index].watts == nil {
            glances[index].watts = glances[index].watts(since: glances[index - 1])
        }
        let times = glances.map(\.at)
        let first = glances.lazy.compactMap(\.register).first
        let power = Chart(
            id: "power", kind: .area, title: request.text("Power", "전력"), unit: "kW", labels: .times(times),
            series: [.init(name: request.text("Power", "전력"), values: glances.map { $0.watts.map { $0 / 1000 } })], size: "medium")
        let energy = Chart(
            id: "energy", kind: .line, title: request.text("Energy since the first value shown", "표시된 첫 값 이후 에너지"), unit: "kWh",
            labels: .times(times),
            series: [.init(name: request.text("Energy", "에너지"), values: glances.map { glance in
                glance.register.flatMap { register in first.map { (register - $0) / 1000 } }
            })], size: "medium")
        func panel(_ chart: Chart) -> HTML { "<section class=\"panel\">\(chart.html(request))</section>" }
        var charts = panel(power) + panel(energy)
        if glances.contains(where: { $0.stateOfCharge != nil }) {
            let battery = Chart(
                id: "battery", kind: .line, title: request.text("Battery of the vehicle", "차량 배터리"), unit: "%", labels: .times(times),
                series: [.init(name: "SoC", values: glances.map(\.stateOfCharge))], size: "small")
            charts += panel(battery)
        }
        return "<div class=\"two-panels\">\(charts)</div>"
    }

    private func table(_ page: Page<RecordedMeterValue>, _ request: ConsoleRequest) -> HTML {
        DataTable(
            request: request, caption: request.text("Meter values", "계량값"),
            columns: [
                Column(request.text("Time", "시각")) { TimeText.html($0.timestamp) },
                Column(request.text("Connector", "커넥터"), isNumber: true) { "\($0.connectorId)" },
                Column(request.text("Samples", "샘플")) { Self.samples($0) },
                Column(request.text("Set aside", "제외됨"), isSecondary: true) { found in
                    "\((found.setAside.map(\.reason) + found.flags.map(\.detail)).map { Said(request).text($0) }.joined(separator: "; "))"
                },
            ], rows: page.items, next: page.nextCursor
        ).html
    }

    private static func samples(_ value: RecordedMeterValue) -> HTML {
        "<ul class=\"samples\">" + value.samples.reduce(into: HTML.empty) { html, sample in
            let number = sample.value.map { Quantity.decimal($0, places: $0 == $0.rounded() ? 0 : 2) } ?? sample.text
            let phase = sample.phase.map { " \($0)" } ?? ""
            html += "<li><span class=\"detail\">\(sample.measurand.rawValue)\(phase)</span> \(number) \(sample.unit == "Percent" ? "%" : sample.unit ?? "")</li>"
        } + "</ul>"
    }
}

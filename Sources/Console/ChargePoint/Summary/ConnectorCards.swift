import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// The connectors of a charge point with what goes on at each, and what can be done about it.
struct ConnectorCards: Sendable {
    let frame: ChargePointFrame
    let centralSystem: CentralSystem

    private var request: ConsoleRequest { frame.request }

    /// A session that is open at a connector, and what was measured of it last.
    private struct Running: Sendable {
        let transaction: Transaction
        let glance: MeterGlance?
    }

    func html() async throws -> HTML {
        let key = frame.chargePoint.key
        let connectors = try await centralSystem.connectors.list(chargePointKey: key)
        let open = try await centralSystem.transactions.openTransactions(chargePointKeys: [key])[key] ?? [:]
        let requests = try await centralSystem.availability.list(chargePointKeys: [key])[key] ?? ConnectorRequests()
        var running: [Int: Running] = [:]
        for (connectorId, id) in open { running[connectorId] = try await session(id) }
        let known = Set(connectors.map(\.connectorId)).union(open.keys)
        guard !known.isEmpty else {
            guard frame.chargePoint.connection != nil else { return "" }
            return EmptyState.html(
                request.text("No connector has reported its status yet", "상태를 보고한 커넥터가 아직 없습니다"),
                request.text(
                    "Charge points report after they booted. Ask for it with TriggerMessage for StatusNotification, or reset the charge point.",
                    "충전기는 부팅 후 상태를 보고합니다. TriggerMessage로 StatusNotification을 요청하거나 충전기를 재시작하십시오."),
                actions: request.may("sendCommand")
                    ? [Link(request.text("Ask for its status", "상태 요청"), frame.path("commands/TriggerMessage"))] : [])
        }
        let cards = known.filter { $0 > 0 }.sorted().reduce(into: HTML.empty) { html, id in
            html += card(id, connectors.first { $0.connectorId == id }, running[id], requests)
        }
        return "\(whole(connectors.first { $0.connectorId == 0 }, requests))<ul class=\"connector-cards\">\(cards)</ul>"
    }

    private func session(_ id: Int) async throws -> Running? {
        guard let transaction = try await centralSystem.transactions.get(id) else { return nil }
        let values = try await centralSystem.meterValues.newest(of: frame.chargePoint.reference, transaction: id, .init(limit: 2))
        return Running(transaction: transaction, glance: MeterGlance.latest(values.items))
    }

    /// The charge point as a whole, where it says something that its connectors do not.
    private func whole(_ connector: Connector?, _ requests: ConnectorRequests) -> HTML {
        guard let report = connector?.report, report.status != .available else { return "" }
        return """
            <p class="state-line"><strong>\(request.text("The charge point as a whole", "충전기 전체"))</strong> \
            \(StatusBadge.html(report.status)) \(error(report)) \(asked(0, report, requests))</p>
            """
    }

    private func card(_ id: Int, _ connector: Connector?, _ running: Running?, _ requests: ConnectorRequests) -> HTML {
        let report = connector?.report
        let status = report.map { StatusBadge.html($0.status) } ?? StatusBadge.html(request.text("no report", "보고 없음"), .neutral)
        let since: HTML = report.map { TimeText.html($0.timestamp ?? $0.receivedAt) } ?? ""
        return """
            <li class="connector-card" data-connector="\(id)"><div class="connector-head"><h2>\(request.text("Connector", "커넥터")) \(id)</h2>\
            \(status)<span class="detail">\(since)</span></div>\
            \(report.map(error))\(session(running))\(asked(id, report, requests))\(buttons(id, running, report))</li>
            """
    }

    private func error(_ report: Connector.Report) -> HTML {
        let details = [report.info, report.vendorErrorCode.map { code in
            [report.vendorId, code].compactMap { $0 }.joined(separator: " ")
        }].compactMap { $0?.textIfAny }
        guard report.errorCode != .noError || !details.isEmpty else { return "" }
        let code: HTML = report.errorCode == .noError ? "" : "<strong>\(report.errorCode.rawValue)</strong> "
        let help = ErrorCodeWords.help(report.errorCode, request.language).map { text -> HTML in "<br><span class=\"detail\">\(text)</span>" }
        let words: HTML = details.isEmpty ? "" : DataText.html(details.joined(separator: " · "))
        return "<p class=\"connector-error\">\(code)\(words)\(help)</p>"
    }

    private func session(_ running: Running?) -> HTML {
        guard let running else { return "" }
        let transaction = running.transaction
        var facts: [(name: String, value: HTML)] = [
            (request.text("Session", "세션"), "<a href=\"/sessions/\(transaction.id)\">\(transaction.id)</a>"),
            ("idTag", "<a href=\"/id-tags/\(LocalPath.encoded(transaction.idTag))\">\(transaction.idTag)</a>"),
            (
                request.text("Since", "시작"),
                "\(TimeText.html(transaction.startTimestamp)) (\(Span.text(seconds: Int(clamping: request.now.seconds(since: transaction.startTimestamp)), request.language)))"
            ),
            (request.text("Energy", "에너지"), "\(transaction.lastEnergy.map(Quantity.energy) ?? "–")"),
        ]
        facts.append((request.text("Power", "전력"), "<strong class=\"power\">\(running.glance?.watts.map { Quantity.power(watts: Int(clamping: $0.rounded())) } ?? "–")</strong>"))
        if let charge = running.glance?.stateOfCharge {
            facts.append((request.text("Battery", "배터리"), "\(Quantity.decimal(charge, places: 0)) %"))
        }
        if let at = transaction.lastMeterValueAt { facts.append((request.text("Measured", "측정"), TimeText.ago(at, request))) }
        let refused: HTML = transaction.authorizationStatus == .accepted ? "" : Alert.html(.warning, request.text(
            "The idTag was answered \(transaction.authorizationStatus.rawValue); the charge point should end this session by itself.",
            "idTag 응답: \(transaction.authorizationStatus.rawValue). 충전기가 이 세션을 스스로 종료해야 합니다."))
        return "\(refused)\(Facts.html(facts))"
    }

    /// What was asked of its availability and has not come true.
    private func asked(_ id: Int, _ report: Connector.Report?, _ requests: ConnectorRequests) -> HTML {
        guard let asked = requests.availability(of: id, report: report), asked.connectorId == id || asked.state == .scheduled else { return "" }
        switch asked.state {
        case .scheduled:
            return "<p class=\"detail\">\(request.text("Becomes \(asked.type.rawValue) when its session ends.", "세션이 끝나면 \(asked.type.rawValue) 상태가 됩니다."))</p>"
        case .inForce where asked.type == .inoperative:
            return "<p class=\"detail\">\(request.text("Made unavailable by \(Said(request).who(asked.requestedBy)).", "사용 불가로 설정됨 (요청자: \(Said(request).who(asked.requestedBy)))"))</p>"
        default: return ""
        }
    }

    /// What is one click away. Only what makes sense now is offered.
    private func buttons(_ id: Int, _ running: Running?, _ report: Connector.Report?) -> HTML {
        guard request.may("sendCommand"), frame.chargePoint.isConnected else { return "" }
        var html: HTML = "<p class=\"connector-buttons\">"
        func add(_ text: String, _ below: String, _ style: String) {
            html += ChargePointFrame.button(text, frame.path(below), style: "btn-sm \(style)")
            html += " "
        }
        if let running, request.may("createRemoteStop") {
            add(request.text("Stop", "충전 종료"), "stop?transactionId=\(running.transaction.id)", "btn-danger")
        } else if running == nil, request.may("createRemoteStart"), report?.status != .faulted, report?.status != .unavailable {
            add(request.text("Start", "충전 시작"), "start?connectorId=\(id)", "btn-primary")
        }
        add(request.text("Unlock", "잠금 해제"), "unlock?connectorId=\(id)", "btn-secondary")
        if report?.status == .unavailable {
            add(request.text("Make available", "사용 가능으로"), "availability?connectorId=\(id)&type=Operative", "btn-secondary")
        } else {
            add(request.text("Make unavailable", "사용 불가로"), "availability?connectorId=\(id)&type=Inoperative", "btn-secondary")
        }
        return html + "</p>"
    }
}

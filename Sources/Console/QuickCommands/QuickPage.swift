import CentralSystem
import Markup
import OCPP16
import WebAPI

/// What the pages for the few commands that matter need of their charge point.
struct QuickPage: Sendable {
    let chargePoint: ChargePoint
    /// Without the charge point as a whole.
    let connectors: [Connector]
    /// The sessions that go on, newest first.
    let sessions: [Transaction]

    init(_ request: ConsoleRequest, _ centralSystem: CentralSystem) async throws {
        chargePoint = try await centralSystem.chargePoints.get(request.parameters["id"] ?? "")
        connectors = try await centralSystem.connectors.list(chargePointKey: chargePoint.key).filter { $0.connectorId > 0 }
            .sorted { $0.connectorId < $1.connectorId }
        sessions = try await centralSystem.transactions.list(
            TransactionFilter(chargePointID: chargePoint.id, state: .open), PageRequest(limit: 20)
        ).items
    }

    /// What was typed, or what the link said.
    static func value(_ name: String, _ request: ConsoleRequest) -> String? { request.form[name] ?? request.query[name] }

    /// The page between the button and the deed.
    func content(
        _ request: ConsoleRequest, title: String, consequence: String, submit: String, facts: HTML = "", fields: HTML, style: String = "btn-danger"
    ) -> PageAnswer {
        let content = Confirmation.content(
            request, title: title, consequence: consequence, submit: submit, back: LocalPath.chargePoint(chargePoint.id),
            trail: ChargePointTrail.links(chargePoint.id, request), fields: "\(facts)\(fields)", style: style)
        var page = content
        page.main = "\(ChargePointNotice.html(chargePoint, request))\(content.main)"
        return .content(page)
    }

    /// One of the connectors, with what each does now.
    func connectorField(_ request: ConsoleRequest, help: String, any: String? = nil, whole: String? = nil, isRequired: Bool = true) -> HTML {
        var options: [FormField.Option] = []
        if let any { options.append(.init("", any)) }
        if let whole { options.append(.init("0", whole)) }
        let asked = Self.value("connectorId", request)
        var known = connectors.map { connector in
            FormField.Option(
                String(connector.connectorId),
                "\(connector.connectorId)\(connector.report.map { " – \($0.status.rawValue)" } ?? "")\(running(on: connector.connectorId, request))")
        }
        if known.isEmpty { known = [.init("1")] }
        if let asked, Int(asked) != nil, asked != "0", !known.contains(where: { $0.value == asked }) { known.append(.init(asked)) }
        return FormField(
            request: request, name: "connectorId", label: request.text("Connector", "커넥터"), help: help,
            value: asked ?? (any != nil || whole != nil ? options.first?.value : known.first?.value), isRequired: isRequired
        ).choice(options + known)
    }

    /// The session of a connector, in the words of an option.
    private func running(on connector: Int, _ request: ConsoleRequest) -> String {
        guard let session = sessions.first(where: { $0.connectorId == connector }) else { return "" }
        return request.text(", session \(session.id) is running", ", 충전 세션 \(session.id) 진행 중")
    }

    /// The sessions that may be felt by what is to be done: all of the charge point, because the connector is chosen in the same form.
    func sessionsNotice(_ request: ConsoleRequest) -> HTML {
        guard !sessions.isEmpty else {
            return "<p class=\"form-text\">\(request.text("No session is running at this charge point, as far as is known.", "이 충전기에 진행 중인 충전 세션이 없습니다."))</p>"
        }
        let items = sessions.map { "<li>\(Self.describe($0, request))</li>" as HTML }
        return """
            <div class="felt">\(Icon.charging.html) \(request.text("Sessions that are running:", "진행 중인 충전 세션:"))<ul>\(items)</ul></div>
            """
    }

    static func describe(_ session: Transaction, _ request: ConsoleRequest) -> HTML {
        let energy: HTML = session.lastEnergy.map { ", \(Quantity.energy($0))" } ?? ""
        return """
            \(request.text("Session", "세션")) <a href="/sessions/\(session.id)">\(session.id)</a>, \
            \(request.text("connector", "커넥터")) \(session.connectorId), idTag \(session.idTag)\(energy), \
            \(request.text("began", "시작:")) \(TimeText.ago(session.startTimestamp, request))
            """
    }
}

import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// Asks a charge point to keep a connector for a driver.
struct NewReservationPage: ConsolePage {
    static let path = "/reservations/new"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["createReservation"]

    let chargePoints: ChargePointService
    let connectors: ConnectorService

    /// The lengths that are offered, in minutes.
    private static let minutes = [15, 30, 60, 120, 240, 480, 1440]
    /// A year.
    private static let mostMinutes = 525_600

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let identity = request.form["chargePointId"] ?? request.query["chargePoint"]
        let known = try await connectors(of: identity)
        return .content(PageContent(
            request.text("Reserve a connector", "커넥터 예약"),
            trail: [Link(request.text("Reservations", "예약"), ReservationListPage.path)],
            main: """
                <p>\(request.text(
                    "The charge point is asked with ReserveNow and answers at once. It then keeps the connector for this idTag until the time is over or a session uses it.",
                    "충전기에 ReserveNow를 보내며 바로 응답이 옵니다. 수락되면 만료되거나 세션에 사용될 때까지 이 idTag를 위해 커넥터를 비워 둡니다."))</p>
                \(Form.html(request, fields(identity, known, request), submit: request.text("Reserve", "예약하기")))
                """))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let form = request.form
        let connector = form["connectorId"].map { text in Int(text).map(JSONText.integer) ?? .string(text) }
        let until = form["expiryDate"].map { text in JSONText.string(LocalTime(request).moment(text)?.rfc3339 ?? text) }
        let minutes = try ScheduleForm(request).integer("minutes", 1...Self.mostMinutes)
        let answer = try await request.call(
            "createReservation",
            .init(
                body: .object([
                    "chargePointId": form["chargePointId"].map(JSONText.string), "connectorId": connector,
                    "idTag": form["idTag"].map(JSONText.string), "parentIdTag": form["parentIdTag"].map(JSONText.string),
                    // A moment that was given says more than a length that stood there already.
                    "expiryDate": until, "expirySeconds": until == nil ? minutes.map { .integer($0 * 60) } : nil,
                ])))
        let id = answer.body["id"]?.int ?? 0
        let state = answer.body["state"]?.string.flatMap { ReservationState(rawValue: $0) } ?? .requested
        let text = "\(request.text("Reservation \(id)", "예약 \(id)")): \(state.word(request.language)). \(state.meaning(request.language))"
        return .redirect("\(ReservationListPage.path)/\(id)", state == .active ? .success(text) : .warning(text))
    }

    /// The connectors of a charge point that is named; nil when none is, or there is no such charge point.
    private func connectors(of identity: String?) async throws -> [Connector]? {
        guard let identity, let chargePoint = try? await chargePoints.get(identity) else { return nil }
        return try await connectors.list(chargePointKey: chargePoint.key).filter { $0.connectorId > 0 }
    }

    private func fields(_ identity: String?, _ known: [Connector]?, _ request: ConsoleRequest) -> HTML {
        let zone = LocalTime(request).zone
        let chargePoint = FormField(
            request: request, name: "chargePointId", label: request.text("Charge point", "충전기"),
            help: request.text("Its whole identity.", "전체 식별자를 입력하십시오."), value: identity, isRequired: true, suggestions: .chargePoints)
        let connector = FormField(
            request: request, name: "connectorId", label: request.text("Connector", "커넥터"),
            help: request.text("0: any connector, where the charge point supports it.", "0은 모든 커넥터(충전기가 지원하는 경우)입니다."),
            value: request.query["connectorId"] ?? (known?.isEmpty == false ? "1" : nil), isRequired: true)
        let idTag = FormField(
            request: request, name: "idTag", label: "idTag", help: request.text("The driver.", "운전자의 idTag."),
            value: request.query["idTag"], isRequired: true, suggestions: .idTags)
        let parent = FormField(
            request: request, name: "parentIdTag", label: request.text("Group (parentIdTag)", "그룹 (parentIdTag)"),
            help: request.text("Empty: the group of the idTag, if it has one.", "비우면 idTag의 그룹을 사용합니다."))
        let minutes = FormField(
            request: request, name: "minutes", label: request.text("For how long", "예약 시간"), value: "60", isRequired: true)
        let until = FormField(
            request: request, name: "expiryDate", label: request.text("Or until", "또는 만료 시각"),
            help: request.text("In place of the length above. Times are in \(zone).", "위의 시간 대신 사용합니다. 시간대: \(zone)."))
        let choice: HTML =
            known.flatMap { found in found.isEmpty ? nil : connector.choice(options(found, request)) } ?? connector.number(0...1000)
        return """
            \(chargePoint.text(limits: ["maxlength": "500"]))\(choice)\(idTag.text(limits: ["maxlength": "20"]))\
            \(parent.text(limits: ["maxlength": "20"]))\
            \(minutes.choice(Self.minutes.map { .init(String($0), Span.text(seconds: $0 * 60, request.language)) }))\
            \(until.text(type: "datetime-local"))
            """
    }

    private func options(_ connectors: [Connector], _ request: ConsoleRequest) -> [FormField.Option] {
        connectors.map { connector in
            .init(String(connector.connectorId), "\(connector.connectorId) – \(connector.report?.status.rawValue ?? request.text("no report", "보고 없음"))")
        } + [.init("0", request.text("0 – any connector", "0 – 모든 커넥터"))]
    }
}

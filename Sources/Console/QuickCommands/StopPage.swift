import CentralSystem
import Markup
import WebAPI

/// Ending a session from here.
struct StopPage: ConsolePage {
    static let path = "/charge-points/{id}/stop"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["createRemoteStop"]

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let page = try await QuickPage(request, centralSystem)
        let asked = QuickPage.value("transactionId", request)
        let field: HTML
        if let asked, let session = try await session(asked) {
            let stranger: HTML =
                session.chargePointID == page.chargePoint.id
                ? "" : Alert.html(.warning, request.text("This session is at \(session.chargePointID).", "이 세션은 \(session.chargePointID)의 것입니다."))
            let over: HTML =
                session.state == .open
                ? "" : Alert.html(.warning, request.text(
                    "This session is \(session.state.rawValue) already. The charge point is asked all the same.",
                    "이 세션은 이미 \(session.state.rawValue) 상태입니다. 그래도 충전기에 요청합니다."))
            field = """
                \(stranger)\(over)<p class="felt">\(QuickPage.describe(session, request))</p>\
                <input type="hidden" name="transactionId" value="\(session.id)">
                """
        } else if !page.sessions.isEmpty, asked == nil {
            field = choice(page.sessions, request)
        } else {
            field = FormField(
                request: request, name: "transactionId", label: "transactionId",
                help: request.text(
                    "No session is known to be running here. If the charge point shows one, type its number.",
                    "진행 중인 세션이 없습니다. 충전기에 세션이 표시되면 그 번호를 입력하십시오."),
                value: asked, isRequired: true
            ).number()
        }
        return page.content(
            request, title: request.text("Stop a session at \(page.chargePoint.id)?", "\(page.chargePoint.id)의 충전을 종료할까요?"),
            consequence: request.text(
                "The charge point is asked to stop charging (RemoteStopTransaction). The driver's car stops charging, and the session ends with the meter's reading. It cannot be continued.",
                "충전기에 충전 종료를 요청합니다(RemoteStopTransaction). 차량 충전이 멈추고 계량값과 함께 세션이 끝나며, 다시 이어서 충전할 수 없습니다."),
            submit: request.text("Stop the session", "충전 종료"), fields: field)
    }

    private func session(_ text: String) async throws -> Transaction? {
        guard let id = Int(text) else { return nil }
        return try await centralSystem.transactions.get(id)
    }

    private func choice(_ sessions: [Transaction], _ request: ConsoleRequest) -> HTML {
        let items = sessions.enumerated().map { index, session -> HTML in
            let checked: HTML = sessions.count == 1 ? " checked" : ""
            return """
                <div class="form-check"><input class="form-check-input" type="radio" name="transactionId" id="session-\(index)" \
                value="\(session.id)" required\(checked)><label class="form-check-label" for="session-\(index)">\
                \(QuickPage.describe(session, request))</label></div>
                """
        }
        return "<fieldset class=\"field\"><legend>\(request.text("Which session", "종료할 세션"))</legend>\(items)</fieldset>"
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let id = request.parameters["id"] ?? ""
        guard let transaction = request.form.integer("transactionId") else {
            throw Problem.invalidMember("transactionId", request.text("Choose a session.", "세션을 선택하십시오."))
        }
        return try await RemoteJob.create(
            "createRemoteStop", .object(["transactionId": .integer(transaction), "chargePointId": .string(id)]), otherwise: id, request)
    }
}

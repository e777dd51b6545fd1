import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// One message as a form: its fields, their limits and what they mean; or as JSON.
struct CommandPage: ConsolePage {
    static let path = "/charge-points/{id}/commands/{action}"
    static let role: Role? = .operator
    static let operations: [OperationName] = ["sendCommand"]
    /// The field that holds a request as JSON, in place of all others.
    static let raw = "_json"

    let chargePoints: ChargePointService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let command = try Self.command(request)
        let chargePoint = try await chargePoints.get(request.parameters["id"] ?? "")
        let list = Link(request.text("Commands", "명령"), LocalPath.of(CommandListPage.path, ["id": chargePoint.id]))
        return .content(PageContent(
            command.action, trail: ChargePointTrail.links(chargePoint.id, request, [list]),
            main: """
                \(ChargePointNotice.html(chargePoint, request))\(CommandText.introduction(command, request))\
                \(form(command, chargePoint, request))\(CommandText.json(command, request, submit: Self.send(chargePoint.id, request)))
                """))
    }

    private func form(_ command: CommandDescription, _ chargePoint: ChargePoint, _ request: ConsoleRequest) -> HTML {
        let fields = CommandForm(request: request).html(command.members)
        let none: HTML =
            command.members.isEmpty ? "<p class=\"form-text\">\(request.text("This message has no fields.", "이 메시지에는 입력할 항목이 없습니다."))</p>" : ""
        return Form.html(request, "\(none)\(fields)", submit: Self.send(chargePoint.id, request))
    }

    private static func send(_ id: String, _ request: ConsoleRequest) -> String {
        request.text("Send to \(id)", "\(id)에 보내기")
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let command = try Self.command(request)
        // The form comes back with one more row, and nothing is sent.
        if request.form[CommandForm.more] != nil { return try await show(request) }
        let body = try CommandText.payload(command, request)
        return try await CommandSending.send(command.action, body, to: request.parameters["id"] ?? "", request)
    }

    private static func command(_ request: ConsoleRequest) throws(Problem) -> CommandDescription {
        guard let command = CommandDescription.of(request.parameters["action"] ?? "") else {
            throw Problem(.notFound, request.text(
                "OCPP 1.6 has no such message from a Central System.", "OCPP 1.6에서 Central System이 보내는 메시지가 아닙니다."))
        }
        guard request.may(command.role) else {
            throw Problem(.forbidden, request.text(
                "\(command.action) needs the role \(command.role.rawValue).", "\(command.action)에는 \(command.role.rawValue) 역할이 필요합니다."))
        }
        return command
    }
}

/// Sending, and where one sees what came of it.
enum CommandSending {
    /// Sends a request and leads to its outcome, whatever that is. Only what was not recorded as a command is thrown.
    static func send(_ action: String, _ body: JSONText, to id: String, _ request: ConsoleRequest) async throws(Problem) -> PageAnswer {
        do {
            let result = try await request.call("sendCommand", .init(path: ["id": id, "action": action], body: body))
            guard let command = result.body["commandId"]?.int else { return .redirect(LocalPath.chargePoint(id)) }
            return .redirect(CommandOutcomePage.path(of: Int64(command)))
        } catch {
            guard let command = error.integer("commandId") else { throw error }
            return .redirect(CommandOutcomePage.path(of: Int64(command)))
        }
    }
}

extension Problem {
    /// A further member that is a number.
    func integer(_ name: String) -> Int? {
        extensions.first { $0.name == name }.flatMap { try? JSONNode.parse($0.json).int }
    }

    /// A further member that is a text.
    func text(_ name: String) -> String? {
        extensions.first { $0.name == name }.flatMap { try? JSONNode.parse($0.json).string }
    }
}

import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// One command and what became of it, with the frames that went over the wire.
struct CommandOutcomePage: ConsolePage {
    static let path = "/commands/{commandId}"

    let commands: CommandService
    let messages: MessageLogService

    static func path(of id: Int64) -> String { LocalPath.of(path, ["commandId": String(id)]) }

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        guard let id = Int64(request.parameters["commandId"] ?? "") else {
            throw Problem(.notFound, request.text("There is no such command.", "해당 명령이 없습니다."))
        }
        let command = try await commands.get(id)
        let outcome = LiveFragment(
            "outcome", [.messages, .operations, .connections], of: command.chargePointId,
            content: Self.outcome(command, request) + (try await frames(of: command, request)))
        return .content(PageContent(
            "\(command.action.rawValue) → \(command.chargePointId)", trail: ChargePointTrail.links(command.chargePointId, request),
            actions: Self.actions(command, request), fragments: [outcome], main: outcome.html))
    }

    private static func actions(_ command: Command, _ request: ConsoleRequest) -> HTML {
        guard let description = CommandDescription.of(command.action.rawValue), request.may("sendCommand"), request.may(description.role)
        else { return "" }
        let again = LocalPath.of(CommandPage.path, ["id": command.chargePointId, "action": command.action.rawValue])
        let others = LocalPath.of(CommandListPage.path, ["id": command.chargePointId])
        return """
            <a class="btn btn-secondary" href="\(again)">\(request.text("Send another", "다시 보내기"))</a> \
            <a class="btn btn-secondary" href="\(others)">\(request.text("All commands", "모든 명령"))</a>
            """
    }

    private static func outcome(_ command: Command, _ request: ConsoleRequest) -> HTML {
        let verdict = CommandVerdict(command, request.language)
        let advice: HTML = verdict.advice.map { "<p>\($0)</p>" } ?? ""
        let took: HTML =
            if let sent = command.sentAt, let answered = command.answeredAt {
                "\(TimeText.html(answered)) (\(Quantity.count(Int(answered.milliseconds - sent.milliseconds))) ms)"
            } else {
                TimeText.html(command.answeredAt)
            }
        let answer: HTML =
            if let response = command.response {
                Panel.html(request.text("The answer", "응답"), MessageText.json(response))
            } else if let error = command.error {
                Panel.html("CALLERROR", Facts.html([
                    (request.text("Code", "코드"), "\(error.code.rawValue)"), (request.text("Description", "설명"), DataText.html(error.text)),
                ]) + MessageText.json(Array(error.details.utf8)))
            } else {
                ""
            }
        return """
            <section class="panel verdict" role="status"><p class="lead">\(StatusBadge.html(verdict.badge, verdict.tone)) \
            <span>\(verdict.text)</span></p>\(advice)\
            \(Facts.html([
                (request.text("Charge point", "충전기"), "<a href=\"\(LocalPath.chargePoint(command.chargePointId))\">\(command.chargePointId)</a>"),
                (request.text("Asked for", "요청"), "\(TimeText.html(command.requestedAt)) · \(Said(request).who(command.requestedBy))"),
                (request.text("Sent", "전송"), TimeText.html(command.sentAt, otherwise: request.text("never", "없음"))),
                (request.text("Answered", "응답 시각"), took),
            ]))</section>
            <div class="two-columns">\(Panel.html(request.text("The request", "요청"), MessageText.json(command.payload)))\(answer)</div>
            """
    }

    /// The frames as they went over the wire: the CALL next to the moment when the command was sent, and its answer.
    private func frames(of command: Command, _ request: ConsoleRequest) async throws -> HTML {
        guard let sent = command.sentAt else { return "" }
        let filter = MessageFilter(
            chargePoint: command.chargePointId, action: command.action.rawValue, from: sent.advanced(bySeconds: -2),
            to: (command.answeredAt ?? sent).advanced(bySeconds: 2))
        let found = try await messages.search(filter, PageRequest(limit: 50)).items
        let call = found.filter { $0.messageType == .call && $0.direction == .sent }
            .min { abs($0.time.milliseconds - sent.milliseconds) < abs($1.time.milliseconds - sent.milliseconds) }
        let frames = found.filter { $0.messageID == call?.messageID }.reversed()
        guard !frames.isEmpty else {
            return Panel.html(request.text("Frames", "프레임"), """
                <p class="form-text">\(request.text("The frames appear here within a second.", "1초 안에 프레임이 여기에 나타납니다."))</p>
                """)
        }
        let list = frames.map { message -> HTML in
            """
            <div class="frame"><p>\(MessageText.direction(message, request)) \(TimeText.html(message.time)) \
            <a href="\(MessagePage.path(of: message.id))">\(request.text("Open", "열기"))</a></p><pre tabindex="0">\(message.frame)</pre></div>
            """
        }
        return Panel.html(request.text("Frames", "프레임"), "\(list)")
    }
}

import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// What a charge point was told, and what became of it; newest first.
struct CommandHistoryPage: ChargePointConsolePage {
    static let path = "/charge-points/{id}/command-history"

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let frame = try await frame(request)
        let page = try await centralSystem.commands.list(chargePoint: frame.id, request.page())
        let send: HTML = request.may("sendCommand")
            ? ChargePointFrame.button(request.text("Send a command", "명령 보내기"), frame.path("commands"), style: "btn-primary") : ""
        let list: HTML =
            page.items.isEmpty
            ? EmptyState.html(
                request.text("Nothing was sent to it yet", "아직 보낸 명령이 없습니다"),
                request.text("Every command appears here with its answer.", "보낸 명령과 응답이 여기에 나타납니다."),
                actions: request.may("sendCommand") ? [Link(request.text("Send a command", "명령 보내기"), frame.path("commands"))] : [])
            : DataTable(
                request: request, caption: request.text("Commands", "명령"), columns: columns(frame), rows: page.items, next: page.nextCursor
            ).html
        let live = LiveFragment("list", [.operations], of: frame.id, content: list)
        return .content(frame.content(.commands, actions: send, fragments: [live], main: live.html))
    }

    private func columns(_ frame: ChargePointFrame) -> [Column<Command>] {
        let request = frame.request
        let language = request.language
        return [
            Column(request.text("Time", "시각")) { "<span id=\"command-\($0.id)\">\(TimeText.html($0.requestedAt))</span>" },
            Column(request.text("Command", "명령")) { command in
                "<strong>\(CommandStory.title(command, language))</strong><br><span class=\"detail\">\(command.action.rawValue)</span>"
            },
            Column(request.text("Outcome", "결과")) { command in
                let (text, tone) = CommandStory.outcome(command, language)
                let odd: HTML = command.deviation.map { "<br><span class=\"detail\">\(Said(request).html($0))</span>" } ?? ""
                return "\(StatusBadge.html(text, tone))\(odd)"
            },
            Column(request.text("Took", "소요 시간"), isNumber: true, isSecondary: true) { command in
                guard let sent = command.sentAt, let answered = command.answeredAt else { return "–" }
                return "\(Quantity.decimal(answered.seconds(since: sent), places: 2)) s"
            },
            Column(request.text("By", "요청자"), isSecondary: true) { "\(Said(request).who($0.requestedBy))" },
            Column(request.text("Details", "상세")) { command in
                var html: HTML = "<details class=\"frame\"><summary>\(request.text("Request and answer", "요청과 응답"))</summary>"
                html += "<p class=\"detail\">\(request.text("Request", "요청"))</p><pre tabindex=\"0\">\(ReadableJSON.text(command.payload))</pre>"
                if let response = command.response {
                    html += "<p class=\"detail\">\(request.text("Answer", "응답"))</p><pre tabindex=\"0\">\(ReadableJSON.text(response))</pre>"
                }
                if let error = command.error {
                    html += "<p class=\"detail\">CALLERROR</p><pre tabindex=\"0\">\(error.code.rawValue)\n\(error.text)\n\(ReadableJSON.text(error.details))</pre>"
                }
                if request.may("sendCommand") {
                    html += "<p><a href=\"\(frame.path("commands/\(LocalPath.encoded(command.action.rawValue))"))\">\(request.text("Send one like it", "같은 명령 보내기"))</a></p>"
                }
                return html + "</details>"
            },
        ]
    }
}

import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// One frame, with the one that it answers, or that answers it.
struct MessagePage: ConsolePage {
    static let path = "/messages/{messageId}"

    let messages: MessageLogService

    static func path(of id: Int64) -> String { LocalPath.of(path, ["messageId": String(id)]) }

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        guard let id = Int64(request.parameters["messageId"] ?? ""), id > 0 else {
            throw Problem(.notFound, request.text("There is no such message.", "해당 메시지가 없습니다."))
        }
        let exchange = try await messages.exchange(id)
        let message = exchange.message
        let both = [message, exchange.counterpart].compactMap { $0 }.sorted { ($0.messageType == .call ? 0 : 1) < ($1.messageType == .call ? 0 : 1) }
        var main: HTML = ""
        for part in both { main += frame(part, isAsked: part.id == id, request) }
        if exchange.counterpart == nil, message.messageType != .invalid {
            main += EmptyState.html(
                message.messageType == .call ? request.text("No answer was seen", "응답이 없습니다") : request.text("The request is not known", "요청을 찾을 수 없습니다"),
                message.messageType == .call
                    ? request.text("It may still come, or the connection was lost first.", "아직 오지 않았거나 그 전에 연결이 끊겼습니다.")
                    : request.text("It is older than what is kept, or there was none.", "보관 기간이 지났거나 요청이 없었습니다."))
        }
        let all = Fields([("chargePoint", message.chargePointId)]).url(MessageListPage.path)
        return .content(PageContent(
            "\(message.action ?? request.text("Message", "메시지")) · \(message.chargePointId)",
            trail: [Link(request.text("Messages", "메시지"), MessageListPage.path), Link(message.chargePointId, all)], main: main))
    }

    private func frame(_ message: LoggedMessage, isAsked: Bool, _ request: ConsoleRequest) -> HTML {
        let title: String =
            switch message.messageType {
            case .call: request.text("Request (CALL)", "요청 (CALL)")
            case .callResult: request.text("Answer (CALLRESULT)", "응답 (CALLRESULT)")
            case .callError: request.text("Error (CALLERROR)", "오류 (CALLERROR)")
            case .invalid: request.text("What was received", "수신한 내용")
            }
        let note: HTML = message.note.map { Alert.html(.warning, Said(request).html($0)) } ?? ""
        let copied = request.text("Copied", "복사됨")
        let raw = "raw-\(message.id)"
        let curl = "curl-\(message.id)"
        return Panel.html(title, """
            \(note)\(Facts.html([
                (request.text("Charge point", "충전기"), "<a href=\"\(LocalPath.chargePoint(message.chargePointId))\">\(message.chargePointId)</a>"),
                (request.text("When", "시각"), TimeText.html(message.time)),
                (request.text("Direction", "방향"), MessageText.direction(message, request)),
                (request.text("Message id", "메시지 ID"), "<code>\(message.messageID.isEmpty ? "–" : message.messageID)</code>"),
            ]))
            \(MessageText.json(MessageText.payload(message)))
            <details><summary>\(request.text("The frame as it went over the wire", "전송된 그대로의 프레임"))</summary>\
            <pre id="\(raw)" tabindex="0">\(message.frame)</pre></details>
            <details><summary>\(request.text("As curl", "curl 명령"))</summary>\
            <pre id="\(curl)" tabindex="0">\(MessageText.curl(message, request))</pre></details>
            <p class="copying">\
            <button type="button" class="btn btn-sm btn-secondary" data-copy="\(raw)" data-done="\(copied)" hidden>\(request.text("Copy the frame", "프레임 복사"))</button> \
            <button type="button" class="btn btn-sm btn-secondary" data-copy="\(curl)" data-done="\(copied)" hidden>\(request.text("Copy as curl", "curl로 복사"))</button></p>
            """)
    }
}

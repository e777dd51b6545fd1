import CentralSystem
import Markup
import OCPPJ

/// Every frame of a charge point, newest first.
struct ChargePointMessagesPage: ChargePointConsolePage {
    static let path = "/charge-points/{id}/messages"

    let centralSystem: CentralSystem

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let frame = try await frame(request)
        let filter = MessageFilter(
            chargePoint: frame.id, action: request.query["action"], direction: try request.condition("direction"),
            messageType: try request.condition("messageType"))
        let page = try await centralSystem.messages.list(filter, request.page())
        let list: HTML =
            page.items.isEmpty
            ? EmptyState.html(
                request.text("No messages", "메시지가 없습니다"),
                request.text("Every frame appears here as soon as it came or went.", "주고받은 모든 프레임이 바로 여기에 나타납니다."))
            : "\(DataTable(request: request, caption: request.text("Messages", "메시지"), columns: columns(request), rows: page.items, next: page.nextCursor).html)"
        let live = LiveFragment("list", [.messages], of: frame.id, content: list)
        let isFirst = request.query["cursor"] == nil
        return .content(frame.content(
            .messages,
            actions: ChargePointFrame.button(request.text("In the message log", "메시지 로그에서 보기"), Fields([("chargePoint", frame.id)]).url("/messages")),
            fragments: isFirst ? [live] : [], main: "\(form(request))\(isFirst ? live.html : list)"))
    }

    private func form(_ request: ConsoleRequest) -> HTML {
        FilterForm(
            request: request,
            fields: [
                Filter.search(request, request.text("Action", "동작"), name: "action", placeholder: "BootNotification"),
                Filter.choice(request, request.text("Direction", "방향"), name: "direction", [
                    .init(ObservedFrame.Direction.received.rawValue, request.text("From the charge point", "충전기에서")),
                    .init(ObservedFrame.Direction.sent.rawValue, request.text("To the charge point", "충전기로")),
                ]),
                Filter.choice(request, request.text("Kind", "종류"), name: "messageType", [
                    .init("Call", "CALL"), .init("CallResult", "CALLRESULT"), .init("CallError", "CALLERROR"),
                    .init("Invalid", request.text("No OCPP", "OCPP 아님")),
                ]),
            ], names: ["action", "direction", "messageType"]
        ).html
    }

    private func columns(_ request: ConsoleRequest) -> [Column<LoggedMessage>] {
        [
            Column(request.text("Time", "시각")) { "<a href=\"\(MessagePage.path(of: $0.id))\">\(TimeText.html($0.time))</a>" },
            Column(request.text("Direction", "방향")) { MessageText.direction($0, request) },
            Column(request.text("Message", "메시지")) { MessageText.kind($0, request) },
            Column(request.text("Frame", "프레임")) { found in
                let note: HTML = found.note.map { "<p class=\"timeline-advice\">\(Said(request).html($0))</p>" } ?? ""
                return """
                    <details class="frame"><summary><code>\(String(found.frame.prefix(90)))\(found.frame.count > 90 ? "…" : "")</code></summary>\
                    <pre tabindex="0">\(ReadableJSON.text(found.frame))</pre></details>\(note)
                    """
            },
        ]
    }
}

import CentralSystem
import Markup
import OCPP16
import OCPPJ
import WebAPI

/// Every frame, both ways, newest first; the first part follows what happens.
struct MessageListPage: ConsolePage {
    static let path = "/messages"
    private static let fields = ["chargePoint", "action", "kind", "odd", "text", "from", "to"]

    let messages: MessageLogService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let page = try await messages.search(try filter(request), try request.page())
        let content = content(page, request)
        let isLive = request.query["cursor"] == nil && request.query["to"] == nil && request.query["live"] != "off"
        let main: HTML
        var fragments: [LiveFragment] = []
        if isLive {
            let list = LiveFragment("list", [.messages], of: request.query["chargePoint"], content: content)
            fragments = [list]
            main = list.html
        } else {
            main = content
        }
        return .content(PageContent(
            request.text("Messages", "메시지"), actions: liveSwitch(isLive, request), fragments: fragments, main: "\(filterForm(request))\(main)",
            modules: [AssetLibrary.tools]))
    }

    private func liveSwitch(_ isLive: Bool, _ request: ConsoleRequest) -> HTML {
        if isLive {
            return "<a class=\"btn btn-secondary\" href=\"\(request.here.with(["live": "off"]).url(Self.path))\">\(request.text("Pause", "일시 중지"))</a>"
        }
        return "<a class=\"btn btn-primary\" href=\"\(request.here.with(["live": nil, "to": nil]).url(Self.path))\">\(request.text("Follow live", "실시간으로 보기"))</a>"
    }

    /// What the query asks for.
    ///
    /// - Throws: `Problem` for a condition that is not understood.
    func filter(_ request: ConsoleRequest) throws(Problem) -> MessageFilter {
        var filter = MessageFilter(
            chargePoint: request.query["chargePoint"], action: request.query["action"],
            from: try request.moment("from"), to: try request.moment("to"), isOddOnly: request.query["odd"] != nil,
            text: request.query["text"])
        switch request.query["kind"] {
        case "received": filter.direction = .received
        case "sent": filter.direction = .sent
        case "receivedCalls": (filter.direction, filter.messageType) = (.received, .call)
        case "sentCalls": (filter.direction, filter.messageType) = (.sent, .call)
        case "answers": filter.messageType = .callResult
        case "errors": filter.messageType = .callError
        case "invalid": filter.messageType = .invalid
        case nil: break
        case .some(let other): throw .notUnderstood("kind", other, request.language)
        }
        return filter
    }

    private func filterForm(_ request: ConsoleRequest) -> HTML {
        let kinds: [FormField.Option] = [
            .init("receivedCalls", request.text("Requests of charge points", "충전기의 요청")),
            .init("sentCalls", request.text("Our requests", "서버의 요청")), .init("answers", request.text("Answers", "응답")),
            .init("errors", "CALLERROR"),
            .init("invalid", request.text("What is no OCPP-J frame", "OCPP-J가 아닌 것")), .init("received", request.text("All received", "수신 전체")),
            .init("sent", request.text("All sent", "송신 전체")),
        ]
        let actions = OCPP16Catalogue.messages.keys.map(\.rawValue).sorted().map { FormField.Option($0) }
        return FilterForm(
            request: request,
            fields: [
                Filter.chargePoint(request),
                Filter.choice(request, request.text("Action", "액션"), name: "action", actions),
                Filter.choice(request, request.text("What", "종류"), name: "kind", kinds),
                Filter.choice(
                    request, request.text("Errors only", "오류만"), name: "odd",
                    [.init("1", request.text("Errors and what is odd", "오류와 이상한 메시지"))]),
                Filter.search(request, request.text("Contains", "포함된 내용"), name: "text"),
                moment(request, request.text("From", "시작"), "from"), moment(request, request.text("Until", "끝"), "to"),
            ], names: Self.fields
        ).html
    }

    private func moment(_ request: ConsoleRequest, _ label: String, _ name: String) -> HTML {
        """
        <div class="filter-field"><label for="filter-\(name)">\(label) (\(LocalTime(request).zone))</label>\
        <input class="form-control" type="datetime-local" id="filter-\(name)" name="\(name)" value="\(request.query[name] ?? "")"></div>
        """
    }

    private func content(_ page: Page<LoggedMessage>, _ request: ConsoleRequest) -> HTML {
        if page.items.isEmpty, page.nextCursor == nil { return empty(request) }
        let searched: HTML =
            page.items.count < 50 && page.nextCursor != nil
            ? Alert.html(.warning, request.text(
                "So far these are the ones found. There are older messages that were not searched yet: go on with “Next”.",
                "지금까지 찾은 결과입니다. 더 오래된 메시지는 아직 찾지 않았습니다. ‘다음’으로 계속 찾으십시오.")) : ""
        guard !page.items.isEmpty else { return "\(searched)\(Paging.html(request, next: page.nextCursor))" }
        return """
            \(searched)<div class="messages">\(DataTable(
                request: request, caption: request.text("Messages, newest first", "메시지, 최신순"), columns: columns(request), rows: page.items,
                next: page.nextCursor
            ).html)</div>
            """
    }

    private func columns(_ request: ConsoleRequest) -> [Column<LoggedMessage>] {
        [
            Column(request.text("When", "시각")) { message in
                "<a href=\"\(MessagePage.path(of: message.id))\">\(TimeText.html(message.time))</a>"
            },
            Column(request.text("Charge point", "충전기")) { message in
                "<a href=\"\(LocalPath.chargePoint(message.chargePointId))\">\(message.chargePointId)</a>"
            },
            Column(request.text("Direction", "방향")) { MessageText.direction($0, request) },
            Column(request.text("Message", "메시지")) { message in
                let note: HTML = message.note.map { " \(StatusBadge.html(Said(request).text($0), .warning))" } ?? ""
                return "\(MessageText.kind(message, request))\(note)"
            },
            Column(request.text("Content", "내용")) { message in
                let payload = MessageText.payload(message)
                let whole: HTML =
                    payload.count > MessageText.longestInList
                    ? "<p><a href=\"\(MessagePage.path(of: message.id))\">\(request.text("The whole message", "전체 메시지"))</a></p>"
                    : MessageText.json(payload)
                return "<details class=\"payload\"><summary><code>\(MessageText.summary(message))</code></summary>\(whole)</details>"
            },
        ]
    }

    private func empty(_ request: ConsoleRequest) -> HTML {
        if Self.fields.contains(where: { request.query[$0] != nil }) {
            return EmptyState.unmatched(
                request, request.text("No message matches", "조건에 맞는 메시지가 없습니다"),
                request.text(
                    "Take a condition away, or check the id of the charge point: it must be the whole id.",
                    "조건을 줄이거나 충전기 식별자를 확인하십시오. 전체 식별자를 입력해야 합니다."))
        }
        return EmptyState.html(
            request.text("No messages yet", "아직 메시지가 없습니다"),
            request.text("Every frame to and from a charge point appears here as soon as one connects.", "충전기가 연결되면 주고받는 모든 프레임이 여기에 나타납니다."))
    }
}

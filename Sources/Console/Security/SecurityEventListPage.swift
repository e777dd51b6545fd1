import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// Security events of all charge points, to be looked at and acknowledged, one or many at a time.
struct SecurityEventListPage: ConsolePage {
    static let path = "/security/events"
    static let operations: [OperationName] = ["acknowledgeSecurityEvent"]

    private static let filters = ["chargePoint", "type", "isCritical", "isAlarming", "isAcknowledged", "source", "search"] + DayRange.names

    let events: SecurityEventService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let days = try DayRange(request)
        let query = request.query
        let filter = SecurityEventFilter(
            chargePoint: query["chargePoint"], type: query["type"], isCritical: try request.truth("isCritical"),
            isAlarming: try request.truth("isAlarming") ?? false, isAcknowledged: try request.truth("isAcknowledged"),
            source: try request.condition("source"), from: days.from, to: days.to,
            search: query["search"])
        var notFound: HTML = ""
        var page = Page<SecurityEvent>(items: [])
        do {
            page = try await events.list(filter, try request.page())
        } catch let error as CentralSystemError where error.code == .chargePointNotFound {
            notFound = Alert.html(.warning, request.text(
                "No charge point has the identity \(query["chargePoint"] ?? "").", "\(query["chargePoint"] ?? "") 충전기가 없습니다."))
        }
        return .content(PageContent(
            request.text("Security events", "보안 이벤트"), trail: SecurityTabs.trail(request),
            main: "\(SecurityTabs.html(request))\(filterForm(request))\(notFound)\(list(page, request))"))
    }

    /// Acknowledges the chosen events, or all that were shown.
    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let ids = request.form.values(request.form["which"] == "shown" ? "shown" : "event").compactMap { Int64($0) }
        guard !ids.isEmpty else {
            throw Problem(.invalidRequest, request.text(
                "Choose at least one event with the box before it.", "이벤트 앞의 상자를 하나 이상 선택하십시오."))
        }
        var done = 0
        let chosen = Set(ids).sorted()
        for (passed, id) in chosen.enumerated() {
            do {
                if try await acknowledge(id, request) { done += 1 }
            } catch {
                guard passed > 0 else { throw error }
                // Those before it stay acknowledged.
                return .redirect(request.here.url(Self.path), .failure(request.text(
                    "\(done) of \(chosen.count) events are acknowledged. Then event \(id) failed, and the rest was left as it was: \(error.detail)",
                    "이벤트 \(chosen.count)건 중 \(done)건을 확인 처리했습니다. 이벤트 \(id)에서 실패하여 나머지는 그대로입니다: \(error.detail)")))
            }
        }
        return .redirect(request.here.url(Self.path), .success(request.text(
            done == 1 ? "1 event is acknowledged." : "\(done) events are acknowledged.", "이벤트 \(done)건을 확인 처리했습니다.")))
    }

    /// - Returns: false when somebody else was quicker, or the event was old enough to go.
    private func acknowledge(_ id: Int64, _ request: ConsoleRequest) async throws(Problem) -> Bool {
        let note = request.form["note"].map { JSONText.string($0) }
        do {
            try await request.call(
                "acknowledgeSecurityEvent", .init(path: ["eventId": String(id)], body: .object(["note": note])))
            return true
        } catch {
            guard error.type == .conflict || error.type == .notFound else { throw error }
            return false
        }
    }

    private func filterForm(_ request: ConsoleRequest) -> HTML {
        FilterForm(
            request: request,
            fields: [
                Filter.chargePoint(request),
                Filter.search(request, request.text("Type", "유형"), name: "type", placeholder: "TamperDetectionActivated"),
                Filter.search(request, request.text("Text in techInfo", "techInfo 내용")),
                Filter.choice(request, request.text("Weight", "중요도"), name: "isCritical", [
                    .init("true", request.text("Critical", "심각")), .init("false", request.text("Others", "기타")),
                ]),
                Filter.choice(request, request.text("To look at", "확인 필요"), name: "isAlarming", [
                    .init("true", request.text("Critical, and not of any day", "일상적이지 않은 심각한 이벤트")),
                ]),
                Filter.choice(request, request.text("Acknowledged", "확인 여부"), name: "isAcknowledged", [
                    .init("false", request.text("Not yet", "미확인")), .init("true", request.text("Yes", "확인함")),
                ]),
                Filter.choice(request, request.text("Noticed by", "감지 주체"), name: "source", [
                    .init("chargePoint", request.text("the charge point", "충전기")),
                    .init("centralSystem", request.text("this server", "이 서버")),
                ]),
            ] + DayRange.fields(request), names: Self.filters
        ).html
    }

    private func list(_ page: Page<SecurityEvent>, _ request: ConsoleRequest) -> HTML {
        guard !page.items.isEmpty else {
            let isNarrowed = Self.filters.contains { request.query[$0] != nil }
            return isNarrowed
                ? EmptyState.unmatched(request, request.text("No event matches", "조건에 맞는 이벤트가 없습니다"))
                : EmptyState.html(
                    request.text("No charge point has reported a security event", "보고된 보안 이벤트가 없습니다"),
                    request.text(
                        "Charge points with the security extensions report here when they start, are opened, or refuse something.",
                        "보안 확장을 지원하는 충전기가 시동, 개봉, 거부 등을 보고하면 여기에 나타납니다."))
        }
        let mayAcknowledge = request.may("acknowledgeSecurityEvent") && page.items.contains { $0.acknowledgement == nil }
        var table = DataTable(
            request: request, caption: request.text("Security events", "보안 이벤트"), columns: columns(request), rows: page.items,
            next: page.nextCursor)
        guard mayAcknowledge else { return table.html }
        table.selection = (
            "event", { String($0.id) }, { request.text("Choose event \($0.id)", "이벤트 \($0.id) 선택") }
        )
        let shown = page.items.filter { $0.acknowledgement == nil }.reduce(into: HTML.empty) {
            $0 += "<input type=\"hidden\" name=\"shown\" value=\"\($1.id)\">"
        }
        return """
            <form method="post" action="\(request.here.url(Self.path))">\(Form.key(request))\(shown)\(table.html)
            <div class="filter acknowledge"><div class="filter-search"><label for="field-note">\(request.text(
                "What you found (optional)", "확인 내용 (선택)"))</label>\
            <input class="form-control" id="field-note" name="note" maxlength="1000" autocomplete="off"></div>
            <div class="filter-end"><button class="btn btn-primary" name="which" value="chosen">\(request.text(
                "Acknowledge the chosen", "선택 항목 확인 처리"))</button>
            <button class="btn btn-secondary" name="which" value="shown">\(request.text(
                "Acknowledge all shown here", "이 화면 전체 확인 처리"))</button></div></div></form>
            """
    }

    private func columns(_ request: ConsoleRequest) -> [Column<SecurityEvent>] {
        [
            Column(request.text("Received", "수신")) { TimeText.html($0.receivedAt) },
            Column(request.text("Charge point", "충전기")) { event in
                Link(event.chargePointId, LocalPath.chargePoint(event.chargePointId)).html
            },
            Column(request.text("Event", "이벤트")) { event in
                let link = Link(event.type, LocalPath.of(SecurityEventPage.path, ["eventId": String(event.id)])).html
                let critical: HTML = event.isCritical ? " \(StatusBadge.html(request.text("critical", "심각"), .bad))" : ""
                return "\(link)\(critical)"
            },
            Column(request.text("techInfo and meaning", "techInfo와 의미"), isSecondary: true) { event in
                let info: HTML = event.techInfo.map { $0.isEmpty ? "" : "<div translate=\"no\">\($0)</div>" } ?? ""
                return "\(info)<div class=\"form-text\">\(SecurityEventMeaning.of(event.type, request).meaning)</div>"
            },
            Column(request.text("Acknowledged", "확인")) { event in
                event.acknowledgement.map { word in
                    "\(StatusBadge.html(word.operatorName, .good)) \(TimeText.ago(word.time, request))"
                } ?? StatusBadge.html(request.text("not yet", "미확인"), event.isCritical ? .warning : .neutral)
            },
        ]
    }
}

import CentralSystem
import Markup
import OCPPJ
import WebAPI

/// One security event: what happened, what it means, what to do, and the word of who looked at it.
struct SecurityEventPage: ConsolePage {
    static let path = "/security/events/{eventId}"
    static let operations: [OperationName] = ["acknowledgeSecurityEvent"]

    let events: SecurityEventService

    func show(_ request: ConsoleRequest) async throws -> PageAnswer {
        let event = try await found(request)
        let meaning = SecurityEventMeaning.of(event.type, request)
        let chargePoint = LocalPath.chargePoint(event.chargePointId)
        let happened = event.timestamp ?? event.receivedAt
        let around = Fields([("chargePoint", event.chargePointId)]).url(SecurityEventListPage.path)
        let facts = Facts.html([
            (request.text("Charge point", "충전기"), Link(event.chargePointId, chargePoint).html),
            (request.text("Happened", "발생"), TimeText.html(happened)),
            (request.text("Received", "수신"), TimeText.html(event.receivedAt)),
            (request.text("Noticed by", "감지 주체"), "\(event.source == .chargePoint ? request.text("the charge point", "충전기") : request.text("this server", "이 서버"))"),
            (request.text("Weight", "중요도"), event.isCritical
                ? StatusBadge.html(request.text("critical", "심각"), .bad) : StatusBadge.html(request.text("not critical", "심각하지 않음"), .neutral)),
            ("techInfo", DataText.html(event.techInfo)),
        ])
        let ways: HTML = """
            <p><a class="btn btn-secondary" href="\(chargePoint)">\(request.text("To the charge point", "충전기로"))</a> \
            <a class="btn btn-secondary" href="\(around)">\(request.text("Its other events", "이 충전기의 다른 이벤트"))</a></p>
            """
        return .content(PageContent(
            event.type,
            trail: SecurityTabs.trail(request, Link(request.text("Events", "보안 이벤트"), SecurityEventListPage.path)),
            main: """
                \(Panel.html(request.text("What happened", "무슨 일이 있었나"), "<p class=\"lead\">\(meaning.meaning)</p>\(facts)"))
                \(Panel.html(request.text("What to do", "조치"), "<p>\(meaning.advice)</p>\(ways)"))
                \(Panel.html(request.text("Acknowledgement", "확인"), acknowledgement(event, request)))
                """))
    }

    func submit(_ request: ConsoleRequest) async throws -> PageAnswer {
        let event = try await found(request)
        try await request.submit("acknowledgeSecurityEvent", path: ["eventId": String(event.id)])
        return .redirect(request.path, .success(request.text("The event is acknowledged.", "확인 처리했습니다.")))
    }

    private func found(_ request: ConsoleRequest) async throws -> SecurityEvent {
        guard let id = request.parameters["eventId"].flatMap({ Int64($0) }) else {
            throw Problem(.notFound, request.text("There is no such event.", "그런 이벤트가 없습니다."))
        }
        return try await events.get(id)
    }

    private func acknowledgement(_ event: SecurityEvent, _ request: ConsoleRequest) -> HTML {
        if let word = event.acknowledgement {
            let note: HTML = word.note.map { $0.isEmpty ? "" : "<p translate=\"no\">\($0)</p>" } ?? ""
            return "<p>\(StatusBadge.html(word.operatorName, .good)) \(TimeText.html(word.time))</p>\(note)"
        }
        guard request.may("acknowledgeSecurityEvent") else {
            return "<p>\(request.text("Nobody has acknowledged it yet.", "아직 확인한 사람이 없습니다."))</p>"
        }
        return Form.html(
            request,
            FormField(
                request: request, name: "note", label: request.text("What you found and did", "확인한 내용과 조치"),
                help: request.text(
                    "It stands here with your name. The first word stands; it cannot be changed.",
                    "이름과 함께 남으며, 한 번 남기면 바꿀 수 없습니다.")
            ).area(), submit: request.text("Acknowledge", "확인 처리"))
    }
}

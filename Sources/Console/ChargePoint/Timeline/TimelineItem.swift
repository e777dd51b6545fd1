import CentralSystem
import Markup
import OCPPJ

/// One thing that happened, as it is told: what, why, and what to do about it.
struct TimelineItem: Sendable {
    let time: Timestamp
    let tone: StatusBadge.Tone
    /// What happened, in a few words.
    let what: String
    /// Why, or more of it.
    var why: String?
    /// What to do.
    var advice: String?
    var links: [Link] = []

    var html: HTML {
        let reason: HTML = why.map { "<p class=\"timeline-why\">\($0)</p>" } ?? ""
        let next: HTML = advice.map { "<p class=\"timeline-advice\">\($0)</p>" } ?? ""
        let ways = links.map(\.html).reduce(into: HTML.empty) { html, link in
            html += "\(link) "
        }
        return """
            <li class="timeline-item"><span class="timeline-time">\(TimeText.html(time))</span>\
            <span class="timeline-icon status status-\(tone.rawValue)">\(tone.icon.html)</span>\
            <div class="timeline-text"><p class="timeline-what">\(what) \(ways)</p>\(reason)\(next)</div></li>
            """
    }
}

/// Tells a timeline in plain words.
struct TimelineWords: Sendable {
    let frame: ChargePointFrame

    var request: ConsoleRequest { frame.request }
    var language: Language { frame.request.language }

    func item(_ entry: TimelineEntry) -> TimelineItem {
        switch entry.content {
        case .said(let exchange): said(exchange, at: entry.time)
        case .command(let command): told(command, at: entry.time)
        case .connection(let event): connection(event)
        case .refused(let refusal): refused(refusal)
        case .securityEvent(let event): security(event)
        }
    }

    private func told(_ command: Command, at time: Timestamp) -> TimelineItem {
        let (outcome, tone) = CommandStory.outcome(command, language)
        return TimelineItem(
            time: time, tone: tone,
            what: language("\(Said(language).who(command.requestedBy)) asked: \(CommandStory.title(command, language))", "\(Said(language).who(command.requestedBy)) 요청: \(CommandStory.title(command, language))"),
            why: outcome, links: [Link(language("Command and frames", "명령과 프레임"), "/commands/\(command.id)")])
    }

    private func connection(_ event: ConnectionEvent) -> TimelineItem {
        switch event.kind {
        case .opened:
            return TimelineItem(
                time: event.time, tone: .good, what: language("Connected", "연결되었습니다"),
                why: event.remoteAddress.map { language("from \($0)", "원격 주소 \($0)") })
        case .superseding:
            return TimelineItem(
                time: event.time, tone: .warning,
                what: language("Connected again; the old connection was still open and was given up", "다시 연결되어, 열려 있던 이전 연결을 종료했습니다"),
                why: event.remoteAddress.map { language("from \($0)", "원격 주소 \($0)") },
                advice: language(
                    "Its link was lost without notice. When this comes often, the network at the site is unsteady, or two charge points use the same identity.",
                    "연결이 예고 없이 끊어졌던 것입니다. 자주 나타나면 현장 네트워크가 불안정하거나 두 충전기가 같은 식별자를 사용하는 것입니다."))
        case .closed:
            let reason = event.detail ?? ""
            return TimelineItem(
                time: event.time, tone: .offline, what: ConnectionWords.reason(reason, language), advice: ConnectionWords.advice(reason, language))
        }
    }

    private func refused(_ refusal: RefusedConnection) -> TimelineItem {
        let (why, advice): (String, String) =
            switch refusal.status {
            case 401: (
                language("The password was missing or wrong", "비밀번호가 없거나 틀립니다"),
                language(
                    "Type its password into the charge point anew, or give it a new one under Registration.",
                    "충전기에 비밀번호를 다시 입력하거나, 등록 정보에서 새 비밀번호를 지정하십시오."))
            case 403: (
                language("It does not use the security profile that is required, or shows no valid certificate", "요구되는 보안 프로파일을 사용하지 않거나 유효한 인증서가 없습니다"),
                language(
                    "Set the charge point to the TLS address, or lower the required profile under Registration.",
                    "충전기를 TLS 주소로 설정하거나 등록 정보에서 요구 프로파일을 낮추십시오."))
            case 404: (
                language("Nobody had registered it", "등록되지 않은 충전기였습니다"),
                language("It is registered now; it will be let in when it tries again.", "지금은 등록되어 있으므로 다음 시도부터 연결됩니다."))
            case 429, 503: (
                language("It came too often, or the server was too busy", "시도가 너무 잦거나 서버가 혼잡했습니다"),
                language("It is let in again by itself after a while.", "잠시 후 자동으로 다시 연결됩니다."))
            default: (Said(language).text(refusal.reason), "")
            }
        return TimelineItem(
            time: refusal.time, tone: .bad, what: language("A connection was refused: \(why)", "연결을 거절했습니다: \(why)"),
            why: language("From", "원격 주소") + " \(refusal.remoteAddress): \(Said(language).text(refusal.reason)) (HTTP \(refusal.status))",
            advice: advice.textIfAny, links: [Link(language("Registration", "등록 정보"), frame.path(.settings))])
    }

    private func security(_ event: SecurityEvent) -> TimelineItem {
        let kind = event.isCritical ? language("Critical security event", "심각한 보안 이벤트") : language("Security event", "보안 이벤트")
        let who = event.source == .centralSystem ? language("noticed here", "서버가 감지함") : language("reported by the charge point", "충전기가 보고함")
        return TimelineItem(
            time: event.receivedAt, tone: event.isCritical && event.acknowledgement == nil ? .bad : .neutral, what: "\(kind): \(event.type)",
            why: [who, event.techInfo, event.acknowledgement.map { language("acknowledged by \($0.operatorName)", "\($0.operatorName) 확인") }]
                .compactMap { $0?.textIfAny }.joined(separator: " · "),
            links: [Link(language("Event", "이벤트"), "/security/events/\(event.id)")])
    }
}

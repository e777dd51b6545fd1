import CentralSystem
import Markup
import OCPP16
import OCPPJ

/// What happened in a session, in plain words and in the order of time.
struct SessionEvents: Sendable {
    let session: Transaction
    let course: SessionCourse
    let remoteStops: [RemoteStop]
    let request: ConsoleRequest

    private struct Event {
        var at: Timestamp
        var text: String
        var detail: String?
        var tone = StatusBadge.Tone.neutral
    }

    /// A message that is later than this was kept while the charge point was offline.
    private static let lateSeconds = 60.0

    var html: HTML {
        let rows = events.sorted { $0.at < $1.at }.reduce(into: HTML.empty) { html, event in
            let detail: HTML = event.detail.map { "<span class=\"quiet\">\($0)</span>" } ?? ""
            html += "<li><span class=\"event-time\">\(TimeText.html(event.at))</span><span>\(StatusBadge.html(event.text, event.tone)) \(detail)</span></li>"
        }
        return "<ol class=\"events\">\(rows)</ol>"
    }

    private var events: [Event] {
        var events = starts + stops
        for stop in remoteStops {
            events.append(Event(
                at: stop.requestedAt, text: request.text("Stop asked for by \(Said(request).who(stop.requestedBy))", "종료 요청: \(Said(request).who(stop.requestedBy))"),
                detail: [stop.state.rawValue, stop.text.map { Said(request).text($0) }].compactMap { $0 }.joined(separator: ": ")))
        }
        if let first = course.points.first {
            events.append(Event(at: first.at, text: request.text("First meter value", "첫 계량값"), tone: .charging))
        }
        if course.points.count > 1, let last = course.points.last {
            events.append(Event(
                at: last.at, text: request.text("Newest meter value", "최근 계량값"),
                detail: last.energy.map { Quantity.energy($0) }, tone: .charging))
        }
        if let stale = session.stale {
            events.append(Event(
                at: stale.since, text: request.text("Taken to be over", "종료된 것으로 판단"),
                detail: SessionRepair.reason(stale.reason, request.language), tone: .warning))
        }
        if let quarantine = session.quarantine {
            events.append(Event(
                at: quarantine.since, text: request.text("Energy put in doubt", "에너지 확인 필요로 분류"),
                detail: EnergyDoubt.reason(session, request), tone: .warning))
            if let resolution = quarantine.resolution {
                events.append(Event(
                    at: resolution.at, text: request.text("Energy decided by \(resolution.by)", "에너지 확정: \(resolution.by)"),
                    detail: resolution.text, tone: .good))
            }
        }
        return events
    }

    private var starts: [Event] {
        let status = session.authorizationStatus
        var start = Event(
            at: session.startTimestamp,
            text: request.text("Started with idTag \(session.idTag)", "시작, idTag \(session.idTag)"),
            detail: request.text("StartTransaction was answered \(status.rawValue).", "StartTransaction 응답: \(status.rawValue)"),
            tone: status == .accepted ? .charging : .warning)
        let delay = session.startReceivedAt.seconds(since: session.startTimestamp)
        if delay > Self.lateSeconds { start.detail = "\(start.detail ?? "") \(late(delay))" }
        var events = [start]
        if session.startRepeats > 0 {
            events.append(Event(
                at: session.startLastReceivedAt,
                text: request.text(
                    "StartTransaction was sent \(session.startRepeats) more times", "StartTransaction이 \(session.startRepeats)번 더 전송됨"),
                detail: request.text("The same session; the answer was probably lost.", "같은 세션이며, 응답이 유실된 것으로 보입니다.")))
        }
        return events
    }

    private var stops: [Event] {
        guard let stop = session.stop else { return [] }
        if stop.closedBy == .operator {
            return [
                Event(at: stop.receivedAt, text: request.text("Closed by an operator", "운영자가 종료 처리"), detail: stop.reason, tone: .warning)
            ]
        }
        var detail = SessionWords.stopReason(stop.reason, request.language)
        let delay = stop.receivedAt.seconds(since: stop.timestamp)
        if delay > Self.lateSeconds { detail += ". \(late(delay))" }
        var events = [Event(at: stop.timestamp, text: request.text("Ended", "종료"), detail: detail, tone: .available)]
        if session.stopRepeats > 0, let at = session.stopLastReceivedAt {
            events.append(Event(
                at: at,
                text: request.text(
                    "StopTransaction was sent \(session.stopRepeats) more times", "StopTransaction이 \(session.stopRepeats)번 더 전송됨")))
        }
        return events
    }

    private func late(_ seconds: Double) -> String {
        let span = Span.text(seconds: Int(clamping: seconds), request.language)
        return request.text(
            "It was told \(span) later: the charge point was probably offline.", "\(span) 뒤에 보고되었습니다. 충전기가 오프라인이었던 것으로 보입니다.")
    }
}

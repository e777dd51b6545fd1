import CentralSystem
import Markup
import OCPPJ

/// The frames by which a session came about, as they went over the wire.
struct SessionFrames: Sendable {
    let session: Transaction
    let messages: MessageLogService
    let request: ConsoleRequest

    /// What writing and clocks may shift a frame.
    private static let tolerance = 5
    /// How many MeterValues are shown, with their answers; the log has the rest.
    private static let meterValues = 5

    func html() async throws -> HTML {
        var found = try await frames("StopTransaction", around: session.stop?.closedBy == .chargePoint ? session.stop?.receivedAt : nil)
        let end = (session.stop?.receivedAt ?? session.stale?.since ?? request.now).advanced(bySeconds: Self.tolerance)
        let values = try await messages.list(
            .init(chargePoint: session.chargePointID, action: "MeterValues", from: session.startReceivedAt, to: end),
            .init(limit: 4 * Self.meterValues))
        found += Array(own(values.items).prefix(2 * Self.meterValues))
        found += try await frames("StartTransaction", around: session.startReceivedAt)
        guard !found.isEmpty else {
            return EmptyState.html(
                request.text("Its frames are no longer kept", "메시지 프레임이 더 이상 보관되어 있지 않습니다"),
                request.text("The message log keeps them for the days that are configured.", "메시지 로그는 설정된 기간 동안만 보관됩니다."))
        }
        let items = found.sorted { $0.id < $1.id }.reduce(into: HTML.empty) { $0 += frame($1) }
        let all = Fields([
            ("chargePoint", session.chargePointID), ("from", session.startReceivedAt.advanced(bySeconds: -Self.tolerance).rfc3339),
            ("to", end.rfc3339),
        ]).url("/messages")
        return "<div class=\"frames\">\(items)</div><p><a href=\"\(all)\">\(request.text("All messages of that time", "해당 시간의 모든 메시지"))</a></p>"
    }

    private func frames(_ action: String, around time: Timestamp?) async throws -> [LoggedMessage] {
        guard let time else { return [] }
        let page = try await messages.list(
            .init(
                chargePoint: session.chargePointID, action: action, from: time.advanced(bySeconds: -Self.tolerance),
                to: time.advanced(bySeconds: Self.tolerance)), .init(limit: 20))
        return own(page.items)
    }

    /// Those of this session: what names it or its start, and the answers to them.
    private func own(_ messages: [LoggedMessage]) -> [LoggedMessage] {
        let calls = messages.filter { $0.messageType == .call && isOwn($0) }.map(\.messageID)
        return messages.filter { calls.contains($0.messageID) }
    }

    private func isOwn(_ message: LoggedMessage) -> Bool {
        guard let elements = try? JSONNode.parse(Array(message.frame.utf8)).elements, elements.count > 3 else { return false }
        let payload = elements[3]
        // A start names no transaction, and a stop may name another one.
        switch message.action {
        case "StartTransaction":
            return payload["connectorId"]?.int == session.connectorId && payload["timestamp"]?.string == session.startTimestampReceived
        case "StopTransaction":
            return payload["transactionId"]?.int == session.id || payload["timestamp"]?.string == session.stop?.timestampReceived
        default:
            return payload["transactionId"]?.int == session.id
        }
    }

    private func frame(_ message: LoggedMessage) -> HTML {
        let note: HTML = message.note.map { "<p class=\"quiet\">\(Said(request).html($0))</p>" } ?? ""
        return """
            <details><summary>\(TimeText.html(message.time)) \(MessageText.direction(message, request)) \
            \(MessageText.kind(message, request))</summary>\
            <pre tabindex="0">\(message.frame)</pre>\(note)</details>
            """
    }
}

import Foundation
import OCPPJ
import Synchronization

/// One connection of a central system with a mistake.
struct WrongResponder: CallResponder {
    private let right: any CallResponder
    private let fault: Fault
    private let lateness: Duration
    private let history = History()

    init(_ right: any CallResponder, fault: Fault, lateness: Duration) {
        self.right = right
        self.fault = fault
        self.lateness = lateness
    }

    func answer(_ call: InboundCall) async -> CallAnswer {
        if let made = fault.swallows(call) { return .result(Array(made.utf8)) }
        let answer = await right.answer(told(of: call))
        let earlier = history.note(call)
        if fault.beginsTransactionAfter(call.action, call.payload, earlier) { await beginTransaction() }
        if fault.sendsUninvitedAfter.contains(call.action) { sendUninvited() }
        if call.action == "Heartbeat", earlier.heartbeats == 1, let delay = fault.asksAfterHeartbeats { sendUninvited(after: delay) }
        guard case .result(let payload) = answer, let node = try? JSONNode.parse(payload) else { return answer }
        var wrong = fault.answers(call, node)
        if case .unchanged = wrong { wrong = fault.judges(call, node, earlier) }
        switch wrong {
        case .unchanged: return answer
        case .json(let text): return .result(Array(text.utf8))
        case .error(let error): return .failure(error)
        case .late:
            try? await Task.sleep(for: lateness)
            return answer
        }
    }

    func opened(_ link: any ChargePointLink) {
        let wrong = WrongLink(
            right: link, fault: fault, sendUninvited: { sendUninvited() }, beginTransaction: { await beginTransaction() })
        history.set(link)
        right.opened(wrong)
    }

    func closed(_ reason: DisconnectReason) { right.closed(reason) }
    func observed(_ frame: ObservedFrame) { right.observed(frame) }
    func deviated(_ deviation: ProtocolDeviation, detail: String) { right.deviated(deviation, detail: detail) }

    /// The CALL as the central system learns of it.
    private func told(of call: InboundCall) -> InboundCall {
        guard let other = fault.forwards(call), let payload = try? JSONNode.parse(Array(other.utf8)) else { return call }
        return InboundCall(messageID: call.messageID, action: call.action, payload: payload, receivedAt: call.receivedAt)
    }

    /// A transaction of T on connector 1 that nobody began.
    private func beginTransaction() async {
        let now = SystemTime().now()
        let text = #"{"connectorId":1,"idTag":"CERT-TAG","meterStart":0,"timestamp":"\#(now.rfc3339)"}"#
        guard let payload = try? JSONNode.parse(Array(text.utf8)) else { return }
        _ = await right.answer(
            InboundCall(messageID: UUID().uuidString, action: "StartTransaction", payload: payload, receivedAt: now))
    }

    private func sendUninvited(after delay: Duration = .zero) {
        guard let link = history.link else { return }
        Task {
            try await Task.sleep(for: delay)
            _ = try? await link.call("GetConfiguration", payload: Array("{}".utf8), timeout: .seconds(5))
        }
    }
}

/// Sends what it should with a mistake in it, or hears another answer than the one given.
struct WrongLink: ChargePointLink {
    let right: any ChargePointLink
    let fault: Fault
    let sendUninvited: @Sendable () -> Void
    let beginTransaction: @Sendable () async -> Void

    var connectionID: ConnectionID { right.connectionID }

    func call(_ action: OCPPAction, payload: [UInt8], timeout: Duration) async throws(CallFailure) -> CallReply {
        var sent = payload
        let request = try? JSONNode.parse(payload)
        if let request, let wrong = fault.sends(action, request) { sent = Array(wrong.utf8) }
        let reply = try await right.call(action, payload: sent, timeout: timeout)
        if fault.repeats.contains(action) {
            Task { _ = try? await right.call(action, payload: sent, timeout: timeout) }
        }
        if fault.sendsUninvitedAfter.contains(action) { sendUninvited() }
        if let request, fault.beginsTransactionAfter(action, request, Fault.Earlier()) { await beginTransaction() }
        guard let other = fault.hears(action, reply.payload), let heard = try? JSONNode.parse(Array(other.utf8)) else { return reply }
        return CallReply(messageID: reply.messageID, payload: heard, sentAt: reply.sentAt, answeredAt: reply.answeredAt)
    }

    func close(_ reason: DisconnectReason) { right.close(reason) }
    func apply(_ settings: ConnectionSettings) { right.apply(settings) }
}

/// What a connection has seen, and its link once it is open.
private final class History: Sendable {
    private struct State {
        var link: (any ChargePointLink)?
        var seen = Fault.Earlier()
    }

    private let state = Mutex(State())

    var link: (any ChargePointLink)? { state.withLock { $0.link } }
    func set(_ link: any ChargePointLink) { state.withLock { $0.link = link } }

    /// Remembers a CALL, and returns what was seen before it.
    func note(_ call: InboundCall) -> Fault.Earlier {
        state.withLock { state in
            let earlier = state.seen
            let idTag = call.payload["idTag"]?.string ?? ""
            switch call.action {
            case "Authorize": state.seen.authorized.insert(idTag)
            case "StartTransaction":
                state.seen.authorized.remove(idTag)
                state.seen.openTransactions += 1
            case "StopTransaction": state.seen.openTransactions -= 1
            case "StatusNotification": state.seen.status = call.payload["status"]?.string ?? ""
            case "Heartbeat": state.seen.heartbeats += 1
            default: break
            }
            return earlier
        }
    }
}

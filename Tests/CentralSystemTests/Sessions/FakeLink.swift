import OCPPJ
import Synchronization

/// A connection that does what it is told.
final class FakeLink: ChargePointLink {
    private static let counter = Atomic<UInt64>(0)

    private struct State {
        var closed: [DisconnectReason] = []
        var settings: [ConnectionSettings] = []
        var calls: [(action: OCPPAction, payload: String)] = []
        var reply: @Sendable (OCPPAction) throws(CallFailure) -> String = { _ in #"{"status":"Accepted"}"# }
    }

    let connectionID = ConnectionID(value: counter.add(1, ordering: .relaxed).newValue)
    private let state = Mutex(State())

    var closed: [DisconnectReason] { state.withLock { $0.closed } }
    var applied: [ConnectionSettings] { state.withLock { $0.settings } }
    var calls: [(action: OCPPAction, payload: String)] { state.withLock { $0.calls } }

    func answer(_ reply: @escaping @Sendable (OCPPAction) throws(CallFailure) -> String) {
        state.withLock { $0.reply = reply }
    }

    func call(_ action: OCPPAction, payload: [UInt8], timeout: Duration) async throws(CallFailure) -> CallReply {
        let reply = state.withLock { state in
            state.calls.append((action, String(decoding: payload, as: UTF8.self)))
            return state.reply
        }
        let text = try reply(action)
        guard let node = try? JSONNode.parse(Array(text.utf8)) else { throw CallFailure(.invalidAnswer, action: action) }
        return CallReply(
            messageID: "1", payload: node, sentAt: Timestamp(milliseconds: 1), answeredAt: Timestamp(milliseconds: 2))
    }

    func close(_ reason: DisconnectReason) { state.withLock { $0.closed.append(reason) } }

    func apply(_ settings: ConnectionSettings) { state.withLock { $0.settings.append(settings) } }
}

import OCPPJ
import Synchronization

/// A connection on which the charge point acts before its answer is taken.
struct OvertakingLink: ChargePointLink {
    let connectionID = ConnectionID(value: 901)
    var answer = #"{"status":"Accepted"}"#
    let act: @Sendable () async -> Void

    init(answer: String = #"{"status":"Accepted"}"#, _ act: @escaping @Sendable () async -> Void) {
        self.answer = answer
        self.act = act
    }

    func call(_ action: OCPPAction, payload: [UInt8], timeout: Duration) async throws(CallFailure) -> CallReply {
        await act()
        guard let node = try? JSONNode.parse(Array(answer.utf8)) else { throw CallFailure(.invalidAnswer, action: action) }
        return CallReply(
            messageID: "1", payload: node, sentAt: Timestamp(milliseconds: 1), answeredAt: Timestamp(milliseconds: 2))
    }

    func close(_ reason: DisconnectReason) {}
    func apply(_ settings: ConnectionSettings) {}
}

/// Takes a number from a closure to the test.
final class Inbox: Sendable {
    private let kept = Mutex<Int?>(nil)
    var value: Int? { kept.withLock { $0 } }
    func put(_ value: Int?) { kept.withLock { $0 = value } }
}

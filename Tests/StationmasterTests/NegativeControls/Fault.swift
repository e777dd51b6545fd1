import Foundation
import OCPPJ
import Testing

/// One mistake of a central system, and the cases that must notice it: those and no others.
struct Fault: Sendable, CustomTestStringConvertible {
    /// What a charge point is answered in place of what the central system said.
    enum Answer: Sendable {
        case unchanged
        case json(String)
        case error(CallError)
        /// Comes too late to count.
        case late
    }

    /// What a connection has seen before a CALL.
    struct Earlier: Sendable {
        /// idTags that were authorized, and that no transaction began with since.
        var authorized: Set<String> = []
        var openTransactions = 0
        var heartbeats = 0
        /// The last one that was reported of a connector.
        var status = ""
    }

    let name: String
    /// The beginnings of the ids of the cases that must fail: `TC_044` stands for all three that begin so, `TC_001` for itself.
    let failing: [String]
    /// Of an answer to a charge point.
    var answers: @Sendable (InboundCall, _ right: JSONNode) -> Answer = { _, _ in .unchanged }
    /// The same with what came before on the connection.
    var judges: @Sendable (InboundCall, _ right: JSONNode, Earlier) -> Answer = { _, _, _ in .unchanged }
    /// Of a CALL: what the central system learns in place of it.
    var forwards: @Sendable (InboundCall) -> String? = { _ in nil }
    /// Whether a CALL of the charge point, or one to it, begins a transaction that the charge point knows nothing of.
    var beginsTransactionAfter: @Sendable (OCPPAction, _ request: JSONNode, Earlier) -> Bool = { _, _, _ in false }
    /// Answers in place of the central system, which never learns of the CALL; nil lets it answer itself.
    var swallows: @Sendable (InboundCall) -> String? = { _ in nil }
    /// Of a request to a charge point: the payload that goes out in place of the right one.
    var sends: @Sendable (OCPPAction, _ right: JSONNode) -> String? = { _, _ in nil }
    /// Of the charge point's answer to a request: what the central system takes it for.
    var hears: @Sendable (OCPPAction, _ answer: JSONNode) -> String? = { _, _ in nil }
    /// Requests that go out again, whatever came of them.
    var repeats: Set<OCPPAction> = []
    /// CALLs of the charge point, or to it, after which a request is sent though nobody asked for it.
    var sendsUninvitedAfter: Set<OCPPAction> = []
    /// How long after the second Heartbeat of a connection such a request comes; nil for never.
    var asksAfterHeartbeats: Duration?
    /// The name in the server's certificates, in place of the one that charge points connect to.
    var serverName: String?
    /// Whether the certificate of a charge point is refused.
    var refuses: @Sendable (_ certificate: [UInt8]) -> Bool = { _ in false }
    var acceptsWrongPasswords = false
    var acceptsLowerProfiles = false
    var acceptsAnySubprotocol = false

    init(_ name: String, failing: [String], _ change: (inout Fault) -> Void) {
        self.name = name
        self.failing = failing
        change(&self)
    }

    var testDescription: String { name }
}

extension JSONNode {
    /// This object with members changed, as JSON.
    func edited(_ edit: (inout [String: Any]) -> Void) -> String {
        do {
            guard var object = try JSONSerialization.jsonObject(with: Data(text)) as? [String: Any] else { return string ?? "{}" }
            edit(&object)
            return String(decoding: try JSONSerialization.data(withJSONObject: object), as: UTF8.self)
        } catch {
            Issue.record("a payload cannot be edited: \(error)")
            return "{}"
        }
    }

    /// The same for an object inside this one.
    func edited(_ member: String, _ edit: (inout [String: Any]) -> Void) -> String {
        edited { object in
            guard var inner = object[member] as? [String: Any] else { return }
            edit(&inner)
            object[member] = inner
        }
    }
}

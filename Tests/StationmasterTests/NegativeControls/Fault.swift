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

    let name: String
    /// The beginnings of the ids of the cases that must fail.
    let failing: [String]
    /// Of an answer to a charge point.
    var answers: @Sendable (InboundCall, _ right: JSONNode) -> Answer = { _, _ in .unchanged }
    /// Answers in place of the central system, which never learns of the CALL; nil lets it answer itself.
    var swallows: @Sendable (InboundCall) -> String? = { _ in nil }
    /// Of a request to a charge point: the payload that goes out in place of the right one.
    var sends: @Sendable (OCPPAction, _ right: JSONNode) -> String? = { _, _ in nil }
    /// A request that goes out again, whatever came of it.
    var repeats: OCPPAction?
    /// A request that is sent after a CALL of the charge point, or after one to it, though nobody asked for it.
    var sendsUninvitedAfter: OCPPAction?
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

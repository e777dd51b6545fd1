/// Puts the CALLs of one peer in order: one at a time is worked on, the others wait; the same message again gets the same
/// answer (OCPP-J 1.6, section 4.1.1; field experience with retries under the first id).
///
/// A pure value: it knows no socket and no clock.
package struct InboundCalls {
    package enum Admission {
        /// Work on it now.
        case perform(InboundCall)
        /// It waits; a CALL before it is not answered yet.
        case wait
        /// It was answered before: send this text again.
        case repeatAnswer([UInt8])
    }

    private struct Waiting {
        let fingerprint: MessageFingerprint
        let call: InboundCall
    }

    private struct Answered {
        let fingerprint: MessageFingerprint
        let text: [UInt8]
    }

    /// How many answers are kept for repeated messages.
    private let memory: Int
    private var current: MessageFingerprint?
    private var waiting: [Waiting] = []
    private var answered: [Answered] = []

    package init(memory: Int = 8) {
        self.memory = memory
    }

    /// How many CALLs are being worked on or wait.
    package var count: Int { waiting.count + (current == nil ? 0 : 1) }

    /// Another message went by under this id, here or already answered.
    package func collides(_ fingerprint: MessageFingerprint) -> Bool {
        func isOther(_ known: MessageFingerprint) -> Bool {
            known.content != fingerprint.content && known.messageID == fingerprint.messageID
        }
        if let current, isOther(current) { return true }
        return waiting.contains { isOther($0.fingerprint) } || answered.contains { isOther($0.fingerprint) }
    }

    /// A CALL arrived.
    package mutating func received(_ fingerprint: MessageFingerprint, _ call: InboundCall) -> Admission {
        guard current == nil else {
            waiting.append(Waiting(fingerprint: fingerprint, call: call))
            return .wait
        }
        if let text = answer(to: fingerprint) { return .repeatAnswer(text) }
        current = fingerprint
        return .perform(call)
    }

    /// The CALL that was worked on is answered with this text. Call `next` until it returns nil or `.perform`.
    package mutating func finished(_ text: [UInt8]) {
        guard let fingerprint = current else { return }
        current = nil
        if answered.count >= memory { answered.removeFirst() }
        answered.append(Answered(fingerprint: fingerprint, text: text))
    }

    /// The next CALL whose turn it is; nil when none waits or one is being worked on.
    package mutating func next() -> Admission? {
        guard current == nil, !waiting.isEmpty else { return nil }
        let next = waiting.removeFirst()
        return received(next.fingerprint, next.call)
    }

    /// Whether this very message is known: being worked on, waiting or answered.
    package func isRepeat(_ fingerprint: MessageFingerprint) -> Bool {
        current == fingerprint || waiting.contains { $0.fingerprint == fingerprint }
            || answered.contains { $0.fingerprint == fingerprint }
    }

    private func answer(to fingerprint: MessageFingerprint) -> [UInt8]? {
        answered.last { $0.fingerprint == fingerprint }?.text
    }
}

/// Keeps one of our CALLs outstanding and the others waiting in a bounded queue (OCPP-J 1.6, section 4.1.1).
///
/// A pure value: the owner gives the time and carries out what comes back. `Call` is whatever the owner keeps for a CALL.
package struct OutboundCalls<Call> {
    /// A CALL on the wire.
    package struct Outstanding {
        package let messageID: String
        package let call: Call
        package let sentAt: Timestamp
        /// When it counts as unanswered, in milliseconds of the owner's monotonic clock: the wall clock may jump.
        package let deadline: Int64
    }

    package enum Enqueued: Hashable {
        /// Its turn is now: take it with `next`.
        case ready
        case waits
        /// The queue is full; the CALL was not taken.
        case refused
    }

    /// What an answer's message id stands for.
    package enum Match {
        case outstanding(Outstanding)
        /// It answers a CALL that timed out, sent at this time.
        case late(sentAt: Timestamp, action: OCPPAction)
        case unknown
    }

    private struct Expired {
        let messageID: String
        let action: OCPPAction
        let sentAt: Timestamp
    }

    /// How many CALLs that timed out are remembered for late answers.
    private static var memory: Int { 4 }

    package private(set) var outstanding: Outstanding?
    private var waiting: [Call] = []
    private var expired: [Expired] = []

    package init() {}

    /// How many CALLs wait behind the outstanding one.
    package var waitingCount: Int { waiting.count }

    package mutating func enqueue(_ call: Call, limit: Int) -> Enqueued {
        if outstanding == nil, waiting.isEmpty {
            waiting.append(call)
            return .ready
        }
        guard waiting.count < limit else { return .refused }
        waiting.append(call)
        return .waits
    }

    /// Takes the CALL whose turn it is; nil when one is outstanding or none waits. It must then be sent and `sent` called.
    package mutating func next() -> Call? {
        guard outstanding == nil, !waiting.isEmpty else { return nil }
        return waiting.removeFirst()
    }

    package mutating func sent(_ call: Call, messageID: String, at time: Timestamp, deadline: Int64) {
        outstanding = Outstanding(messageID: messageID, call: call, sentAt: time, deadline: deadline)
    }

    /// An answer came under this id. An outstanding CALL is then no longer outstanding.
    package mutating func answered(_ messageID: String) -> Match {
        if let current = outstanding, current.messageID == messageID {
            outstanding = nil
            return .outstanding(current)
        }
        if let index = expired.firstIndex(where: { $0.messageID == messageID }) {
            let known = expired.remove(at: index)
            return .late(sentAt: known.sentAt, action: known.action)
        }
        return .unknown
    }

    /// The outstanding CALL, when its time is up. It is then no longer outstanding.
    package mutating func expire(at now: Int64, action: (Call) -> OCPPAction) -> Outstanding? {
        guard let current = outstanding, current.deadline <= now else { return nil }
        outstanding = nil
        if expired.count >= Self.memory { expired.removeFirst() }
        expired.append(Expired(messageID: current.messageID, action: action(current.call), sentAt: current.sentAt))
        return current
    }

    /// The connection is gone: all CALLs, the outstanding one first, with the time each was sent.
    package mutating func removeAll() -> [(call: Call, sentAt: Timestamp?, messageID: String?)] {
        var all: [(call: Call, sentAt: Timestamp?, messageID: String?)] = []
        if let current = outstanding { all.append((current.call, current.sentAt, current.messageID)) }
        all += waiting.map { ($0, nil, nil) }
        outstanding = nil
        waiting = []
        return all
    }
}

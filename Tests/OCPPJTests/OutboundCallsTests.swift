import Testing

@testable import OCPPJ

@Suite("Outbound CALLs")
struct OutboundCallsTests {
    private let start = Timestamp(milliseconds: 0)

    private func send(_ calls: inout OutboundCalls<String>, _ id: String, deadline: Int64 = 1000) -> String? {
        guard let call = calls.next() else { return nil }
        calls.sent(call, messageID: id, at: start, deadline: deadline)
        return call
    }

    @Test("a full queue refuses", arguments: [0, 1, 5])
    func refuses(limit: Int) {
        var calls = OutboundCalls<String>()
        #expect(calls.enqueue("first", limit: limit) == .ready)
        #expect(send(&calls, "1") == "first")
        for number in 0..<limit { #expect(calls.enqueue("\(number)", limit: limit) == .waits) }
        #expect(calls.enqueue("last", limit: limit) == .refused)
        #expect(calls.waitingCount == limit)
    }

    @Test("the next goes out only when the outstanding one is answered")
    func oneAtATime() {
        var calls = OutboundCalls<String>()
        _ = calls.enqueue("a", limit: 9)
        #expect(send(&calls, "1") == "a")
        _ = calls.enqueue("b", limit: 9)
        #expect(send(&calls, "2") == nil)
        #expect(calls.answered("1").call == "a")
        #expect(send(&calls, "2") == "b")
    }

    @Test("an answer with a strange id leaves the outstanding CALL alone")
    func unsolicited() {
        var calls = OutboundCalls<String>()
        _ = calls.enqueue("a", limit: 9)
        _ = send(&calls, "1")
        #expect(calls.answered("x").isUnknown)
        #expect(calls.outstanding?.messageID == "1")
        #expect(calls.answered("1").call == "a")
        #expect(calls.answered("1").isUnknown)
    }

    @Test("a CALL expires at its deadline and not before, and the queue goes on", arguments: [(999, false), (1000, true), (5000, true)] as [(Int64, Bool)])
    func expires(now: Int64, isExpired: Bool) {
        var calls = OutboundCalls<String>()
        _ = calls.enqueue("a", limit: 9)
        _ = send(&calls, "1")
        _ = calls.enqueue("b", limit: 9)
        #expect((calls.expire(at: now) { _ in "Reset" } != nil) == isExpired)
        #expect(send(&calls, "2") == (isExpired ? "b" : nil))
    }

    @Test("an answer after the timeout is late, once, and does not touch the CALL now outstanding")
    func late() {
        var calls = OutboundCalls<String>()
        _ = calls.enqueue("a", limit: 9)
        _ = send(&calls, "1")
        _ = calls.expire(at: 1000) { _ in "Reset" }
        _ = calls.enqueue("b", limit: 9)
        _ = send(&calls, "2", deadline: 3000)
        guard case .late(start, "Reset") = calls.answered("1") else {
            Issue.record("not late")
            return
        }
        #expect(calls.answered("1").isUnknown)
        #expect(calls.outstanding?.call == "b")
    }

    @Test("a lost connection gives back every CALL, the outstanding one first")
    func lost() {
        var calls = OutboundCalls<String>()
        for name in ["a", "b", "c"] {
            _ = calls.enqueue(name, limit: 9)
            _ = send(&calls, "id")
        }
        let all = calls.removeAll()
        #expect(all.map(\.call) == ["a", "b", "c"])
        #expect(all.map { $0.sentAt != nil } == [true, false, false])
        #expect(calls.removeAll().isEmpty)
    }

    /// Every order of three CALLs with their answers, timeouts and strange answers: at most one is outstanding, and each
    /// CALL ends exactly once.
    @Test("whatever the order of events, each CALL ends once", arguments: 0..<4096)
    func everyOrder(seed: Int) {
        var calls = OutboundCalls<Int>()
        var ended: [Int: Int] = [:]
        var nextID = 0
        var enqueued = 0
        func sendNext() {
            guard let call = calls.next() else { return }
            nextID += 1
            calls.sent(call, messageID: "\(nextID)", at: start, deadline: 10)
        }
        var events = seed
        for _ in 0..<6 {
            switch events % 4 {
            case 0:
                if calls.enqueue(enqueued, limit: 2) == .refused { ended[enqueued, default: 0] += 1 }
                enqueued += 1
            case 1:
                if case .outstanding(let sent) = calls.answered("\(nextID)") { ended[sent.call, default: 0] += 1 }
            case 2:
                if let expired = calls.expire(at: 10, action: { _ in "Reset" }) { ended[expired.call, default: 0] += 1 }
            default:
                if case .outstanding = calls.answered("strange") { Issue.record("a strange id matched") }
            }
            sendNext()
            events /= 4
        }
        for (call, _, _) in calls.removeAll() { ended[call, default: 0] += 1 }
        #expect(ended.count == enqueued)
        #expect(ended.values.allSatisfy { $0 == 1 })
    }
}

extension OutboundCalls.Match {
    fileprivate var call: Call? {
        if case .outstanding(let sent) = self { sent.call } else { nil }
    }

    fileprivate var isUnknown: Bool {
        if case .unknown = self { true } else { false }
    }
}

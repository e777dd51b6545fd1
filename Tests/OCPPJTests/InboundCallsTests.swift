import Testing

@testable import OCPPJ

@Suite("Inbound CALLs")
struct InboundCallsTests {
    private func print(_ id: String, _ content: Int = 0) -> MessageFingerprint {
        MessageFingerprint(messageID: id, content: content)
    }

    /// Known again by its message id.
    private func call(_ name: String) throws -> InboundCall {
        InboundCall(
            messageID: name, action: "Heartbeat", payload: try .parse(Array("{}".utf8)), receivedAt: Timestamp(milliseconds: 0))
    }

    @Test("one is performed at a time, the others in the order of arrival")
    func order() throws {
        var calls = InboundCalls()
        #expect(try calls.received(print("1"), call("a")).performed == "a")
        #expect(try calls.received(print("2"), call("b")).performed == nil)
        #expect(try calls.received(print("3"), call("c")).performed == nil)
        #expect(calls.next().isNothing)
        calls.finished([1])
        #expect(calls.next()?.performed == "b")
        #expect(calls.next().isNothing)
        calls.finished([2])
        #expect(calls.next()?.performed == "c")
        calls.finished([3])
        #expect(calls.next().isNothing)
        #expect(calls.count == 0)
    }

    @Test("the same message again gets the first answer and is not performed twice")
    func repeats() throws {
        var calls = InboundCalls()
        _ = calls.received(print("1"), try call("a"))
        calls.finished([42])
        #expect(calls.isRepeat(print("1")))
        #expect(try calls.received(print("1"), call("a")).repeated == [42])
    }

    @Test("a repeat that arrives while the first is worked on waits for its answer")
    func repeatsWhileWorking() throws {
        var calls = InboundCalls()
        _ = calls.received(print("1"), try call("a"))
        #expect(try calls.received(print("1"), call("a")).performed == nil)
        calls.finished([42])
        #expect(calls.next()?.repeated == [42])
        #expect(calls.next().isNothing)
    }

    @Test("the same id with other content is another message, and a collision")
    func collision() throws {
        var calls = InboundCalls()
        _ = calls.received(print("1", 0), try call("a"))
        calls.finished([1])
        #expect(calls.collides(print("1", 9)))
        #expect(!calls.isRepeat(print("1", 9)))
        #expect(try calls.received(print("1", 9), call("b")).performed == "b")
        calls.finished([2])
        #expect(try calls.received(print("1", 9), call("b")).repeated == [2])
        #expect(try calls.received(print("1", 0), call("a")).repeated == [1])
    }

    @Test("only the newest answers are kept", arguments: [1, 2, 8])
    func memory(memory: Int) throws {
        var calls = InboundCalls(memory: memory)
        for number in 0...memory {
            _ = calls.received(print("\(number)"), try call("\(number)"))
            calls.finished([UInt8(number)])
        }
        #expect(!calls.isRepeat(print("0")))
        for number in 1...memory { #expect(calls.isRepeat(print("\(number)"))) }
    }
}

extension InboundCalls.Admission {
    fileprivate var performed: String? {
        if case .perform(let call) = self { call.messageID } else { nil }
    }

    fileprivate var repeated: [UInt8]? {
        if case .repeatAnswer(let text) = self { text } else { nil }
    }
}

extension Optional {
    /// Stands in for `== nil`, which would ask the associated value to be equatable.
    fileprivate var isNothing: Bool {
        if case .none = self { true } else { false }
    }
}

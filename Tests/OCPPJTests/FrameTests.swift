import Testing

@testable import OCPPJ

@Suite("Frames")
struct FrameTests {
    @Test("a CALL is read")
    func call() throws {
        guard case .call("19223201", "BootNotification", let payload) = try decode(
            #"[2, "19223201", "BootNotification", {"chargePointVendor": "V"}]"#)
        else {
            Issue.record("no CALL")
            return
        }
        #expect(payload["chargePointVendor"]?.string == "V")
    }

    @Test("a CALLERROR is read, also without description and details, and in later versions' spelling", arguments: [
        (#"[4,"1","NotImplemented","no",{"a":1}]"#, CallError(.notImplemented, "no", details: #"{"a":1}"#)),
        (#"[4,"1","GenericError"]"#, CallError(.genericError, "")),
        (#"[4,"1",5,6]"#, CallError(.genericError, "")),
        (#"[4,"1","FormatViolation","x",null]"#, CallError(.formationViolation, "x")),
        (#"[4,"1","OccurrenceConstraintViolation","",{}]"#, CallError(.occurenceConstraintViolation, "")),
        (#"[4,"1","VendorSpecific","",{}]"#, CallError(CallErrorCode(rawValue: "VendorSpecific"), "")),
    ])
    func callError(text: String, expected: CallError) throws {
        guard case .callError("1", let error) = try decode(text) else {
            Issue.record("no CALLERROR")
            return
        }
        #expect(error == expected)
    }

    @Test("what is no frame is refused with a reason", arguments: [
        "", "hello", "{}", "[]", "[2]", #"["2","1","Heartbeat",{}]"#, "[2,1,\"Heartbeat\",{}]", #"[3,"1"]"#, #"[5,"1",{}]"#,
        #"[4,"1"]"#, #"[3,"1",{},{}]"#,
    ])
    func refuses(text: String) {
        #expect(throws: FrameError.self) { try decode(text) }
    }

    @Test("a CALL with an id but no sound rest can still be answered", arguments: [
        #"[2,"7","Heartbeat"]"#, #"[2,"7"]"#, #"[2,"7",5,{}]"#, #"[2,"7","Heartbeat",{},1]"#,
    ])
    func answerable(text: String) {
        let error = #expect(throws: FrameError.self) { try decode(text) }
        #expect(error?.messageID == "7")
    }

    @Test("frames are written without spaces, ids and texts escaped")
    func writes() {
        #expect(text(Frame.call("a", "Reset", payload: Array("{}".utf8))) == #"[2,"a","Reset",{}]"#)
        #expect(text(Frame.answer("q\"", .result(Array("{}".utf8)))) == #"[3,"q\"",{}]"#)
        #expect(text(Frame.answer("a", .failure(CallError(.internalError, "x")))) == #"[4,"a","InternalError","x",{}]"#)
    }

    @Test("descriptions longer than the specification allows are cut")
    func cutsDescription() throws {
        let frame = Frame.answer("a", .failure(CallError(.genericError, String(repeating: "é", count: 400))))
        guard case .callError(_, let error) = try Frame.decode(frame) else {
            Issue.record("no CALLERROR")
            return
        }
        #expect(error.text.count == 255)
    }

    @Test("a letter with a million accents does not count as one")
    func cutsAccents() {
        let text = "a" + String(repeating: "\u{301}", count: 1000)
        #expect(text.count == 1)
        #expect(text.cut(to: 255).unicodeScalars.count == 255)
        #expect("short".cut(to: 255) == "short")
        #expect("äöü".cut(to: 2) == "äö")
        #expect(Frame.answer("1", .failure(CallError(.genericError, text))).count < 600)
    }

    private func decode(_ text: String) throws -> Frame { try Frame.decode(Array(text.utf8)) }
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}

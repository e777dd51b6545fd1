import OCPPJ
import Testing

@testable import CentralSystem

@Suite("Secrets in what is kept")
struct SecretMaskTests {
    @Test("the AuthorizationKey is hidden, wherever it stands and however it is spelled", arguments: [
        (#"[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"00ff"}]"#,
            #"[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"(hidden)"}]"#),
        (#"{"value":"00ff","key":"AUTHORIZATIONKEY"}"#, #"{"value":"(hidden)","key":"AUTHORIZATIONKEY"}"#),
        (#"{"configurationKey":[{"key":"A","value":"1.50","readonly":true},{"key":"authorizationKey","readonly":false,"value":"x"}]}"#,
            #"{"configurationKey":[{"key":"A","value":"1.50","readonly":true},{"key":"authorizationKey","readonly":false,"value":"(hidden)"}]}"#),
    ])
    func hides(json: String, kept: String) {
        #expect(String(decoding: SecretMask.masked(Array(json.utf8), of: "ChangeConfiguration"), as: UTF8.self) == kept)
    }

    @Test("everything else stays as it was to the byte", arguments: [
        #"{ "key" : "HeartbeatInterval", "value" : "60" }"#, "not JSON", "{}", #"[3,"1",{"status":"Accepted"}]"#,
    ])
    func leaves(json: String) {
        #expect(SecretMask.masked(Array(json.utf8), of: "ChangeConfiguration") == Array(json.utf8))
    }

    @Test("what nobody knows the action of is looked through too, and hidden when it cannot be", arguments: [
        (#"[3,"late",{"configurationKey":[{"key":"AuthorizationKey","value":"x"}]}]"#,
            #"[3,"late",{"configurationKey":[{"key":"AuthorizationKey","value":"(hidden)"}]}]"#),
        (#"{"key":"A","key":"authorizationkey","value":"x"}"#, #"{"key":"A","key":"authorizationkey","value":"(hidden)"}"#),
        (#"[3,"broken",{"configurationKey":[{"key":"AuthorizationKey","value":"x"#, SecretMask.unreadable),
        ("not JSON", "not JSON"), (#"[3,"1",{"status":"Accepted"}]"#, #"[3,"1",{"status":"Accepted"}]"#),
    ])
    func unknownAction(json: String, kept: String) {
        #expect(String(decoding: SecretMask.masked(Array(json.utf8), of: nil), as: UTF8.self) == kept)
    }

    @Test("a frame that is too long is cut with a note, a stranger's sooner", arguments: [(true, 65_536), (false, 2048)])
    func cuts(isAccepted: Bool, limit: Int) {
        let text = Array(#"[2,"1","DataTransfer",{"vendorId":"V","data":""#.utf8) + Array(repeating: UInt8(ascii: "x"), count: 70_000)
        let frame = ObservedFrame(
            direction: .received, kind: .call, time: Timestamp(milliseconds: 0), messageID: "1", action: "DataTransfer", text: text)
        let kept = frame.kept(isAccepted: isAccepted)
        #expect(kept.text == Array(text.prefix(limit)))
        #expect(kept.note?.contains("\(text.count) bytes") == true)
    }
}

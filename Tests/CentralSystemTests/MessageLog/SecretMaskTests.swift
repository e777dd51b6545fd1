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

    @Test("passwords in the URLs that charge points are given are hidden", arguments: [
        ("GetDiagnostics", #"{"location":"ftp://user:secret@files/in/"}"#, #"{"location":"ftp://user:(hidden)@files/in/"}"#),
        ("UpdateFirmware", #"[2,"1","UpdateFirmware",{"location":"https://:p%40w@x/fw?a=b@c","retries":1}]"#,
            #"[2,"1","UpdateFirmware",{"location":"https://:(hidden)@x/fw?a=b@c","retries":1}]"#),
        ("GetLog", #"{"requestId":1,"log":{"remoteLocation":"ftp://a:b:c@x"}}"#,
            #"{"requestId":1,"log":{"remoteLocation":"ftp://a:(hidden)@x"}}"#),
        ("SignedUpdateFirmware", #"{"firmware":{"location":"ftp://u:pa/ss@x/fw"}}"#,
            #"{"firmware":{"location":"ftp://u:(hidden)@x/fw"}}"#),
    ] as [(OCPPAction, String, String)])
    func hidesPasswords(action: OCPPAction, json: String, kept: String) {
        #expect(String(decoding: SecretMask.masked(Array(json.utf8), of: action), as: UTF8.self) == kept)
    }

    @Test("a URL without a password stays as it is", arguments: [
        "ftp://files.example.com/in/", "ftp://user@files/in/", "http://x:9001/firmware/a@b/c", "ftp://user:@x/", "mailto:a@b", "",
        "http://x/?to=a:b@c", "//", "http://[::1]:9001/a", "http://[::1]:9001/a@b",
    ])
    func leavesLocations(location: String) {
        #expect(LocationMask.masked(location) == location)
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

@Suite("Secrets that an answer repeats")
struct EchoedSecretsTests {
    private static let request = Array(#"{"key":"AuthorizationKey","value":"00FF00ff00ff00ff"}"#.utf8)

    @Test("the key that was sent is hidden in the answer to it, whatever the case, and the rest of the JSON stays", arguments: [
        (#"[4,"1","PropertyConstraintViolation","00ff00ff00ff00ff is too short",{"value":"x00FF00FF00FF00FFx","n":1.50}]"#,
            #"[4,"1","PropertyConstraintViolation","(hidden) is too short",{"value":"x(hidden)x","n":1.50}]"#),
        (#"[3,"1",{"status":"Rejected"}]"#, #"[3,"1",{"status":"Rejected"}]"#),
        ("not JSON 00ff00ff00ff00ff", "not JSON (hidden)"),
    ])
    func hides(answer: String, kept: String) {
        let secrets = EchoedSecrets(Self.request, of: "ChangeConfiguration")
        #expect(String(decoding: secrets.hidden(in: Array(answer.utf8)), as: UTF8.self) == kept)
    }

    @Test("a password of a URL is hidden as it stands there, and decoded")
    func decoded() {
        let secrets = EchoedSecrets(Array(#"{"location":"ftp://u:p%40ssword@x/"}"#.utf8), of: "GetDiagnostics")
        #expect(secrets.hidden(in: "no p%40ssword, no p@ssword") == "no (hidden), no (hidden)")
    }

    @Test("what is no secret, or too short to be one, hides nothing", arguments: [
        (#"{"key":"HeartbeatInterval","value":"86400"}"#, "ChangeConfiguration"), (#"{"key":"AuthorizationKey","value":"abc"}"#, "ChangeConfiguration"),
        (#"{"vendorId":"V","data":"secret"}"#, "DataTransfer"),
    ] as [(String, OCPPAction)])
    func nothing(request: String, action: OCPPAction) {
        #expect(EchoedSecrets(Array(request.utf8), of: action).isEmpty)
    }

    @Test("a CALLERROR that quotes the key is kept and shown without it")
    func command() async throws {
        let fixture = try await CentralSystemFixture()
        try await fixture.register()
        let station = try await fixture.connect()
        station.link.answer { action throws(CallFailure) in
            throw CallFailure(
                .callError, action: action,
                error: CallError(.propertyConstraintViolation, "00ff00ff00ff00ff is bad", details: #"{"was":"00FF00ff00ff00ff"}"#))
        }
        let shown = try await fixture.system.commands.send(
            "ChangeConfiguration", payload: try JSONNode.parse(Self.request), to: "CP-1", requestedBy: "test")
        for command in [shown, try await fixture.system.commands.get(shown.id)] {
            #expect(command.error?.text == "(hidden) is bad")
            #expect(command.error?.details == #"{"was":"(hidden)"}"#)
        }
    }

    @Test("the message log hides it too, in the answer alone")
    func messageLog() {
        func frame(_ direction: ObservedFrame.Direction, _ kind: ObservedFrame.Kind, _ id: String, _ text: String) -> ObservedFrame {
            ObservedFrame(
                direction: direction, kind: kind, time: Timestamp(milliseconds: 0), messageID: id, action: "ChangeConfiguration",
                text: Array(text.utf8))
        }
        let secrets = AnswerSecrets()
        let call = #"[2,"1","ChangeConfiguration",\#(String(decoding: Self.request, as: UTF8.self))]"#
        #expect(secrets.hidden(in: frame(.sent, .call, "1", call)).text == Array(call.utf8))
        let error = #"[4,"1","GenericError","00FF00ff00ff00ff",{}]"#
        #expect(secrets.hidden(in: frame(.received, .callError, "1", error)).text == Array(#"[4,"1","GenericError","(hidden)",{}]"#.utf8))
        #expect(secrets.hidden(in: frame(.received, .callError, "2", error)).text == Array(error.utf8))
    }
}

import OCPPJ
import Testing

@testable import WebAPI

@Suite("What the audit log keeps of bodies")
struct AuditTextTests {
    private func text(_ json: String, hidesValue: Bool = false) throws -> String? {
        AuditText.of(try JSONNode.parse(Array(json.utf8)), hidesValue: hidesValue)
    }

    @Test("secrets are hidden wherever they stand", arguments: [
        #"{"password":"S"}"#, #"{"currentPassword":"S","a":[{"secret":"S"}]}"#, #"{"key":"AuthorizationKey","value":"S"}"#,
        #"{"list":[{"key":"authorization key","value":"S"}]}"#, #"{"values":{"AuthorizationKey":"S"}}"#, #"{"token":"S"}"#,
        #"{"pem":"-----BEGIN EC PRIVATE KEY-----S"}"#, #"{"privateKey":{"d":"S"}}"#, #"{"password":["S"]}"#,
    ])
    func hidden(json: String) throws {
        let kept = try #require(try text(json))
        #expect(!kept.contains("S\"") && !kept.contains("-S"), "\(kept)")
        #expect(kept.contains("(hidden)"))
        _ = try JSONNode.parse(Array(kept.utf8))
    }

    @Test("passwords in URLs are hidden, the rest of them is kept")
    func locations() throws {
        let kept = try text(#"{"location":"ftp://user:secret@files.example.com/a","all":[{"url":"https://h/x"},"ftp://u:secret@h"]}"#)
        #expect(kept == #"{"location":"ftp://user:(hidden)@files.example.com/a","all":[{"url":"https://h/x"},"ftp://u:(hidden)@h"]}"#)
    }

    @Test("the value of a secret key in the path is hidden, other values are kept")
    func path() throws {
        #expect(try text(#"{"value":"S"}"#, hidesValue: true) == #"{"value":"(hidden)"}"#)
        #expect(try text(#"{"key":"HeartbeatInterval","value":"60"}"#) == #"{"key":"HeartbeatInterval","value":"60"}"#)
        #expect(try text(#"{"password":null,"generatePassword":true}"#) == #"{"password":null,"generatePassword":true}"#)
        #expect(try text("{}") == nil)
    }

    @Test("long bodies are cut between characters", arguments: 0..<4)
    func cut(shift: Int) throws {
        let kept = try #require(try text("{\"note\":\"\(String(repeating: "x", count: shift))\(String(repeating: "€", count: 3000))\"}"))
        #expect(kept.hasSuffix("€…"))
        #expect(kept.utf8.count <= AuditText.longest + 3)
    }
}

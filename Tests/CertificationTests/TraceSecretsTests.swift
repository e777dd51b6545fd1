import Testing

@testable import Certification

@Suite("Secrets in a trace")
struct TraceSecretsTests {
    @Test("the value of an AuthorizationKey is taken out of a frame, however it is written")
    func authorizationKey() {
        let frames = [
            #"[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"5365637265742d"}]"#,
            #"[2,"1","ChangeConfiguration",{"value" : "5365637265742d", "key":"authorizationkey"}]"#,
            #"[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"a\"5365637265742d"}]"#,
        ]
        for frame in frames {
            let hidden = TraceSecrets.hidden(in: frame)
            #expect(!hidden.contains("5365637265742d"))
            #expect(hidden.contains(#""value":"(not shown)""#))
        }
    }

    @Test("a trace holds it without the value")
    func trace() {
        let trace = CaseTrace()
        trace.add(.received, #"[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"5365637265742d"}]"#)
        #expect(trace.entries.map(\.text) == [#"[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"(not shown)"}]"#])
    }

    @Test("other frames stay as they are, letter by letter")
    func others() {
        let frames = [
            #"[2,"1","ChangeConfiguration",{"key":"MeterValueSampleInterval","value":"60"}]"#,
            #"[3,"1",{"configurationKey":[{"key":"AuthorizationKey","readonly":false,"value":"x"}]}]"#,
        ]
        for frame in frames { #expect(TraceSecrets.hidden(in: frame) == frame) }
    }
}

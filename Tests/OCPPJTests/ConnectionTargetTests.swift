import Testing

@testable import OCPPJ

@Suite("Connection URLs")
struct ConnectionTargetTests {
    @Test("the identity is the last path component, decoded once", arguments: [
        ("/ocpp/CP-1", "CP-1", false),
        ("/ocpp/CP-1/", "CP-1", true),
        ("/ocpp//CP-1", "CP-1", true),
        ("//CP-1//", "CP-1", true),
        ("/CP-1", "CP-1", false),
        ("/some/other/prefix/CP-1", "CP-1", false),
        ("/ocpp/CP%201", "CP 1", false),
        ("/ocpp/CP%2520", "CP%20", false),
        ("/ocpp/a%2Fb", "a/b", false),
        ("/ocpp/%C3%A9", "é", false),
        ("/ocpp/CP-1?x=/y", "CP-1", false),
    ])
    func identity(target: String, identity: String, isOdd: Bool) {
        let parsed = ConnectionTarget(target)
        #expect(parsed.identity == identity)
        #expect(parsed.isOdd == isOdd)
    }

    @Test("without a component that can be an identity there is none", arguments: [
        "", "/", "//", "/ocpp", "/ocpp/", "/prefix/ocpp/", "/ocpp/.", "/ocpp/..", "/ocpp/%", "/ocpp/%4", "/ocpp/%zz", "/ocpp/%FF", "/?id=CP-1",
    ])
    func none(target: String) {
        #expect(ConnectionTarget(target).identity == nil)
    }
}

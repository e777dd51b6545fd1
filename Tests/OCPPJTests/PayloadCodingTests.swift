import Testing

@testable import OCPPJ

private enum Colour: String, Codable, CaseIterable { case red = "Red", green = "Green" }
private struct Inner: Codable, Hashable { var number: Int; var colour: Colour? }
private struct Outer: Codable, Hashable {
    var name: String
    var inner: Inner?
    var list: [Inner]
    var ratio: Double?
    var flag: Bool?
    var words: [String]?
}
private struct Empty: Codable, Hashable {}

@Suite("Payload coding")
struct PayloadCodingTests {
    @Test("a value comes back from its own text")
    func roundTrip() throws {
        let value = Outer(
            name: "a\"\\\n\u{1}é", inner: Inner(number: -3, colour: .green), list: [Inner(number: 1), Inner(number: 2, colour: .red)],
            ratio: 6, flag: true, words: ["x", "y"])
        let bytes = try PayloadEncoder.encode(value)
        #expect(try PayloadDecoder.decode(Outer.self, from: .parse(bytes)) == value)
    }

    @Test("absent optionals are left out, empty types are {}")
    func compact() throws {
        let bytes = try PayloadEncoder.encode(Outer(name: "n", list: []))
        #expect(String(decoding: bytes, as: UTF8.self) == #"{"name":"n","list":[]}"#)
        #expect(String(decoding: try PayloadEncoder.encode(Empty()), as: UTF8.self) == "{}")
        #expect(String(decoding: try PayloadEncoder.encode([Empty(), Empty()]), as: UTF8.self) == "[{},{}]")
    }

    @Test("null as a whole payload counts as an empty one")
    func nullPayload() throws {
        #expect(try PayloadDecoder.decode(Empty.self, from: .parse(Array("null".utf8))) == Empty())
    }

    @Test("unknown members are passed over, null is an absent optional")
    func lenient() throws {
        let text = #"{"name":"n","list":[{"number":5.0,"colour":null,"x":{}}],"ratio":null,"more":[1]}"#
        let value = try PayloadDecoder.decode(Outer.self, from: .parse(Array(text.utf8)))
        #expect(value == Outer(name: "n", list: [Inner(number: 5)]))
    }

    @Test("a failure names the member and the most specific code", arguments: [
        (#"{"list":[]}"#, "name", CallErrorCode.occurenceConstraintViolation),
        (#"{"name":null,"list":[]}"#, "name", .occurenceConstraintViolation),
        (#"{"name":5,"list":[]}"#, "name", .typeConstraintViolation),
        (#"{"name":"n","list":{}}"#, "list", .typeConstraintViolation),
        (#"{"name":"n","list":[{"number":"1"}]}"#, "list[0].number", .typeConstraintViolation),
        (#"{"name":"n","list":[{"number":1},{"number":1.5}]}"#, "list[1].number", .typeConstraintViolation),
        (#"{"name":"n","list":[{"number":1,"colour":"Blue"}]}"#, "list[0].colour", .propertyConstraintViolation),
        (#"{"name":"n","list":[],"inner":{}}"#, "inner.number", .occurenceConstraintViolation),
        (#"{"name":"n","list":[],"words":["a",1]}"#, "words[1]", .typeConstraintViolation),
        (#"[]"#, "payload", .formationViolation),
        (#""text""#, "payload", .formationViolation),
    ])
    func failures(text: String, member: String, code: CallErrorCode) throws {
        let node = try JSONNode.parse(Array(text.utf8))
        let error = #expect(throws: PayloadError.self) { try PayloadDecoder.decode(Outer.self, from: node) }
        #expect(error?.member == member)
        #expect(error?.code == code)
    }

    @Test("the allowed values of a closed set are named")
    func allowedValues() throws {
        let node = try JSONNode.parse(Array(#"{"number":1,"colour":"Blue"}"#.utf8))
        let error = #expect(throws: PayloadError.self) { try PayloadDecoder.decode(Inner.self, from: node) }
        #expect(error?.description == "colour must be one of Red, Green")
    }
}

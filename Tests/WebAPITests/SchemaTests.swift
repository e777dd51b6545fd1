import HTTPTypes
import OCPPJ
import Testing

@testable import WebAPI

@Suite("Schemas")
struct SchemaTests {
    static let object = ObjectSchema(
        "Thing", "A thing.",
        [
            .init("name", "", .string(1...3), isRequired: true), .init("count", "", .integer(0...5).orNull),
            .init("list", "", .list(of: .integer)), .init("at", "", .time), .init("kind", "", .enumeration(["a", "b"])),
            .init("ratio", "", .number(0...1)), .init("flag", "", .boolean), .init("extra", "", .any),
        ])

    @Test("what conforms is let through", arguments: [
        #"{"name":"abc"}"#, #"{"name":"äöü","count":null}"#, #"{"name":"a","count":5.0,"list":[1,2],"extra":null}"#,
        #"{"name":"a","at":"2026-01-01T00:00:00+02:00","kind":"b","ratio":0.5,"flag":false,"extra":[{}]}"#,
    ])
    func conforming(text: String) throws {
        try Self.object.check(JSONNode.parse(Array(text.utf8)))
    }

    @Test("what does not conform is named", arguments: [
        ("{}", "name"), (#"{"name":""}"#, "name"), (#"{"name":"abcd"}"#, "name"), (#"{"name":null}"#, "name"),
        (#"{"name":"a","count":6}"#, "count"), (#"{"name":"a","count":1.5}"#, "count"), (#"{"name":"a","list":[1,"x"]}"#, "list[1]"),
        (#"{"name":"a","at":"2026-01-01"}"#, "at"), (#"{"name":"a","kind":"c"}"#, "kind"), (#"{"name":"a","ratio":2}"#, "ratio"),
        (#"{"name":"a","flag":1}"#, "flag"), (#"{"name":"a","flag":null}"#, "flag"), (#"{"name":"a","other":1}"#, "other"),
    ])
    func departing(text: String, member: String) throws {
        let node = try JSONNode.parse(Array(text.utf8))
        let error = #expect(throws: PayloadError.self) { try Self.object.check(node) }
        #expect(error?.member == member)
    }

    @Test("absent values are written as null, and text is escaped")
    func writing() {
        #expect(String(decoding: String?.none.json, as: UTF8.self) == "null")
        #expect(String(decoding: "a\"\u{1}\n".json, as: UTF8.self) == #""a\"\u0001\n""#)
        #expect(String(decoding: [1, 2].json, as: UTF8.self) == "[1,2]")
        #expect(String(decoding: Double.nan.json, as: UTF8.self) == "null")
        #expect(String(decoding: Timestamp(milliseconds: 0).json, as: UTF8.self) == #""1970-01-01T00:00:00.000Z""#)
    }

    @Test("cursors are opaque, fit into a URL, and come back as they were", arguments: ["1", "ü/+?", "~~~", "\u{3FF}\u{3FE}"])
    func cursors(text: String) throws {
        let cursor = Cursor.encode(text)
        #expect(cursor != text)
        #expect(cursor.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" })
        #expect(try Cursor.decode(cursor) == text)
    }

    @Test("text in a path is encoded to one component")
    func paths() {
        #expect(PathText.encode("A-1_b.~") == "A-1_b.~")
        #expect(PathText.encode("a/b c%\u{1}ü") == "a%2Fb%20c%25%01%C3%BC")
    }
}

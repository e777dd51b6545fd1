import Foundation
import Testing

@testable import OCPPJ

@Suite("JSON")
struct JSONTests {
    @Test("values are read as RFC 8259 defines them", arguments: [
        #"{"a":1,"b":[true,false,null],"c":"x"}"#, "[]", "{}", "0", "-0.5e+3", #""\u00e9\ud83d\ude00\n""#, " [ 1 , 2 ] ",
    ])
    func accepts(text: String) throws {
        let node = try JSONNode.parse(Array(text.utf8))
        let reference = try JSONSerialization.jsonObject(with: Data(text.utf8), options: .fragmentsAllowed)
        #expect(plain(node) == reference as? NSObject)
    }

    @Test("what is not JSON is refused", arguments: [
        "", " ", "{", "[1,]", "[1 2]", "{\"a\"}", "{a:1}", "{\"a\":1,}", "01", "1.", "-", "+1", "tru", "nul", "\"", "\"\\x\"",
        "\"\\u12g4\"", "\"a\u{1}b\"", "[1]x", "'a'", "NaN", "{\"a\":}", "]",
    ])
    func refuses(text: String) {
        #expect(throws: JSONSyntaxError.self) { try JSONNode.parse(Array(text.utf8)) }
    }

    @Test("bytes that are not UTF-8 are refused")
    func refusesInvalidUTF8() {
        #expect(throws: JSONSyntaxError.self) { try JSONNode.parse([0x22, 0xC3, 0x28, 0x22]) }
    }

    @Test("nesting has a limit", arguments: [31, 32, 33, 100_000])
    func depth(depth: Int) {
        let text = Array(repeating: UInt8(ascii: "["), count: depth) + Array(repeating: UInt8(ascii: "]"), count: depth)
        let isRead = (try? JSONNode.parse(text)) != nil
        #expect(isRead == (depth <= 32))
    }

    @Test("numbers know whether they are integers", arguments: [
        ("5", 5), ("5.0", 5), ("-7", -7), ("1e2", 100), ("5.5", nil), ("9223372036854775807", Int.max),
        ("-9223372036854775808", Int.min), ("99999999999999999999", nil),
    ] as [(String, Int?)])
    func integers(text: String, value: Int?) throws {
        #expect(try JSONNode.parse(Array(text.utf8)).int == value)
    }

    @Test("a value gives back its text as it stood")
    func text() throws {
        let node = try JSONNode.parse(Array(#"{"a": {"b" : [1.50, "x\"y"]}, "c": "\u0041"}"#.utf8))
        #expect(node["a"].map { String(decoding: $0.text, as: UTF8.self) } == #"{"b" : [1.50, "x\"y"]}"#)
        #expect(node["c"].map { String(decoding: $0.text, as: UTF8.self) } == #""\u0041""#)
        #expect(node["c"]?.string == "A")
        #expect(node["d"] == nil)
    }

    @Test("lone halves of surrogate pairs become the replacement character")
    func surrogates() throws {
        #expect(try JSONNode.parse(Array(#""\ud83dx""#.utf8)).string == "\u{FFFD}x")
    }

    private func plain(_ node: JSONNode) -> NSObject? {
        switch node.kind {
        case .null: NSNull()
        case .bool: node.bool as NSNumber?
        case .number: node.double as NSNumber?
        case .string: node.string as NSString?
        case .array: node.elements.compactMap(plain) as NSArray
        case .object: Dictionary(uniqueKeysWithValues: node.members.map { ($0.name, plain($0.value) ?? NSNull()) }) as NSDictionary
        }
    }
}

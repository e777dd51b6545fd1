import Testing

@testable import CentralSystem

@Suite("Parts of a file that went out")
struct ByteRangesTests {
    @Test("pieces that touch or overlap become one, in whatever order they come")
    func merging() {
        var ranges = ByteRanges()
        ranges.insert(10..<20)
        ranges.insert(30..<40)
        #expect(ranges.text == "10-19,30-39")
        ranges.insert(20..<30)
        #expect(ranges.text == "10-39")
        ranges.insert(15..<35)
        ranges.insert(0..<10)
        ranges.insert(50..<50)
        #expect(ranges.text == "0-39")
        #expect(ranges.count == 40)
        #expect(ranges.covers(40))
        #expect(!ranges.covers(41))
    }

    @Test("the same bytes count once")
    func repeats() {
        var ranges = ByteRanges()
        for _ in 0..<3 { ranges.insert(0..<100) }
        #expect(ranges.count == 100)
    }

    @Test("what is written down is read back, and nonsense counts as not delivered", arguments: [
        ("0-9,20-29", "0-9,20-29"), ("", ""), ("x", ""), ("5-1", ""), ("-1-4", ""), ("0-9223372036854775807", ""), ("1-2,2-4", "1-4"),
    ])
    func text(written: String, read: String) {
        #expect(ByteRanges(text: written).text == read)
    }

    @Test("a hundred holes are remembered, and a piece that closes one still counts")
    func bounded() {
        var ranges = ByteRanges()
        for index in 0..<200 { ranges.insert(Int64(index * 10)..<Int64(index * 10 + 5)) }
        #expect(ranges.count == 500)
        ranges.insert(0..<2000)
        #expect(ranges.text == "0-1999")
    }

    @Test("a token is found at the beginning of a path component, and nothing else is one")
    func tokens() {
        let token = FileToken.generate()
        #expect(FileToken.parse(token) == token)
        #expect(FileToken.parse(token.uppercased()) == token)
        #expect(FileToken.parse(token + "diagnostics.zip") == token)
        #expect(FileToken.parse(token.dropLast()) == nil)
        #expect(FileToken.parse("") == nil)
        #expect(FileToken.parse(String(repeating: "g", count: 40)) == nil)
        #expect(FileToken.generate() != token)
    }
}

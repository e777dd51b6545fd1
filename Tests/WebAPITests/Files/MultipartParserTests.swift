import Testing

@testable import WebAPI

@Suite("Forms that carry files")
struct MultipartParserTests {
    /// A part with its headers and content.
    struct Part: Hashable {
        var headers: [String: String]
        var content: String
        var isWhole = false
    }

    /// Feeds a body in pieces of a size.
    private func parse(_ body: String, boundary: String = "b", pieces: Int) throws -> (parts: [Part], isInside: Bool) {
        var parser = MultipartParser(boundary: boundary)
        var parts: [Part] = []
        var contents: [[UInt8]] = []
        let bytes = Array(body.utf8)
        for start in stride(from: 0, to: bytes.count, by: pieces) {
            for event in try parser.feed(bytes[start..<min(start + pieces, bytes.count)]) {
                switch event {
                case .part(let headers):
                    parts.append(Part(headers: headers, content: ""))
                    contents.append([])
                case .content(let bytes): contents[contents.count - 1] += bytes
                case .endOfPart: parts[parts.count - 1].isWhole = true
                }
            }
        }
        for index in parts.indices { parts[index].content = String(decoding: contents[index], as: UTF8.self) }
        return (parts, parser.isInsidePart)
    }

    @Test("the parts are the same whatever the size of the pieces", arguments: [1, 2, 3, 5, 7, 16, 1000])
    func pieces(size: Int) throws {
        let body = "--b\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhello\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.zip\"\r\nContent-Type: application/zip\r\n\r\n"
            + "line\r\n--\r\n-b\r\n--B\n--\r\n\r\n\r\n--b--\r\n"
        let (parts, isInside) = try parse(body, pieces: size)
        #expect(parts.map(\.content) == ["hello", "line\r\n--\r\n-b\r\n--B\n--\r\n\r\n"])
        #expect(parts.allSatisfy { $0.isWhole })
        #expect(parts.last?.headers == [
            "content-disposition": "form-data; name=\"file\"; filename=\"a.zip\"", "content-type": "application/zip",
        ])
        #expect(!isInside)
    }

    @Test("odd forms are taken too", arguments: [
        // A preamble and an epilogue.
        ("before\r\n--b\r\nA: 1\r\n\r\nx\r\n--b--\r\nafter\r\n--b\r\n", ["x"]),
        // Lines that end in a line feed alone.
        ("--b\nA: 1\n\nx\n--b--\n", ["x"]),
        // No end of the last line, no dashes.
        ("--b\r\nA: 1\r\n\r\nx\r\n--b--", ["x"]), ("--b\r\nA: 1\r\n\r\nx\r\n--b", ["x"]),
        // Empty content, and content that is a line feed.
        ("--b\r\nA: 1\r\n\r\n\r\n--b--", [""]), ("--b\r\nA: 1\r\n\r\n\n\r\n--b--", ["\n"]),
        // No headers.
        ("--b\r\n\r\nx\r\n--b--", ["x"]),
        // Spaces behind the boundary.
        ("--b \t\r\nA: 1\r\n\r\nx\r\n--b--", ["x"]),
        // A boundary at the beginning of a line of the preamble.
        ("\r\n\r\n--b\r\nA: 1\r\n\r\nx\r\n--b--", ["x"]),
        ("", []), ("nothing at all", []),
    ], [1, 4, 1000])
    func odd(form: (body: String, contents: [String]), pieces: Int) throws {
        let (parts, isInside) = try parse(form.body, pieces: pieces)
        #expect(parts.map(\.content) == form.contents)
        #expect(parts.allSatisfy { $0.isWhole })
        #expect(!isInside)
    }

    @Test("a form that breaks off shows", arguments: ["--b\r\nA: 1\r\n\r\nxyz", "--b\r\nA: 1\r\n", "--b\r\nA: 1\r\n\r\nx\r\n--"])
    func broken(body: String) throws {
        let (parts, isInside) = try parse(body, pieces: 3)
        #expect(isInside)
        #expect(parts.allSatisfy { !$0.isWhole })
    }

    @Test("what is no form is refused", arguments: [
        "--bx\r\nA: 1\r\n\r\nx\r\n--b--", "--b\r\nA: " + String(repeating: "x", count: 20_000),
        "--b" + String(repeating: " ", count: 300),
    ])
    func malformed(body: String) {
        #expect(throws: MultipartParser.Malformed.self) { try parse(body, pieces: 1000) }
    }

    @Test("content is given out as it comes, and little of it is held back")
    func streaming() throws {
        var parser = MultipartParser(boundary: "boundary")
        _ = try parser.feed(Array("--boundary\r\nA: 1\r\n\r\n".utf8))
        let piece = [UInt8](repeating: 0x41, count: 10_000)
        for _ in 0..<3 {
            let given = try parser.feed(piece).reduce(0) { if case .content(let bytes) = $1 { $0 + bytes.count } else { $0 } }
            #expect(given > 9900)
        }
    }
}

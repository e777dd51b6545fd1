import OCPPJ
import Testing

@testable import WebAPI

@Suite("Headers of file transfers")
struct ByteRangeRequestTests {
    @Test("a Range header asks for what RFC 9110 says, and one that cannot be read for the whole", arguments: [
        (nil, .whole), ("bytes=0-9", .part(0..<10)), ("bytes=0-0", .part(0..<1)), ("bytes=90-", .part(90..<100)),
        ("bytes=-10", .part(90..<100)), ("bytes=-1000", .part(0..<100)), ("bytes=50-1000", .part(50..<100)),
        ("bytes=99-99", .part(99..<100)), ("bytes=100-", .unsatisfiable), ("bytes=100-200", .unsatisfiable),
        ("bytes=-0", .unsatisfiable), ("bytes=9-5", .whole), ("bytes=a-b", .whole), ("bytes=-", .whole), ("bytes=", .whole),
        ("bytes=0-1,5-6", .whole), ("items=0-9", .whole), ("Bytes = 0-9", .part(0..<10)), ("bytes=+1-2", .whole),
        ("bytes=0-99999999999999999999999", .part(0..<100)), ("bytes=99999999999999999999999-", .unsatisfiable),
    ] as [(String?, ByteRangeRequest)])
    func ranges(header: String?, expected: ByteRangeRequest) {
        #expect(ByteRangeRequest(header, size: 100) == expected)
    }

    @Test("of an empty file there is no part")
    func empty() {
        #expect(ByteRangeRequest("bytes=0-", size: 0) == .unsatisfiable)
        #expect(ByteRangeRequest("bytes=-5", size: 0) == .unsatisfiable)
    }

    @Test("the name of a file is found in what devices write", arguments: [
        (#"form-data; name="file"; filename="a b.zip""#, "a b.zip"), ("form-data; name=file; filename=a.zip", "a.zip"),
        (#"form-data; filename="a;b.zip"; name="x""#, "a;b.zip"), (#"form-data; filename="a\"b.zip""#, #"a"b.zip"#),
        (#"form-data; filename="x"; filename*=UTF-8''%C3%A4.zip"#, "ä.zip"), (#"form-data; name="x""#, nil),
        (#"FORM-DATA; FileName="a.zip""#, "a.zip"), ("", nil), (#"form-data; filename="""#, ""),
        (#"form-data; filename="C:\log\a.zip""#, #"C:\log\a.zip"#),
    ] as [(String, String?)])
    func fileNames(header: String, name: String?) {
        #expect(HeaderParameters(header).fileName == name)
    }

    @Test("what a stranger calls a file is made harmless", arguments: [
        ("a.zip", "a.zip"), ("../../etc/passwd", "passwd"), (#"C:\log\a.zip"#, "a.zip"), ("a\r\nb\u{0}.zip", "ab.zip"), ("..", nil),
        (".", nil), ("", nil), ("/", nil), (nil, nil), (String(repeating: "a", count: 300), String(repeating: "a", count: 255)),
    ] as [(String?, String?)])
    func cleaning(given: String?, clean: String?) {
        #expect(StrangersFileName.clean(given) == clean)
    }

    @Test("a name in a header cannot break out of it")
    func disposition() {
        #expect(
            StrangersFileName.disposition(#"ä"\.zip"#)
                == #"attachment; filename="___.zip"; filename*=UTF-8''%C3%A4%22%5C.zip"#)
    }

    @Test("times are written as HTTP wants them")
    func dates() {
        #expect(HTTPDate.text(Timestamp(milliseconds: 784_111_777_000)) == "Sun, 06 Nov 1994 08:49:37 GMT")
    }
}

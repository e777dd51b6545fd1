import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import WebAPI

@Suite("Forms with files")
struct FormUploadTests {
    private static let head = "--b\r\ncontent-disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"f.bin\"\r\n\r\n"

    /// A request whose body comes in pieces of so many bytes.
    private func request(_ text: String, pieces: Int) -> Request {
        let bytes = Array(text.utf8)
        let parts = stride(from: 0, to: bytes.count, by: pieces).map { ByteBuffer(bytes: bytes[$0..<min($0 + pieces, bytes.count)]) }
        let stream = AsyncStream { continuation in
            for part in parts { continuation.yield(part) }
            continuation.finish()
        }
        return Request(
            head: .init(method: .post, scheme: "http", authority: "a", path: "/", headerFields: [.contentType: "multipart/form-data; boundary=b"]),
            body: RequestBody(asyncSequence: stream))
    }

    @Test("the fields come first, the file comes as it was sent, whatever the pieces", arguments: [1, 7, 1000, 100_000])
    func whole(pieces: Int) async throws {
        let content = String(repeating: "0123456789\r\n-b", count: 2000)
        let (fields, name, received) = try await FormUpload.read(request(Self.head + content + "\r\n--b--\r\n", pieces: pieces)) { upload in
            var bytes: [UInt8] = []
            if let file = upload.file {
                for try await piece in file { bytes.append(contentsOf: piece.readableBytesView) }
            }
            return (upload.fields.map { "\($0.name)=\($0.value)" }, upload.fileName, String(decoding: bytes, as: UTF8.self))
        }
        #expect(fields == ["a=1"] && name == "f.bin" && received == content)
    }

    @Test("who does not want the file is not kept waiting by it")
    func refused() async throws {
        struct Unwanted: Error {}
        let content = String(repeating: "x", count: 500_000)
        await #expect(throws: Unwanted.self) {
            try await FormUpload.read(request(Self.head + content + "\r\n--b--\r\n", pieces: 1000)) { _ -> Int in throw Unwanted() }
        }
    }

    @Test("an upload that breaks off is no file")
    func broken() async throws {
        await #expect(throws: Problem.self) {
            try await FormUpload.read(request(Self.head + "half", pieces: 10)) { upload in
                var count = 0
                if let file = upload.file {
                    for try await piece in file { count += piece.readableBytes }
                }
                return count
            }
        }
    }

    @Test("a form in which no file was chosen has none")
    func empty() async throws {
        let text = "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n--b--\r\n"
        let hasFile = try await FormUpload.read(request(text, pieces: 10)) { $0.file != nil }
        #expect(!hasFile)
    }
}

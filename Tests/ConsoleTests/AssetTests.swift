import CentralSystem
import Foundation
import HTTPTypes
import Testing

@testable import Console

@Suite("Files that pages need")
struct AssetTests {
    @Test("they are kept for good under the address that names their content, and asked for again under any other")
    func caching() async throws {
        try await withConsole { console async throws in
            let url = try #require(console.console.assets.url("console.css"))
            let answer = try await console.get(url)
            #expect(answer.status == 200)
            #expect(answer.headers[.cacheControl] == "public, max-age=31536000, immutable")
            #expect(answer.headers[.contentType] == "text/css; charset=utf-8")
            let tag = try #require(answer.headers[.eTag])
            let again = try await console.get("/assets/console.css", headers: [.ifNoneMatch: tag])
            #expect(again.status == 304)
            #expect(again.text.isEmpty)
            #expect(try await console.get("/assets/console.css").headers[.cacheControl] == "no-cache")
            #expect(try await console.get("/assets/console.css?v=old").headers[.cacheControl] == "no-cache")
            #expect(try await console.get("/assets/../console.css").status == 404)
        }
    }

    @Test("they are sent compressed to whoever takes that")
    func compression() async throws {
        try await withConsole { console async throws in
            let plain = try await console.get("/assets/console.css")
            let compressed = try await console.get("/assets/console.css", headers: [.acceptEncoding: "gzip, br"])
            #expect(compressed.headers[.contentEncoding] == "gzip")
            #expect(Int(compressed.headers[.contentLength] ?? "") ?? .max < plain.text.utf8.count / 2)
        }
    }

    @Test("without the system's packages, pages are plain and work")
    func missing() async throws {
        try await withConsole(webFiles: ["/nowhere"]) { console async throws in
            let page = try await console.get("/", console.browser(.viewer))
            #expect(page.status == 200)
            #expect(!page.text.contains("bootstrap"))
            #expect(page.text.contains("/assets/console.css"))
        }
    }

    @Test("what is compressed is what it was")
    func roundTrip() throws {
        let bytes = Array(String(repeating: "a line of some text\n", count: 1000).utf8)
        let compressed = try #require(Gzip.compress(bytes))
        #expect(compressed.count < 500)
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).gz")
        try Data(compressed).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", file.path]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(Array(output) == bytes)
    }
}

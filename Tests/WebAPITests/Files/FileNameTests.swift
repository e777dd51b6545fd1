import CentralSystem
import Foundation
import HTTPTypes
import NIOCore
import OCPPJ
import Testing

@testable import WebAPI

@Suite("Names of files never become paths")
struct FileNameTests {
    static let hostile = [
        "../../etc/passwd", "..", ".", "/etc/passwd", "..\\..\\boot.ini", "a/../../b", "a\u{0}b", "\u{202E}gpj.exe",
        "\u{FEFF}../x", "..\u{2215}x", ".\u{200B}./x", String(repeating: "x", count: 5000), "", "con\r\nSet-Cookie: a=b",
        "/\u{301}../x",
    ]

    @Test("the directory opens only names that it gave itself", arguments: hostile)
    func directory(name: String) async throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("names-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        let directory = try await FileDirectory(dataDirectory: root.path, reservedBytes: 0)
        try Data("secret".utf8).write(to: root.appendingPathComponent("x"))
        for area in FileArea.allCases {
            await #expect(throws: FileExchangeError.self) { try await directory.read(name, in: area) }
            await #expect(throws: FileExchangeError.self) { try await directory.remove(name, from: area) }
            await #expect(throws: FileExchangeError.self) { try await directory.open(name, in: area, expecting: 6) }
            await #expect(throws: FileExchangeError.self) { _ = try await directory.sha256(of: name, in: area) }
        }
        #expect(FileManager.default.fileExists(atPath: root.appendingPathComponent("x").path))
    }

    @Test("what a stranger calls a file is cleaned before it is shown", arguments: hostile)
    func shown(name: String) {
        guard let clean = StrangersFileName.clean(name) else { return }
        #expect(clean.unicodeScalars.allSatisfy { $0 != "/" && $0 != "\\" && $0.isPlain })
        #expect(clean.unicodeScalars.count <= 255)
        #expect(clean != ".." && clean != ".")
        #expect(StrangersFileName.disposition(clean).utf8.allSatisfy { (0x20..<0x7F).contains($0) })
    }

    @Test("an image's name with a way in it, or one that cannot be seen, is refused", arguments: [
        "../x", "a\\b", "/x", "a\u{0}b", "a\r\nb", "\u{202E}x", "a\u{85}b", "a\u{2028}b", "", String(repeating: "x", count: 256),
    ])
    func image(name: String) {
        #expect(throws: FileExchangeError.self) { try NewFirmwareImage(fileName: name).check() }
    }

    @Test("uploads under hostile names leave one file of a random name", arguments: hostile)
    func upload(name: String) async throws {
        try await withFiles { files async throws in
            _ = try await files.chargePoint(answering: { _, _ in .success(#"{"fileName":"../../x"}"#) })
            let job = try await files.api.ask(.post, "/api/v1/charge-points/A/diagnostics", "{}")
            let url = try #require(job.json["location"]?.string)
            let form = Array("--b\r\nContent-Disposition: form-data; filename=\"\(name)\"\r\n\r\nx\r\n--b--\r\n".utf8)
            _ = try await files.ask(.post, url, form, headers: [.contentType: "multipart/form-data; boundary=b"])
            let stored = try files.stored(.diagnostics)
            #expect(stored.allSatisfy { $0.count == 32 && $0.allSatisfy(\.isHexDigit) })
            #expect(try FileManager.default.contentsOfDirectory(atPath: files.dataDirectory).filter { !$0.hasPrefix("test.sqlite") }.sorted()
                == ["diagnostics", "firmware", "signing-keys"])
        }
    }

    @Test("signing keys are readable by their owner alone")
    func permissions() async throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("names-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        let directory = try await FileDirectory(dataDirectory: root.path, reservedBytes: 0)
        let name = try await directory.write(Array("key".utf8), in: .signingKeys)
        #expect(try await directory.read(name, in: .signingKeys) == Array("key".utf8))
        func permissions(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: root.path + path)[.posixPermissions] as? Int
        }
        #expect(try permissions("/signing-keys") == 0o700)
        #expect(try permissions("/signing-keys/\(name)") == 0o600)
    }
}

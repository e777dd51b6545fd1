import CentralSystem
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import OCPPJ
import Testing

@testable import WebAPI

@Suite("Diagnostics and their upload")
struct DiagnosticsUploadTests {
    private static let content = (0..<400_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }

    /// A charge point that was asked for diagnostics.
    private func withRequest(
        _ settings: FileExchangeSettings = FileExchangeSettings(), live: Bool = false,
        _ test: @escaping @Sendable (_ files: FileFixture, _ url: String, _ id: Int, FakeChargePoint) async throws -> Void
    ) async throws {
        try await withFiles(settings, live: live) { files async throws in
            let peer = try await files.chargePoint(answering: { _, _ in .success(#"{"fileName":"log.zip"}"#) })
            let job = try await files.api.ask(.post, "/api/v1/charge-points/A/diagnostics", "{}")
            #expect(job.status == 201)
            #expect(job.json["state"]?.string == "accepted")
            #expect(job.json["fileName"]?.string == "log.zip")
            let url = try #require(job.json["location"]?.string)
            #expect(url.hasPrefix("http://files.example.com:9001/diagnostics/") && url.hasSuffix("/"))
            try await test(files, url, try #require(job.json["id"]?.int), peer)
        }
    }

    private func form(_ name: String?, _ content: [UInt8], boundary: String = "xyz") -> [UInt8] {
        let disposition = "form-data; name=\"file\"" + (name.map { "; filename=\"\($0)\"" } ?? "")
        return Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\nA\r\n".utf8)
            + Array("--\(boundary)\r\nContent-Disposition: \(disposition)\r\n\r\n".utf8) + content
            + Array("\r\n--\(boundary)--\r\n".utf8)
    }

    @Test("PUT and POST are taken at the address and below it, with whatever name", arguments: [
        (HTTPRequest.Method.put, "", 201, nil), (.put, "log.zip", 201, "log.zip"), (.post, "a%20b.zip", 200, "a b.zip"),
        (.put, "/log.zip", 201, "log.zip"), (.put, "sub/dir/log.zip", 201, "log.zip"), (.post, "", 200, nil),
    ])
    func raw(method: HTTPRequest.Method, suffix: String, status: Int, name: String?) async throws {
        try await withRequest { files, url, id, peer async throws in
            _ = try await peer.send("DiagnosticsStatusNotification", #"{"status":"Uploading"}"#)
            #expect(try await files.ask(method, url + suffix, Self.content).status == status)
            let job = try await files.api.get("/api/v1/diagnostics/\(id)").json
            #expect(job["state"]?.string == "uploaded")
            #expect(job["file"]?["sizeBytes"]?.int == 400_000)
            #expect(job["file"]?["fileName"]?.string == name)
            _ = try await peer.send("DiagnosticsStatusNotification", #"{"status":"Uploaded"}"#)
            let file = try await files.api.client.executeRequest(
                uri: "/api/v1/diagnostics/\(id)/file", method: .get,
                headers: [.authorization: "Bearer \(APIFixture.token)"], body: nil)
            #expect(file.status.code == 200)
            #expect(Array(file.body.readableBytesView) == Self.content)
            #expect(file.headers[.contentDisposition]?.contains(name ?? "log.zip") == true)
        }
    }

    @Test("the name may follow the address without a slash, or the slash be missing", arguments: ["log.zip", ""])
    func glued(name: String) async throws {
        try await withRequest { files, url, id, _ async throws in
            #expect(try await files.ask(.put, url.dropLast() + name, [1, 2, 3]).status == 201)
            let job = try await files.api.get("/api/v1/diagnostics/\(id)").json
            #expect(job["file"]?["fileName"]?.string == (name.isEmpty ? nil : name))
        }
    }

    @Test("a form is taken apart, however it is written", arguments: ["xyz", "\"xyz\"", "xyz; charset=utf-8"])
    func multipart(boundary: String) async throws {
        try await withRequest { files, url, id, _ async throws in
            let status = try await files.ask(
                .post, url, form("../log 1.zip", Self.content), headers: [.contentType: "multipart/form-data; boundary=\(boundary)"]
            ).status
            #expect(status == 200)
            let job = try await files.api.get("/api/v1/diagnostics/\(id)").json
            #expect(job["file"]?["sizeBytes"]?.int == 400_000)
            #expect(job["file"]?["fileName"]?.string == "log 1.zip")
        }
    }

    @Test("what is no upload is refused, leaves nothing behind and does not use the address up", arguments: [
        ("application/octet-stream", "", 400), ("multipart/form-data", "--xyz\r\n", 400),
        ("multipart/form-data; boundary=xyz", "no form", 400),
        ("multipart/form-data; boundary=xyz", "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--xyz--", 400),
        ("multipart/form-data; boundary=xyz", "--xyz\r\nContent-Disposition: form-data; filename=\"a\"\r\n\r\nx", 400),
        ("application/octet-stream", String(repeating: "x", count: 101), 413),
        ("application/octet-stream", String(repeating: "x", count: 300_000), 413),
    ])
    func refused(type: String, body: String, status: Int) async throws {
        try await withRequest(FileExchangeSettings(maximumUploadBytes: 100)) { files, url, id, _ async throws in
            #expect(try await files.ask(.post, url, Array(body.utf8), headers: [.contentType: type]).status == status)
            #expect(try files.stored(.diagnostics).isEmpty)
            #expect(try await files.ask(.put, url, Array(repeating: 1, count: 100)).status == 201)
            #expect(try await files.api.get("/api/v1/diagnostics/\(id)").json["state"]?.string == "uploaded")
        }
    }

    @Test("an address takes one file, and none after its expiry or the deletion of the request")
    func oneTime() async throws {
        try await withRequest(FileExchangeSettings(urlLifetimeSeconds: 100)) { files, url, id, _ async throws in
            #expect(try await files.ask(.put, url, [1]).status == 201)
            #expect(try await files.ask(.put, url, [2]).status == 410)
            #expect(try files.stored(.diagnostics).count == 1)
            #expect(try await files.api.ask(.delete, "/api/v1/diagnostics/\(id)").status == 204)
            #expect(try files.stored(.diagnostics).isEmpty)
            #expect(try await files.ask(.put, url, [3]).status == 404)
            #expect(try await files.api.get("/api/v1/diagnostics/\(id)").problem == "not-found")
        }
        try await withRequest(FileExchangeSettings(urlLifetimeSeconds: 100)) { files, url, id, _ async throws in
            files.api.time.advance(seconds: 100)
            #expect(try await files.ask(.put, url, [1]).status == 410)
            #expect(try await files.api.get("/api/v1/diagnostics/\(id)/file").problem == "not-found")
        }
    }

    @Test("uploads that break off leave nothing behind, and the next try is taken")
    func brokenOff() async throws {
        try await withRequest(live: true) { files, url, id, _ async throws in
            let port = try #require(files.files.port)
            let path = String(url.dropFirst("http://files.example.com:9001".count))
            for headers: HTTPFields in [[.contentLength: "1000000"], [.transferEncoding: "chunked"]] {
                try await BrokenUpload.send(path, headers: headers, port: port)
            }
            #expect(try await files.ask(.put, url, Self.content).status == 201)
            #expect(try files.stored(.diagnostics).count == 1)
            #expect(try await files.api.get("/api/v1/diagnostics/\(id)").json["file"]?["sizeBytes"]?.int == 400_000)
        }
    }

    @Test("diagnostics are asked for anywhere, listed, and their problems told")
    func requests() async throws {
        try await withFiles { files async throws in
            let path = "/api/v1/charge-points/A/diagnostics"
            _ = try await files.chargePoint(answering: { _, payload in
                let text = String(decoding: payload, as: UTF8.self)
                if text.contains("ftp://x.example/y") {
                    return .success(text.contains(#""startTime":"2026-01-01T00:00:00.000Z""#) ? "{}" : #"{"fileName":"no start time"}"#)
                }
                return .failure(CallFailure(.timedOut, action: "GetDiagnostics"))
            })
            let job = try await files.api.ask(
                .post, path, #"{"location":"ftp://x.example/y","startTime":"2026-01-01T00:00:00Z","retries":1,"retryInterval":5}"#)
            #expect(job.status == 201)
            #expect(job.json["state"]?.string == "noDiagnostics")
            #expect(job.json["expiresAt"]?.kind == .null)
            let failed = try await files.api.ask(.post, path)
            #expect(failed.problem == "command-timed-out")
            #expect(failed.json["resource"]?.string?.hasPrefix("/api/v1/diagnostics/") == true)
            #expect(try await files.api.get(path).items.map { $0["state"]?.string } == ["unanswered", "noDiagnostics"])
            #expect(try await files.api.get("/api/v1/diagnostics?chargePoint=A&state=unanswered").items.count == 1)
            #expect(try await files.api.ask(.post, "/api/v1/charge-points/B/diagnostics").problem == "charge-point-not-found")
            #expect(try await files.api.get("/api/v1/charge-points/B/diagnostics").problem == "charge-point-not-found")
            #expect(try await files.api.get("/api/v1/diagnostics/nonsense").problem == "not-found")
        }
    }
}

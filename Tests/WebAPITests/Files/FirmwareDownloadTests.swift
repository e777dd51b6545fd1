import CentralSystem
import Foundation
import HTTPTypes
import OCPPJ
import Testing

@testable import WebAPI

@Suite("Firmware images and their download")
struct FirmwareDownloadTests {
    private static let content = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }

    /// A connected charge point that was told to fetch an image.
    private func withUpdate(
        _ settings: FileExchangeSettings = FileExchangeSettings(), live: Bool = false,
        _ test: @escaping @Sendable (_ files: FileFixture, _ url: String, _ update: Int, FakeChargePoint) async throws -> Void
    ) async throws {
        try await withFiles(settings, live: live) { files async throws in
            let peer = try await files.chargePoint()
            let image = try await files.upload(Self.content, "fileName=fw-2.0.bin&version=2.0")
            #expect(image.status == 201)
            let update = try await files.api.ask(
                .post, "/api/v1/firmware/updates", #"{"chargePointId":"A","imageId":\#(image.json["id"]?.int ?? 0)}"#)
            #expect(update.status == 201)
            #expect(update.json["state"]?.string == "accepted")
            let url = try #require(update.json["location"]?.string)
            #expect(url.hasPrefix("http://files.example.com:9001/firmware/"))
            #expect(url.hasSuffix("/fw-2.0.bin"))
            try await test(files, url, try #require(update.json["id"]?.int), peer)
        }
    }

    @Test("an upload is measured on the way, listed and deleted")
    func images() async throws {
        try await withFiles { files async throws in
            let image = try await files.upload(Array("firmware".utf8), "fileName=fw.bin&version=2.0&vendor=V&model=M")
            #expect(image.status == 201)
            #expect(image.json["sizeBytes"]?.int == 8)
            #expect(image.json["sha256"]?.string == "c3bf47ea1f4a4a605470313cacb3a44f4a461f68c6faeab07e737610cb5ac835")
            let id = try #require(image.json["id"]?.int)
            #expect(image.headers[.location] == "/api/v1/firmware/images/\(id)")
            #expect(try await files.api.get("/api/v1/firmware/images").items.count == 1)
            #expect(try files.stored(.firmware).count == 1)
            #expect(try files.stored(.firmware).first?.contains("fw") == false)
            #expect(try await files.api.ask(.delete, "/api/v1/firmware/images/\(id)").status == 204)
            #expect(try await files.api.get("/api/v1/firmware/images/\(id)").problem == "not-found")
            #expect(try files.stored(.firmware).isEmpty)
        }
    }

    @Test("what is wrong about an upload is told, and leaves nothing behind", arguments: [
        ("version=1", 8, 400, "invalid-request"), ("fileName=a%2Fb", 8, 422, "invalid-member"),
        ("fileName=a&sha256=" + String(repeating: "0", count: 64), 8, 422, "checksum-mismatch"),
        ("fileName=a", 101, 413, "body-too-large"), ("fileName=a", 0, 400, "invalid-request"),
    ])
    func refusedUploads(query: String, size: Int, status: Int, problem: String) async throws {
        try await withFiles(FileExchangeSettings(maximumImageBytes: 100)) { files async throws in
            let answer = try await files.upload([UInt8](repeating: 1, count: size), query)
            #expect(answer.status == status)
            #expect(answer.problem == problem)
            #expect(try files.stored(.firmware).isEmpty)
            #expect(try await files.api.get("/api/v1/firmware/images").items.isEmpty)
        }
    }

    @Test("a disk that is nearly full takes no files")
    func noRoom() async throws {
        try await withFiles(reservedBytes: Int64.max) { files async throws in
            let answer = try await files.upload(Array("firmware".utf8))
            #expect(answer.status == 507)
            #expect(answer.problem == "storage-full")
            #expect(try files.stored(.firmware).isEmpty)
        }
    }

    @Test("the image is served as a whole with its checksums, and the progress is told")
    func whole() async throws {
        try await withUpdate { files, url, update, _ async throws in
            let head = try await files.ask(.head, url)
            #expect(head.status == 200)
            #expect(head.headers[.contentLength] == "300000")
            #expect(head.body.isEmpty)
            let answer = try await files.ask(.get, url)
            #expect(answer.status == 200)
            #expect(answer.body == Self.content)
            #expect(answer.headers[.acceptRanges] == "bytes")
            #expect(answer.headers[.contentLength] == "300000")
            let name = try #require(HTTPField.Name("Digest"))
            #expect(answer.headers[name]?.hasPrefix("SHA-256=") == true)
            let view = try await files.api.get("/api/v1/firmware/updates/\(update)").json
            #expect(view["download"]?["deliveredBytes"]?.int == 300_000)
            #expect(view["download"]?["completedAt"]?.kind == .string)
        }
    }

    @Test("parts are served, from where a download broke off too")
    func parts() async throws {
        try await withUpdate { files, url, update, _ async throws in
            let first = try await files.ask(.get, url, headers: [.range: "bytes=0-99999"])
            #expect(first.status == 206)
            #expect(first.headers[.contentRange] == "bytes 0-99999/300000")
            let tag = try #require(first.headers[.eTag])
            let rest = try await files.ask(.get, url, headers: [.range: "bytes=100000-", .ifRange: tag])
            #expect(rest.status == 206)
            #expect(first.body + rest.body == Self.content)
            // Another file than the one that was begun comes as a whole.
            let other = try await files.ask(.get, url, headers: [.range: "bytes=100000-", .ifRange: "\"other\""])
            #expect(other.status == 200)
            #expect(other.body.count == 300_000)
            let beyond = try await files.ask(.get, url, headers: [.range: "bytes=300000-"])
            #expect(beyond.status == 416)
            #expect(beyond.headers[.contentRange] == "bytes */300000")
            let view = try await files.api.get("/api/v1/firmware/updates/\(update)").json
            #expect(view["download"]?["deliveredBytes"]?.int == 300_000)
        }
    }

    @Test("the address serves until the charge point has the image, and never after its end")
    func oneTime() async throws {
        try await withUpdate(FileExchangeSettings(urlLifetimeSeconds: 100)) { files, url, update, peer async throws in
            _ = try await peer.send("FirmwareStatusNotification", #"{"status":"Downloading"}"#)
            for _ in 0..<2 { #expect(try await files.ask(.get, url).status == 200) }
            _ = try await peer.send("FirmwareStatusNotification", #"{"status":"Downloaded"}"#)
            let gone = try await files.ask(.get, url)
            #expect(gone.status == 410)
            #expect(String(decoding: gone.body, as: UTF8.self).contains("downloaded already"))
            #expect(try await files.api.get("/api/v1/firmware/updates/\(update)").json["urlEnded"]?.kind == .string)
        }
        try await withUpdate(FileExchangeSettings(urlLifetimeSeconds: 100)) { files, url, _, _ async throws in
            files.api.time.advance(seconds: 99)
            #expect(try await files.ask(.head, url).status == 200)
            files.api.time.advance(seconds: 1)
            #expect(try await files.ask(.get, url).status == 410)
        }
    }

    @Test("nothing else is served", arguments: [
        "/", "/firmware", "/firmware/", "/firmware/" + String(repeating: "0", count: 40) + "/fw.bin", "/firmware/short/fw.bin",
        "/firmware/../test.sqlite", "/diagnostics/" + String(repeating: "0", count: 40), "/api/v1/charge-points",
    ])
    func unknown(path: String) async throws {
        try await withFiles { files async throws in
            for method in [HTTPRequest.Method.get, .head, .put, .post, .delete] {
                let status = try await files.ask(method, path, method == .put || method == .post ? [1] : nil).status
                #expect(status == 404 || status == 405, "\(method) \(path)")
            }
        }
    }

    @Test("an image in use cannot be deleted; one whose file is gone is not found")
    func deletion() async throws {
        try await withUpdate { files, url, _, peer async throws in
            let id = try #require(try await files.api.get("/api/v1/firmware/images").items.first?["id"]?.int)
            #expect(try await files.api.ask(.delete, "/api/v1/firmware/images/\(id)").problem == "conflict")
            let name = try #require(try files.stored(.firmware).first)
            try FileManager.default.removeItem(atPath: "\(files.dataDirectory)/firmware/\(name)")
            #expect(try await files.ask(.get, url).status == 404)
            _ = try await peer.send("FirmwareStatusNotification", #"{"status":"DownloadFailed"}"#)
            #expect(try await files.api.ask(.delete, "/api/v1/firmware/images/\(id)").status == 204)
        }
    }

    @Test("over a socket it is the same")
    func live() async throws {
        try await withUpdate(live: true) { files, url, update, _ async throws in
            #expect(try await files.ask(.head, url).headers[.contentLength] == "300000")
            #expect(try await files.ask(.get, url).body == Self.content)
            #expect(try await files.ask(.get, url, headers: [.range: "bytes=-10"]).body == Array(Self.content.suffix(10)))
            let view = try await files.api.get("/api/v1/firmware/updates/\(update)").json
            #expect(view["download"]?["deliveredTo"]?.string == "127.0.0.1")
        }
    }

    @Test("a location elsewhere reaches the charge point as it is; both or none is refused")
    func elsewhere() async throws {
        try await withFiles { files async throws in
            _ = try await files.chargePoint(answering: { _, payload in
                String(decoding: payload, as: UTF8.self).contains(#""location":"ftp://u:p@x.example/fw.bin""#)
                    ? .success("{}") : .failure(CallFailure(.timedOut, action: "UpdateFirmware"))
            })
            let path = "/api/v1/firmware/updates"
            let update = try await files.api.ask(
                .post, path, #"{"chargePointId":"A","location":"ftp://u:p@x.example/fw.bin","retries":2,"retryInterval":60}"#)
            #expect(update.status == 201)
            #expect(update.json["download"]?.kind == .null)
            #expect(try await files.api.ask(.post, path, #"{"chargePointId":"A"}"#).problem == "invalid-member")
            #expect(try await files.api.ask(.post, path, #"{"chargePointId":"A","imageId":1,"location":"http://x/y"}"#).status == 422)
            #expect(try await files.api.ask(.post, path, #"{"chargePointId":"A","imageId":1}"#).problem == "not-found")
            #expect(try await files.api.ask(.post, path, #"{"chargePointId":"B","location":"http://x/y"}"#).problem == "charge-point-not-found")
            #expect(try await files.api.ask(.post, path, #"{"chargePointId":"A","location":"no url"}"#).json["member"]?.string == "location")
            let failed = try await files.api.ask(.post, path, #"{"chargePointId":"A","location":"http://x/y"}"#)
            #expect(failed.problem == "command-timed-out")
            let resource = try #require(failed.json["resource"]?.string)
            #expect(try await files.api.get(resource).json["state"]?.string == "unanswered")
            #expect(try await files.api.get("\(path)?state=unanswered&chargePoint=A").items.count == 1)
        }
    }

    @Test("campaigns are made, shown and steered")
    func campaigns() async throws {
        try await withFiles { files async throws in
            _ = try await files.upload([1])
            let path = "/api/v1/firmware/campaigns"
            let body = #"{"imageId":1,"target":{"chargePoints":["A","B"]},"wavePercentages":[50],"parallelism":1}"#
            try await files.api.ask(.post, "/api/v1/charge-points", #"{"id":"A"}"#)
            let campaign = try await files.api.ask(.post, path, body)
            #expect(campaign.status == 201)
            #expect(campaign.json["state"]?.string == "running")
            #expect(campaign.json["waves"]?.int == 2)
            #expect(campaign.json["progress"]?["total"]?.int == 2)
            let id = try #require(campaign.json["id"]?.int)
            let updates = try await files.api.get("\(path)/\(id)/updates")
            #expect(updates.items.map { $0["state"]?.string } == ["waiting", "unknownChargePoint"])
            #expect(updates.items.map { $0["wave"]?.int } == [1, 2])
            #expect(try await files.api.ask(.delete, "/api/v1/firmware/images/1").problem == "conflict")
            #expect(try await files.api.ask(.post, "\(path)/\(id)/pause").json["state"]?.string == "paused")
            #expect(try await files.api.ask(.post, "\(path)/\(id)/pause").problem == "conflict")
            #expect(try await files.api.ask(.post, "\(path)/\(id)/resume").json["state"]?.string == "running")
            #expect(try await files.api.ask(.post, "\(path)/\(id)/cancel").json["state"]?.string == "cancelled")
            #expect(try await files.api.get("\(path)?state=cancelled").items.count == 1)
            #expect(try await files.api.get("\(path)/99").problem == "not-found")
            #expect(try await files.api.ask(.post, path, #"{"imageId":1,"target":{}}"#).problem == "invalid-member")
            #expect(try await files.api.ask(.post, path, #"{"imageId":7,"target":{"chargePoints":["A"]}}"#).problem == "not-found")
            #expect(try await files.api.ask(.post, path, #"{"location":"no url","target":{"chargePoints":["A"]}}"#).json["member"]?.string == "location")
        }
    }
}

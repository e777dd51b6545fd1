import CentralSystem
import HTTPTypes
import OCPPJ
import Testing

@testable import WebAPI

@Suite("Commands")
struct CommandTests {
    static let path = "/api/v1/charge-points/A/commands"

    /// Registers charge point A and connects it with a scripted answer.
    private func withChargePoint(
        answering script: @escaping FakeLink.Script, _ test: @Sendable (APIFixture) async throws -> Void
    ) async throws {
        try await withAPI { api async throws in
            try await api.ask(.post, "/api/v1/charge-points", #"{"id":"A"}"#)
            let peer = try await FakeChargePoint("A", to: api, answering: script)
            try await test(api)
            peer.close()
        }
    }

    @Test("an answer is 200 and passed through as it came, numbers and all")
    func answered() async throws {
        let response = #"{"status":"Rejected","vendor":{"x":1.50,"y":1e2,"z":12345678901234567890}}"#
        try await withChargePoint(answering: { _, _ in .success(response) }) { api async throws in
            let answer = try await api.ask(.post, "\(Self.path)/Reset?timeoutSeconds=5", #"{"type":"Soft"}"#)
            #expect(answer.status == 200)
            #expect(answer.json["outcome"]?.string == "answered")
            #expect(answer.text.contains(response))
            let id = try #require(answer.json["commandId"]?.int)
            let record = try await api.get("/api/v1/commands/\(id)")
            #expect(record.json["action"]?.string == "Reset")
            #expect(record.json["payload"]?["type"]?.string == "Soft")
            #expect(record.json["requestedBy"]?.string == "admin token")
            #expect(record.text.contains(response))
            #expect(record.json["deviation"]?.kind == .string)
            #expect(record.json["error"]?.kind == .null)
        }
    }

    @Test("an absent body counts as an empty payload")
    func empty() async throws {
        try await withChargePoint(answering: { _, payload in
            .success(payload == Array("{}".utf8) ? #"{"status":"Accepted"}"# : "{}")
        }) { api async throws in
            let answer = try await api.ask(.post, "\(Self.path)/ClearCache")
            #expect(answer.json["response"]?["status"]?.string == "Accepted")
        }
    }

    @Test("what becomes of a command instead of an answer is told by the status", arguments: [
        (CallFailure.Code.timedOut, 504, "command-timed-out", "timedOut"),
        (.disconnected, 503, "charge-point-disconnected", "disconnected"),
        (.notConnected, 503, "charge-point-not-connected", "notConnected"),
        (.queueFull, 429, "command-queue-full", "queueFull"),
    ])
    func failures(code: CallFailure.Code, status: Int, slug: String, outcome: String) async throws {
        try await withChargePoint(answering: { action, _ in .failure(CallFailure(code, action: action)) }) { api async throws in
            let answer = try await api.ask(.post, "\(Self.path)/ClearCache")
            #expect(answer.status == status)
            #expect(answer.problem == slug)
            #expect(answer.json["outcome"]?.string == outcome)
            let id = try #require(answer.json["commandId"]?.int)
            #expect(try await api.get("/api/v1/commands/\(id)").json["outcome"]?.string == outcome)
        }
    }

    @Test("a CALLERROR is 502 with its parts")
    func callError() async throws {
        let error = CallError(.notSupported, "no cache", details: #"{"reason":1.0}"#)
        try await withChargePoint(answering: { action, _ in
            .failure(CallFailure(.callError, action: action, error: error))
        }) { api async throws in
            let answer = try await api.ask(.post, "\(Self.path)/ClearCache")
            #expect(answer.status == 502)
            #expect(answer.problem == "call-error")
            #expect(answer.json["errorCode"]?.string == "NotSupported")
            #expect(answer.json["errorDescription"]?.string == "no cache")
            #expect(answer.text.contains(#""errorDetails":{"reason":1.0}"#))
            let list = try await api.get(Self.path)
            #expect(list.items.first?["error"]?["code"]?.string == "NotSupported")
        }
    }

    @Test("a charge point that is not connected is 503 and recorded")
    func notConnected() async throws {
        try await withAPI { api async throws in
            try await api.ask(.post, "/api/v1/charge-points", #"{"id":"A"}"#)
            let answer = try await api.ask(.post, "\(Self.path)/ClearCache", "{}")
            #expect(answer.status == 503)
            #expect(answer.problem == "charge-point-not-connected")
            #expect(try await api.get(Self.path).items.count == 1)
        }
    }

    @Test("nothing is sent or recorded when the request itself is wrong")
    func refused() async throws {
        try await withAPI { api async throws in
            try await api.ask(.post, "/api/v1/charge-points", #"{"id":"A"}"#)
            #expect(try await api.ask(.post, "\(Self.path)/Explode").problem == "unknown-action")
            #expect(try await api.ask(.post, "\(Self.path)/Heartbeat").problem == "unknown-action")
            #expect(try await api.ask(.post, "/api/v1/charge-points/B/commands/ClearCache").problem == "charge-point-not-found")
            #expect(try await api.ask(.post, "\(Self.path)/Reset", #"{"type":"Medium"}"#).json["member"]?.string == "type")
            #expect(try await api.ask(.post, "\(Self.path)/Reset", #"{"type":"Soft","x":1}"#).json["member"]?.string == "x")
            #expect(try await api.ask(.post, "\(Self.path)/Reset", "[]").status == 422)
            #expect(try await api.ask(.post, "\(Self.path)/Reset?timeoutSeconds=0", #"{"type":"Soft"}"#).status == 400)
            #expect(try await api.ask(.post, "\(Self.path)/Reset?timeoutSeconds=601", #"{"type":"Soft"}"#).status == 400)
            #expect(try await api.get(Self.path).items.isEmpty)
            #expect(try await api.get("/api/v1/charge-points/B/commands").problem == "charge-point-not-found")
            #expect(try await api.get("/api/v1/commands/1").problem == "not-found")
            #expect(try await api.get("/api/v1/commands/one").problem == "not-found")
        }
    }

    @Test("commands are listed newest first, in parts")
    func list() async throws {
        try await withChargePoint(answering: { _, _ in .success(#"{"status":"Accepted"}"#) }) { api async throws in
            for _ in 1...3 { try await api.ask(.post, "\(Self.path)/ClearCache") }
            let first = try await api.get("\(Self.path)?limit=2")
            let cursor = try #require(first.json["nextCursor"]?.string)
            let second = try await api.get("\(Self.path)?limit=2&cursor=\(cursor)")
            let ids = (first.items + second.items).compactMap { $0["commandId"]?.int }
            #expect(ids == ids.sorted(by: >))
            #expect(Set(ids).count == 3)
            #expect(second.json["nextCursor"]?.kind == .null)
        }
    }
}

import CentralSystem
import HTTPTypes
import OCPPJ
import Testing

@testable import WebAPI

@Suite("Local lists over the API")
struct LocalListTests {
    static let path = "/api/v1/charge-points/A/local-list"

    /// Registers charge point A and connects it with a scripted answer; registers the idTags X and Y (blocked, of a group).
    private func withChargePoint(
        answering script: @escaping FakeLink.Script = { _, _ in .success(#"{"status":"Accepted"}"#) },
        _ test: @Sendable (APIFixture, FakeChargePoint) async throws -> Void
    ) async throws {
        try await withAPI { api async throws in
            try await api.ask(.post, "/api/v1/charge-points", #"{"id":"A","group":"north"}"#)
            try await api.ask(.post, "/api/v1/id-tags", #"{"idTag":"X"}"#)
            try await api.ask(.post, "/api/v1/id-tags", #"{"idTag":"Y","parentIdTag":"P","status":"Blocked"}"#)
            let peer = try await FakeChargePoint("A", to: api, answering: script)
            try await test(api, peer)
            peer.close()
        }
    }

    @Test("what is not known is null")
    func unknown() async throws {
        try await withChargePoint { api, _ async throws in
            let list = try await api.get(Self.path)
            #expect(list.status == 200)
            for member in ["supported", "definition", "desired", "held", "version", "difference"] {
                #expect(list.json[member]?.kind == .null, "\(member)")
            }
            #expect(try await api.ask(.post, "\(Self.path)/send").problem == "conflict")
            #expect(try await api.ask(.delete, Self.path).problem == "not-found")
            #expect(try await api.get("/api/v1/charge-points/B/local-list").problem == "charge-point-not-found")
        }
    }

    @Test("it is defined, sent, and shown as held")
    func send() async throws {
        try await withChargePoint { api, _ async throws in
            let defined = try await api.ask(.put, Self.path, #"{"idTags":["x","N"],"parentIdTags":["p"]}"#)
            #expect(defined.status == 201)
            #expect(defined.json["desired"]?["entries"]?.elements.compactMap { $0["idTag"]?.string } == ["X", "Y"])
            #expect(defined.json["unregistered"]?.elements.compactMap(\.string) == ["N"])
            let sent = try await api.ask(.post, "\(Self.path)/send")
            #expect(sent.json["status"]?.string == "Accepted")
            #expect(sent.json["upToDate"]?.bool == false)
            #expect(sent.json["commandIds"]?.elements.count == 1)
            #expect(sent.json["list"]?["version"]?.int == 1)
            #expect(sent.json["list"]?["differenceCount"]?.int == 0)
            let list = try await api.get(Self.path)
            #expect(list.json["supported"]?.bool == true)
            #expect(list.json["held"]?["count"]?.int == 2)
            #expect(list.json["held"]?["entries"]?.elements.last?["status"]?.string == "Blocked")
            #expect(list.json["updates"]?.elements.first?["updateType"]?.string == "Full")
            #expect(try await api.get("\(Self.path)?entries=false").json["held"]?["entries"]?.kind == .null)
            #expect(try await api.ask(.post, "\(Self.path)/send", "{}").json["upToDate"]?.bool == true)
            #expect(try await api.ask(.put, Self.path, #"{"all":true}"#).status == 200)
            #expect(try await api.ask(.delete, Self.path).status == 204)
        }
    }

    @Test("the kind of update can be said, and single idTags")
    func order() async throws {
        try await withChargePoint { api, _ async throws in
            let single = try await api.ask(.post, "\(Self.path)/send", #"{"updateType":"Differential","idTags":["X"]}"#)
            let id = try #require(single.json["commandIds"]?.elements.first?.int)
            let payload = try await api.get("/api/v1/commands/\(id)").json["payload"]
            #expect(payload?["updateType"]?.string == "Differential")
            #expect(payload?["localAuthorizationList"]?.elements.count == 1)
            #expect(payload?["localAuthorizationList"]?.elements.first?["idTagInfo"]?["status"]?.string == "Accepted")
            let full = try await api.ask(.post, "\(Self.path)/send", #"{"updateType":"Full","idTags":[]}"#)
            #expect(full.json["list"]?["held"]?["count"]?.int == 0)
            for body in [#"{"idTags":[]}"#, #"{"idTags":["123456789012345678901"]}"#, #"{"updateType":"Half"}"#] {
                #expect(try await api.ask(.post, "\(Self.path)/send", body).status == 422)
            }
        }
    }

    @Test("a refusal is an answer", arguments: ["Failed", "NotSupported", "VersionMismatch"])
    func refused(status: String) async throws {
        try await withChargePoint(answering: { _, _ in .success(#"{"status":"\#(status)"}"#) }) { api, _ async throws in
            let sent = try await api.ask(.post, "\(Self.path)/send", #"{"updateType":"Full","idTags":["X"]}"#)
            #expect(sent.status == 200)
            #expect(sent.json["status"]?.string == status)
            #expect(sent.json["list"]?["version"]?.kind == .null)
            #expect(sent.json["list"]?["supported"]?.bool == (status == "NotSupported" ? false : status == "Failed" ? nil : true))
        }
    }

    @Test("without an answer the problem is the command's, and the list shows the update")
    func unanswered() async throws {
        try await withChargePoint(answering: { action, _ in .failure(CallFailure(.timedOut, action: action)) }) {
            api, _ async throws in
            let sent = try await api.ask(.post, "\(Self.path)/send", #"{"idTags":["X"]}"#)
            #expect(sent.problem == "command-timed-out")
            #expect(sent.json["commandId"]?.kind == .number)
            #expect(try await api.get(Self.path).json["updates"]?.elements.first?["outcome"]?.string == "timedOut")
            #expect(try await api.ask(.post, "\(Self.path)/read-version").problem == "command-timed-out")
        }
    }

    @Test("the version is read", arguments: [(-1, false), (0, true), (17, true)])
    func version(value: Int, supported: Bool) async throws {
        try await withChargePoint(answering: { _, _ in .success(#"{"listVersion":\#(value)}"#) }) { api, _ async throws in
            let answer = try await api.ask(.post, "\(Self.path)/read-version")
            #expect(answer.status == 200)
            #expect(answer.json["listVersion"]?.int == value)
            #expect(answer.json["list"]?["supported"]?.bool == supported)
            #expect(answer.json["list"]?["reportedVersion"]?.int == value)
            #expect(answer.json["list"]?["version"]?.int == (value < 0 ? nil : value))
        }
    }

    @Test("groups have lists of their own")
    func groups() async throws {
        try await withChargePoint { api, _ async throws in
            let path = "/api/v1/local-lists"
            let created = try await api.ask(.post, path, #"{"group":"north","idTags":["X"]}"#)
            #expect(created.status == 201)
            #expect(created.headers[.location] == "\(path)/north")
            #expect(try await api.ask(.post, path, #"{"group":"north","all":true}"#).problem == "conflict")
            #expect(try await api.get(Self.path).json["definition"]?["group"]?.string == "north")
            #expect(try await api.get(Self.path).json["desired"]?["count"]?.int == 1)
            #expect(try await api.ask(.put, "\(path)/north", #"{"all":true}"#).json["all"]?.bool == true)
            #expect(try await api.ask(.put, "\(path)/south%20pole", #"{"all":true}"#).status == 201)
            #expect(try await api.get(path).items.compactMap { $0["group"]?.string } == ["north", "south pole"])
            #expect(try await api.ask(.put, "\(path)/north", "{}").json["member"]?.string == "body")
            #expect(try await api.ask(.delete, "\(path)/north").status == 204)
            #expect(try await api.get("\(path)/north").problem == "not-found")
            #expect(try await api.ask(.delete, "\(path)/north").problem == "not-found")
            #expect(try await api.get(Self.path).json["desired"]?.kind == .null)
        }
    }

    @Test("many charge points get their lists in a bulk operation")
    func bulk() async throws {
        try await withChargePoint { api, _ async throws in
            let path = "/api/v1/bulk-operations/local-lists"
            let created = try await api.ask(
                .post, path, #"{"target":{"filter":{"group":"north"}},"updateType":"Full","idTags":["X"],"parallelism":2}"#)
            #expect(created.status == 202)
            #expect(created.json["kind"]?.string == "localList")
            #expect(try await api.ask(.post, path, #"{"target":{"chargePoints":["A"]},"idTags":[]}"#).json["member"]?.string == "idTags")
            #expect(try await api.ask(.post, path, "{}").json["member"]?.string == "target")
        }
    }
}

import CentralSystem
import HTTPTypes
import OCPPJ
import Testing

@testable import WebAPI

@Suite("Bulk operations over the API")
struct BulkOperationAPITests {
    private static let path = "/api/v1/bulk-operations"

    @Test("an operation is accepted, runs in the background and has one result for each charge point")
    func life() async throws {
        try await withAPI { api async throws in
            for id in ["A", "B"] { try await api.ask(.post, "/api/v1/charge-points", #"{"id":"\#(id)"}"#) }
            let peer = try await FakeChargePoint("A", to: api, answering: { _, _ in .success(#"{"status":"Accepted"}"#) })
            let created = try await api.ask(
                .post, Self.path,
                #"{"action":"ChangeAvailability","payload":{"connectorId":0,"type":"Operative"},"target":{"chargePoints":["A","B","C"]},"timeoutSeconds":5}"#)
            #expect(created.status == 202)
            let location = try #require(created.headers[.location])
            #expect(created.json["action"]?.string == "ChangeAvailability")
            #expect(created.json["payload"]?["type"]?.string == "Operative")
            #expect(created.json["target"]?["chargePoints"]?.elements.count == 3)
            #expect(created.json["progress"]?["total"]?.int == 3)
            #expect(created.json["progress"]?["waiting"]?.int == 2)
            #expect(created.json["requestedBy"]?.string == "admin token")

            try await api.centralSystem.bulkOperationRunner.drain()
            let done = try await api.get(location)
            #expect(done.json["state"]?.string == "completed")
            #expect(done.json["progress"]?["succeeded"]?.int == 1)
            #expect(done.json["progress"]?["outcomes"]?["answered"]?.int == 1)
            #expect(done.json["progress"]?["outcomes"]?["notConnected"]?.int == 1)
            #expect(done.json["progress"]?["outcomes"]?["unknownChargePoint"]?.int == 1)
            let results = try await api.get("\(location)/results")
            #expect(results.items.map { $0["outcome"]?.string } == ["answered", "notConnected", "unknownChargePoint"])
            #expect(results.items[0]["status"]?.string == "Accepted")
            #expect(try await api.get("\(location)/results?outcome=notConnected").items.count == 1)
            #expect(try await api.get("\(location)/results?outcome=nonsense").status == 400)
            #expect(try await api.get("\(Self.path)?state=completed&kind=command").items.count == 1)
            #expect(try await api.get("\(Self.path)?state=running").items.isEmpty)

            #expect(try await api.ask(.post, "\(location)/cancel").problem == "conflict")
            let again = try await api.ask(.post, "\(location)/retry", #"{"outcomes":["notConnected"]}"#)
            #expect(again.status == 202)
            #expect(again.json["progress"]?["waiting"]?.int == 1)
            try await api.centralSystem.bulkOperationRunner.drain()
            #expect(try await api.ask(.post, "\(location)/retry", #"{"outcomes":["timedOut"]}"#).problem == "conflict")
            peer.close()
        }
    }

    @Test("a running operation can be cancelled")
    func cancel() async throws {
        try await withAPI { api async throws in
            try await api.ask(.post, "/api/v1/charge-points", #"{"id":"A"}"#)
            let created = try await api.ask(
                .post, Self.path,
                #"{"action":"ClearCache","target":{"chargePoints":["A"]},"deadline":"2030-01-01T00:00:00Z"}"#)
            let location = try #require(created.headers[.location])
            let cancelled = try await api.ask(.post, "\(location)/cancel")
            #expect(cancelled.json["state"]?.string == "cancelled")
            #expect(cancelled.json["progress"]?["outcomes"]?["cancelled"]?.int == 1)
        }
    }

    @Test("what is wrong is told before anything is created", arguments: [
        (#"{"action":"Reset","payload":{"type":"Never"},"target":{"chargePoints":["A"]}}"#, "type"),
        (#"{"action":"Heartbeat","target":{"chargePoints":["A"]}}"#, "action"),
        (#"{"action":"ClearCache"}"#, "target"), (#"{"action":"ClearCache","target":{}}"#, "target"),
        (#"{"action":"ClearCache","target":{"chargePoints":["A"],"filter":{"group":"g"}}}"#, "target"),
        (#"{"action":"ClearCache","target":{"chargePoints":[]}}"#, "target.chargePoints"),
        (#"{"action":"ClearCache","target":{"filter":{}}}"#, "target.filter"),
        (#"{"action":"ClearCache","target":{"chargePoints":["A"]},"parallelism":1000}"#, "parallelism"),
    ])
    func refused(body: String, member: String) async throws {
        try await withAPI { api async throws in
            let answer = try await api.ask(.post, Self.path, body)
            #expect(answer.status == 422)
            #expect(answer.json["member"]?.string == member)
            #expect(try await api.get(Self.path).items.isEmpty)
        }
    }

    @Test("unknown operations are not found")
    func unknown() async throws {
        try await withAPI { api async throws in
            for path in ["\(Self.path)/1", "\(Self.path)/one", "\(Self.path)/1/results"] {
                #expect(try await api.get(path).problem == "not-found")
            }
            #expect(try await api.ask(.post, "\(Self.path)/1/cancel").problem == "not-found")
            #expect(try await api.ask(.post, "\(Self.path)/1/retry").problem == "not-found")
        }
    }
}

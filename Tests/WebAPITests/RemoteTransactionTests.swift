import CentralSystem
import HTTPTypes
import OCPPJ
import Testing

@testable import WebAPI

@Suite("Remote starts and stops over the API")
struct RemoteTransactionAPITests {
    private func withChargePoint(
        answering script: @escaping FakeLink.Script = { _, _ in .success(#"{"status":"Accepted"}"#) },
        _ test: @Sendable (APIFixture, FakeChargePoint) async throws -> Void
    ) async throws {
        try await withAPI { api async throws in
            try await api.ask(.post, "/api/v1/charge-points", #"{"id":"A"}"#)
            try await api.ask(.post, "/api/v1/id-tags", #"{"idTag":"TAG"}"#)
            let peer = try await FakeChargePoint("A", to: api, answering: script)
            try await test(api, peer)
            peer.close()
        }
    }

    @Test("from the request over the transaction to its end")
    func life() async throws {
        try await withChargePoint { api, peer async throws in
            let created = try await api.ask(
                .post, "/api/v1/remote-starts", #"{"chargePointId":"A","connectorId":1,"idTag":"tag","timeoutSeconds":30}"#)
            #expect(created.status == 201)
            #expect(created.json["state"]?.string == "accepted")
            #expect(created.json["timeoutSeconds"]?.int == 30)
            let location = try #require(created.headers[.location])
            let begun = try await peer.send(
                "StartTransaction",
                #"{"connectorId":1,"idTag":"TAG","meterStart":0,"timestamp":"\#(APIFixture.start.rfc3339)"}"#)
            let transaction = try #require(begun["transactionId"]?.int)
            let started = try await api.get(location)
            #expect(started.json["state"]?.string == "started")
            #expect(started.json["transactionId"]?.int == transaction)
            #expect(try await api.get("/api/v1/remote-starts?chargePoint=A&state=started&idTag=TAG").items.count == 1)

            let stop = try await api.ask(.post, "/api/v1/remote-stops", #"{"transactionId":\#(transaction)}"#)
            #expect(stop.status == 201)
            #expect(stop.json["chargePointId"]?.string == "A")
            #expect(stop.json["state"]?.string == "accepted")
            try await peer.send(
                "StopTransaction",
                #"{"transactionId":\#(transaction),"meterStop":1,"timestamp":"\#(APIFixture.start.rfc3339)","reason":"Remote"}"#, id: "2")
            let stopped = try await api.get(try #require(stop.headers[.location]))
            #expect(stopped.json["state"]?.string == "stopped")
            #expect(stopped.json["stopReason"]?.string == "Remote")
            #expect(try await api.get("/api/v1/remote-stops?transactionId=\(transaction)&state=stopped").items.count == 1)
        }
    }

    @Test("Rejected is a success with its state; an unknown transaction is sent when the charge point is named")
    func rejected() async throws {
        try await withChargePoint(answering: { _, _ in .success(#"{"status":"Rejected"}"#) }) { api, _ async throws in
            let start = try await api.ask(.post, "/api/v1/remote-starts", #"{"chargePointId":"A","idTag":"T"}"#)
            #expect(start.status == 201)
            #expect(start.json["state"]?.string == "rejected")
            let stop = try await api.ask(.post, "/api/v1/remote-stops", #"{"transactionId":4711,"chargePointId":"A"}"#)
            #expect(stop.status == 201)
            #expect(stop.json["state"]?.string == "rejected")
            #expect(try await api.ask(.post, "/api/v1/remote-stops", #"{"transactionId":4711}"#).problem == "transaction-not-found")
        }
    }

    @Test("without an answer the problem is the command's, and the job shows it")
    func unanswered() async throws {
        try await withAPI { api async throws in
            try await api.ask(.post, "/api/v1/charge-points", #"{"id":"A"}"#)
            let start = try await api.ask(.post, "/api/v1/remote-starts", #"{"chargePointId":"A","idTag":"T"}"#)
            #expect(start.status == 503)
            #expect(start.problem == "charge-point-not-connected")
            let job = try await api.get(#require(start.json["resource"]?.string))
            #expect(job.json["state"]?.string == "unanswered")
            #expect(job.json["commandId"]?.int == start.json["commandId"]?.int)
            let stop = try await api.ask(.post, "/api/v1/remote-stops", #"{"transactionId":1,"chargePointId":"A"}"#)
            #expect(stop.json["resource"]?.string == "/api/v1/remote-stops/1")
        }
    }

    @Test("what is wrong is told and not sent", arguments: [
        (#"{"chargePointId":"A","idTag":"123456789012345678901"}"#, 422), (#"{"chargePointId":"A"}"#, 422),
        (#"{"chargePointId":"A","idTag":"T","connectorId":0}"#, 422), (#"{"chargePointId":"B","idTag":"T"}"#, 404),
        (#"{"chargePointId":"A","idTag":"T","chargingProfile":{}}"#, 422),
        (#"{"chargePointId":"A","idTag":"T","chargingProfile":{},"chargingProfileTemplate":"x"}"#, 422),
        (#"{"chargePointId":"A","idTag":"T","chargingProfileTemplate":"none"}"#, 404),
    ])
    func refused(body: String, status: Int) async throws {
        try await withChargePoint { api, _ async throws in
            #expect(try await api.ask(.post, "/api/v1/remote-starts", body).status == status)
            #expect(try await api.get("/api/v1/remote-starts").items.isEmpty)
            #expect(try await api.get("/api/v1/remote-starts/1").problem == "not-found")
            #expect(try await api.get("/api/v1/remote-stops/1").problem == "not-found")
        }
    }

    @Test("a charge point shows what was asked of its connectors")
    func connectors() async throws {
        try await withChargePoint(answering: { action, _ in
            .success(action == "UnlockConnector" ? #"{"status":"UnlockFailed"}"# : #"{"status":"Scheduled"}"#)
        }) { api, peer async throws in
            try await peer.send("StatusNotification", #"{"connectorId":1,"errorCode":"NoError","status":"Charging"}"#)
            let path = "/api/v1/charge-points/A"
            let before = try await api.get(path)
            #expect(before.json["connectors"]?.elements.first?["availability"]?.kind == .null)
            #expect(before.json["connectors"]?.elements.first?["lastUnlock"]?.kind == .null)
            try await api.ask(.post, "\(path)/commands/ChangeAvailability", #"{"connectorId":1,"type":"Inoperative"}"#)
            try await api.ask(.post, "\(path)/commands/UnlockConnector", #"{"connectorId":1}"#)
            try await api.ask(.post, "\(path)/commands/UnlockConnector", #"{"connectorId":99}"#)
            let connector = try #require(try await api.get(path).json["connectors"]?.elements.first { $0["connectorId"]?.int == 1 })
            #expect(connector["availability"]?["type"]?.string == "Inoperative")
            #expect(connector["availability"]?["state"]?.string == "Scheduled")
            #expect(connector["lastUnlock"]?["status"]?.string == "UnlockFailed")
            let asked = try await api.get("\(path)/availability")
            #expect(asked.json["availability"]?.elements.count == 1)
            #expect(asked.json["unlocks"]?.elements.map { $0["connectorId"]?.int } == [1, 99])
            try await peer.send("StatusNotification", #"{"connectorId":1,"errorCode":"NoError","status":"Unavailable"}"#, id: "2")
            let after = try await api.get("\(path)/availability")
            #expect(after.json["availability"]?.elements.first?["state"]?.string == "InForce")
            #expect(try await api.get("/api/v1/charge-points/B/availability").problem == "charge-point-not-found")
        }
    }
}

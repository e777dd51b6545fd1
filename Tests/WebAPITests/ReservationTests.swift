import CentralSystem
import HTTPTypes
import OCPPJ
import Testing

@testable import WebAPI

@Suite("Reservations over the API")
struct ReservationTests {
    static let path = "/api/v1/reservations"

    /// Registers charge point A and connects it with a scripted answer.
    private func withChargePoint(
        answering script: @escaping FakeLink.Script = { _, _ in .success(#"{"status":"Accepted"}"#) },
        _ test: @Sendable (APIFixture, FakeChargePoint) async throws -> Void
    ) async throws {
        try await withAPI { api async throws in
            try await api.ask(.post, "/api/v1/charge-points", #"{"id":"A"}"#)
            try await api.ask(.post, "/api/v1/id-tags", #"{"idTag":"TAG","parentIdTag":"FLEET"}"#)
            let peer = try await FakeChargePoint("A", to: api, answering: script)
            try await test(api, peer)
            peer.close()
        }
    }

    private func reserve(_ api: APIFixture, _ members: String = "") async throws -> APIFixture.Answer {
        try await api.ask(.post, Self.path, #"{"chargePointId":"A","connectorId":1,"idTag":"TAG"\#(members)}"#)
    }

    @Test("an accepted one is created and active, ends after the configured time, and names its group")
    func accepted() async throws {
        try await withChargePoint { api, _ async throws in
            let answer = try await reserve(api)
            #expect(answer.status == 201)
            let id = try #require(answer.json["id"]?.int)
            #expect(answer.headers[.location] == "\(Self.path)/\(id)")
            #expect(answer.json["state"]?.string == "active")
            #expect(answer.json["status"]?.string == "Accepted")
            #expect(answer.json["reservationId"]?.int == 1)
            #expect(answer.json["parentIdTag"]?.string == "FLEET")
            #expect(answer.json["expiryDate"]?.string == APIFixture.start.advanced(bySeconds: 900).rfc3339)
            #expect(answer.json["requestedBy"]?.string == "admin token")
            #expect(answer.json["cancellation"]?.kind == .null)
            #expect(try await api.get("\(Self.path)/\(id)").text == answer.text)
            let command = try #require(answer.json["commandId"]?.int)
            let payload = try await api.get("/api/v1/commands/\(command)").json["payload"]
            #expect(payload?["expiryDate"]?.string?.hasSuffix("Z") == true)
            #expect(payload?["reservationId"]?.int == 1)
        }
    }

    @Test("a refused one is created too, and shows it", arguments: ["Faulted", "Occupied", "Unavailable", "Rejected"])
    func refused(status: String) async throws {
        try await withChargePoint(answering: { _, _ in .success(#"{"status":"\#(status)"}"#) }) { api, _ async throws in
            let answer = try await reserve(api)
            #expect(answer.status == 201)
            #expect(answer.json["state"]?.string == "refused")
            #expect(answer.json["status"]?.string == status)
            #expect(try await api.get("\(Self.path)?state=active").items.isEmpty)
        }
    }

    @Test("without an answer the problem names the record, which shows it too")
    func unanswered() async throws {
        try await withChargePoint(answering: { action, _ in .failure(CallFailure(.timedOut, action: action)) }) {
            api, _ async throws in
            let answer = try await reserve(api)
            #expect(answer.status == 504)
            #expect(answer.problem == "command-timed-out")
            let resource = try #require(answer.json["resource"]?.string)
            #expect(try await api.get(resource).json["state"]?.string == "unanswered")
        }
        try await withAPI { api async throws in
            try await api.ask(.post, "/api/v1/charge-points", #"{"id":"A"}"#)
            #expect(try await reserve(api).problem == "charge-point-not-connected")
        }
    }

    @Test("everything can be given; null means no group")
    func given() async throws {
        try await withChargePoint { api, _ async throws in
            let dated = try await reserve(
                api, #","parentIdTag":null,"expiryDate":"2026-10-01T10:00:00+02:00","reservationId":-4711"#)
            #expect(dated.json["reservationId"]?.int == -4711)
            #expect(dated.json["parentIdTag"]?.kind == .null)
            #expect(dated.json["expiryDate"]?.string == "2026-10-01T08:00:00.000Z")
            let whole = try await api.ask(
                .post, Self.path,
                #"{"chargePointId":"A","connectorId":0,"idTag":"X","parentIdTag":"P","expirySeconds":60}"#)
            #expect(whole.json["parentIdTag"]?.string == "P")
            #expect(whole.json["expiryDate"]?.string == APIFixture.start.advanced(bySeconds: 60).rfc3339)
            let warnings = whole.json["warnings"]?.elements.compactMap { $0["code"]?.string }
            #expect(warnings == ["overlappingReservation", "idTagNotAccepted"])
        }
    }

    @Test("what is wrong is told and not sent", arguments: [
        (#"{"chargePointId":"A","connectorId":-1,"idTag":"T"}"#, "connectorId"),
        (#"{"chargePointId":"A","connectorId":1,"idTag":""}"#, "idTag"),
        (#"{"chargePointId":"A","connectorId":1,"idTag":"123456789012345678901"}"#, "idTag"),
        (#"{"chargePointId":"A","connectorId":1}"#, "idTag"),
        (#"{"chargePointId":"A","connectorId":1,"idTag":"T","reservationId":2147483648}"#, "reservationId"),
        (#"{"chargePointId":"A","connectorId":1,"idTag":"T","expiryDate":"soon"}"#, "expiryDate"),
        (#"{"chargePointId":"A","connectorId":1,"idTag":"T","expirySeconds":0}"#, "expirySeconds"),
        (
            #"{"chargePointId":"A","connectorId":1,"idTag":"T","expirySeconds":5,"expiryDate":"2026-10-01T10:00:00Z"}"#,
            "expirySeconds"
        ),
    ])
    func invalid(body: String, member: String) async throws {
        try await withChargePoint { api, _ async throws in
            let answer = try await api.ask(.post, Self.path, body)
            #expect(answer.status == 422)
            #expect(answer.json["member"]?.string == member)
            #expect(try await api.get("/api/v1/charge-points/A/commands").items.isEmpty)
        }
    }

    @Test("a charge point or a reservation that does not exist is 404")
    func unknown() async throws {
        try await withAPI { api async throws in
            #expect(try await reserve(api).problem == "charge-point-not-found")
            #expect(try await api.get("\(Self.path)/1").problem == "not-found")
            #expect(try await api.get("\(Self.path)/x").problem == "not-found")
            #expect(try await api.ask(.post, "\(Self.path)/1/cancel").problem == "not-found")
        }
    }

    @Test("a cancellation is shown with its outcome", arguments: [("Accepted", "cancelled", "accepted"), ("Rejected", "active", "rejected")])
    func cancel(status: String, state: String, outcome: String) async throws {
        try await withChargePoint(answering: { action, _ in
            .success(action == "ReserveNow" ? #"{"status":"Accepted"}"# : #"{"status":"\#(status)"}"#)
        }) { api, _ async throws in
            let id = try #require(try await reserve(api).json["id"]?.int)
            let answer = try await api.ask(.post, "\(Self.path)/\(id)/cancel")
            #expect(answer.status == 200)
            #expect(answer.json["state"]?.string == state)
            #expect(answer.json["cancellation"]?["outcome"]?.string == outcome)
        }
    }

    @Test("a cancellation without an answer is a problem, and shown")
    func cancelUnanswered() async throws {
        try await withChargePoint { api, peer async throws in
            let id = try #require(try await reserve(api).json["id"]?.int)
            peer.close()
            let answer = try await api.ask(.post, "\(Self.path)/\(id)/cancel")
            #expect(answer.problem == "charge-point-not-connected")
            #expect(answer.json["resource"]?.string == "\(Self.path)/\(id)")
            let reservation = try await api.get("\(Self.path)/\(id)").json
            #expect(reservation["state"]?.string == "active")
            #expect(reservation["cancellation"]?["outcome"]?.string == "notSent")
        }
    }

    @Test("one that was replaced is not cancelled")
    func cancelReplaced() async throws {
        try await withChargePoint { api, _ async throws in
            let first = try await reserve(api, #","reservationId":5"#)
            let second = try await reserve(api, #","reservationId":5"#)
            let id = try #require(first.json["id"]?.int)
            #expect(try await api.ask(.post, "\(Self.path)/\(id)/cancel").problem == "conflict")
            let old = try await api.get("\(Self.path)/\(id)").json
            #expect(old["state"]?.string == "replaced")
            #expect(old["replacedBy"]?.int == second.json["id"]?.int)
        }
    }

    @Test("a start uses it, and a list shows it")
    func used() async throws {
        try await withChargePoint { api, peer async throws in
            try await peer.boot()
            _ = try await reserve(api, #","reservationId":5"#)
            let started = try await peer.send(
                "StartTransaction",
                #"{"connectorId":1,"idTag":"TAG","meterStart":0,"timestamp":"\#(APIFixture.start.rfc3339)","reservationId":5}"#)
            let list = try await api.get("\(Self.path)?chargePoint=A&connectorId=1&idTag=tag&reservationId=5&state=used")
            #expect(list.items.count == 1)
            #expect(list.items.first?["transactionId"]?.int == started["transactionId"]?.int)
            #expect(try await api.get("\(Self.path)?state=Used").problem == "invalid-request")
        }
    }
}

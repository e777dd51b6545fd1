import CentralSystem
import HTTPTypes
import OCPPJ
import Testing

@testable import WebAPI

@Suite("Transactions, meter values and orphaned stops")
struct TransactionTests {
    static let path = "/api/v1/transactions"

    private func withChargePoint(_ test: @Sendable (APIFixture, FakeChargePoint) async throws -> Void) async throws {
        try await withAPI { api async throws in
            try await api.ask(.post, "/api/v1/charge-points", #"{"id":"A"}"#)
            try await api.ask(.post, "/api/v1/id-tags", #"{"idTag":"TAG","maximumConcurrentTransactions":0}"#)
            let peer = try await FakeChargePoint("A", to: api)
            try await peer.boot()
            try await test(api, peer)
            peer.close()
        }
    }

    private func start(
        _ peer: FakeChargePoint, _ api: APIFixture, connector: Int = 1, meter: Int = 100, message: String = "s1"
    ) async throws -> Int {
        let answer = try await peer.send(
            "StartTransaction",
            #"{"connectorId":\#(connector),"idTag":"TAG","meterStart":\#(meter),"timestamp":"\#(api.time.now())"}"#, id: message)
        return try #require(answer["transactionId"]?.int)
    }

    private func stop(_ id: Int, _ peer: FakeChargePoint, _ api: APIFixture, meter: Int) async throws {
        try await peer.send(
            "StopTransaction",
            #"{"transactionId":\#(id),"idTag":"TAG","meterStop":\#(meter),"timestamp":"\#(api.time.now())","reason":"Local"}"#,
            id: "stop-\(id)")
    }

    @Test("a session is shown from its start to its end")
    func session() async throws {
        try await withChargePoint { api, peer async throws in
            let id = try await start(peer, api)
            let open = try await api.get("\(Self.path)/\(id)")
            #expect(open.json["state"]?.string == "Open")
            #expect(open.json["stopTimestamp"]?.kind == .null)
            #expect(open.json["authorizationStatus"]?.string == "Accepted")
            api.time.advance(seconds: 600)
            try await peer.send(
                "MeterValues",
                #"{"connectorId":1,"transactionId":\#(id),"meterValue":[{"timestamp":"\#(api.time.now())","sampledValue":[{"value":"1.50","unit":"kWh"}, {"value":"junk"}]}]}"#,
                id: "m1")
            try await stop(id, peer, api, meter: 2100)
            let closed = try await api.get("\(Self.path)/\(id)")
            #expect(closed.json["state"]?.string == "Closed")
            #expect(closed.json["energyWh"]?.int == 2000)
            #expect(closed.json["energySource"]?.string == "registers")
            #expect(closed.json["closedBy"]?.string == "chargePoint")
            #expect(closed.json["stopReason"]?.string == "Local")

            let values = try await api.get("\(Self.path)/\(id)/meter-values")
            let value = try #require(values.items.first)
            #expect(value["context"]?.string == "MeterValues")
            #expect(value["transactionId"]?.int == id)
            #expect(value["sampledValue"]?.elements.first?["value"]?.string == "1.50")
            #expect(value["samples"]?.elements.first?["value"]?.double == 1500)
            #expect(value["samples"]?.elements.first?["unit"]?.string == "Wh")
            #expect(value["setAside"]?.elements.count == 1)
            #expect(try await api.get("/api/v1/charge-points/A/meter-values?connectorId=1").items.count == 1)
            #expect(try await api.get("/api/v1/charge-points/A/meter-values?connectorId=2").items.isEmpty)
            #expect(try await api.get("/api/v1/charge-points/B/meter-values").problem == "charge-point-not-found")
        }
    }

    @Test("what is no transaction is not found", arguments: ["7", "seven", "-1", "0"])
    func missing(id: String) async throws {
        try await withAPI { api async throws in
            for path in ["\(Self.path)/\(id)", "\(Self.path)/\(id)/meter-values"] {
                #expect(try await api.get(path).problem == "transaction-not-found")
            }
            #expect(try await api.ask(.post, "\(Self.path)/\(id)/close").problem == "transaction-not-found")
            let resolve = try await api.ask(.post, "\(Self.path)/\(id)/resolve", #"{"energyWh":1}"#)
            #expect(resolve.problem == "transaction-not-found")
        }
    }

    @Test("an operator closes a transaction once")
    func close() async throws {
        try await withChargePoint { api, peer async throws in
            let id = try await start(peer, api)
            let closed = try await api.ask(.post, "\(Self.path)/\(id)/close", #"{"reason":"cable stolen"}"#)
            #expect(closed.status == 200)
            #expect(closed.json["state"]?.string == "Closed")
            #expect(closed.json["closedBy"]?.string == "operator")
            #expect(try await api.ask(.post, "\(Self.path)/\(id)/close").problem == "conflict")
        }
    }

    @Test("an operator ends a quarantine with the energy to bill")
    func quarantine() async throws {
        try await withChargePoint { api, peer async throws in
            let id = try await start(peer, api, meter: 5000)
            try await stop(id, peer, api, meter: 10)
            let listed = try await api.get("\(Self.path)?quarantined=true")
            #expect(listed.items.first?["quarantine"]?["resolvedAt"]?.kind == .null)
            let wrong = try await api.ask(.post, "\(Self.path)/\(id)/resolve", #"{"energyWh":-1}"#)
            #expect(wrong.json["member"]?.string == "energyWh")
            let resolved = try await api.ask(.post, "\(Self.path)/\(id)/resolve", #"{"energyWh":1234,"note":"asked the driver"}"#)
            #expect(resolved.json["energyWh"]?.int == 1234)
            #expect(resolved.json["energySource"]?.string == "operator")
            #expect(resolved.json["quarantine"]?["resolvedBy"]?.string == "admin token")
            #expect(try await api.get("\(Self.path)?quarantined=true").items.isEmpty)
            #expect(try await api.ask(.post, "\(Self.path)/\(id)/resolve", #"{"energyWh":1}"#).problem == "conflict")
        }
    }

    @Test("an orphaned stop is listed and given to its transaction")
    func orphan() async throws {
        try await withChargePoint { api, peer async throws in
            let first = try await start(peer, api, connector: 1, message: "s1")
            let second = try await start(peer, api, connector: 2, message: "s2")
            api.time.advance(seconds: 60)
            try await stop(0, peer, api, meter: 500)
            let listed = try await api.get("/api/v1/orphaned-stops?resolved=false&chargePoint=A")
            let orphan = try #require(listed.items.first)
            #expect(orphan["transactionIdReceived"]?.int == 0)
            #expect(Set(orphan["candidates"]?.elements.compactMap(\.int) ?? []) == [first, second])
            let path = "/api/v1/orphaned-stops/\(try #require(orphan["id"]?.int))/resolve"
            let unknown = try await api.ask(.post, path, #"{"transactionId":999}"#)
            #expect(unknown.problem == "transaction-not-found")
            let resolved = try await api.ask(.post, path, #"{"transactionId":\#(second),"note":"it was this one"}"#)
            #expect(resolved.json["resolvedTransactionId"]?.int == second)
            #expect(try await api.get("\(Self.path)/\(second)").json["state"]?.string == "Closed")
            #expect(try await api.ask(.post, path, "{}").problem == "conflict")
            #expect(try await api.ask(.post, "/api/v1/orphaned-stops/99/resolve", "{}").problem == "not-found")
        }
    }

    @Test("transactions are filtered, newest first")
    func list() async throws {
        try await withChargePoint { api, peer async throws in
            var ids: [Int] = []
            for connector in 1...3 {
                ids.append(try await start(peer, api, connector: connector, message: "s\(connector)"))
                api.time.advance(seconds: 60)
            }
            try await stop(ids[0], peer, api, meter: 200)
            func listed(_ query: String) async throws -> [Int] {
                try await api.get("\(Self.path)?\(query)").items.compactMap { $0["id"]?.int }
            }
            #expect(try await listed("") == ids.reversed())
            #expect(try await listed("state=Closed") == [ids[0]])
            #expect(try await listed("idTag=tag&connectorId=2") == [ids[1]])
            #expect(try await listed("chargePoint=B").isEmpty)
            let later = APIFixture.start.advanced(bySeconds: 60)
            #expect(try await listed("from=\(later)") == [ids[2], ids[1]])
            #expect(try await listed("to=\(later)") == [ids[0]])
            // A plus sign that a client forgot to encode belongs to the offset, not to a form.
            #expect(try await listed("to=2020-01-01T00:00:00+01:00").isEmpty)
        }
    }
}

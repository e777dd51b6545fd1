import CentralSystem
import HTTPTypes
import OCPPJ
import Testing

@testable import WebAPI

@Suite("Charge points")
struct ChargePointTests {
    static let path = "/api/v1/charge-points"

    @Test("a charge point is registered, read, changed, replaced and removed")
    func life() async throws {
        try await withAPI { api async throws in
            let created = try await api.ask(.post, Self.path, #"{"id":"CP 1/ü","note":"first"}"#)
            #expect(created.status == 201)
            let item = try #require(created.headers[.location])
            #expect(item == "\(Self.path)/CP%201%2F%C3%BC")
            #expect(created.json["registrationStatus"]?.string == "Accepted")
            #expect(created.json["connectionURL"]?.string == "ws://127.0.0.1:9000/ocpp/CP%201%2F%C3%BC")
            #expect(created.json["password"]?.kind == .null)
            #expect(created.json["settings"]?["requireSubprotocol"]?.kind == .null)

            let changed = try await api.ask(
                .patch, item, #"{"registrationStatus":"Rejected","settings":{"pingIntervalSeconds":5}}"#)
            #expect(changed.json["registrationStatus"]?.string == "Rejected")
            #expect(changed.json["note"]?.string == "first")
            let again = try await api.ask(.patch, item, #"{"note":null,"settings":{"heartbeatIntervalSeconds":60}}"#)
            #expect(again.json["settings"]?["pingIntervalSeconds"]?.int == 5)
            #expect(again.json["settings"]?["heartbeatIntervalSeconds"]?.int == 60)
            #expect(again.json["note"]?.kind == .null)

            let replaced = try await api.ask(.put, item, #"{"id":"CP 1/ü","note":"second"}"#)
            #expect(replaced.status == 200)
            #expect(replaced.json["settings"]?["pingIntervalSeconds"]?.kind == .null)
            #expect(try await api.get(item).json["note"]?.string == "second")

            #expect(try await api.ask(.delete, item).status == 204)
            #expect(try await api.get(item).problem == "charge-point-not-found")
            #expect(try await api.ask(.delete, item).status == 404)
            #expect(try await api.ask(.patch, item, "{}").status == 404)
            #expect(try await api.ask(.put, item, "{}").status == 201)
        }
    }

    @Test("one id means one charge point")
    func twice() async throws {
        try await withAPI { api async throws in
            #expect(try await api.ask(.post, Self.path, #"{"id":"A"}"#).status == 201)
            #expect(try await api.ask(.post, Self.path, #"{"id":"A"}"#).problem == "conflict")
        }
    }

    @Test("passwords are set, generated once, and removed, and never shown again")
    func passwords() async throws {
        try await withAPI { api async throws in
            let created = try await api.ask(.post, Self.path, #"{"id":"A","generatePassword":true}"#)
            let password = try #require(created.json["password"]?.string)
            #expect(password.count == 40)
            #expect(created.json["hasPassword"]?.bool == true)
            let read = try await api.get("\(Self.path)/A")
            #expect(read.json["password"] == nil)
            #expect(!read.text.contains(password))
            #expect(try await api.ask(.put, "\(Self.path)/A", "{}").json["hasPassword"]?.bool == true)
            let removed = try await api.ask(.patch, "\(Self.path)/A", #"{"password":null}"#)
            #expect(removed.json["hasPassword"]?.bool == false)
            let set = try await api.ask(.patch, "\(Self.path)/A", #"{"password":"opensesame"}"#)
            #expect(set.json["hasPassword"]?.bool == true)
            #expect(!set.text.contains("opensesame"))
        }
    }

    @Test("a member that is not allowed is named", arguments: [
        ("{}", "id"), (#"{"id":""}"#, "id"), (#"{"id":5}"#, "id"), (#"{"id":null}"#, "id"),
        (#"{"id":"A","id":"B"}"#, "id"), (#"{"id":"A","colour":"red"}"#, "colour"),
        (#"{"id":"A","registrationStatus":"Maybe"}"#, "registrationStatus"), (#"{"id":"A","password":""}"#, "password"),
        (#"{"id":"A","password":"x","generatePassword":true}"#, "generatePassword"),
        (#"{"id":"A","settings":{"heartbeatIntervalSeconds":0}}"#, "settings.heartbeatIntervalSeconds"),
        (#"{"id":"A","settings":{"pingIntervalSeconds":"often"}}"#, "settings.pingIntervalSeconds"),
        (#"{"id":"A","settings":{"pingIntervalSeconds":1.5}}"#, "settings.pingIntervalSeconds"),
        (#"{"id":"A","settings":{"meterEnergyScale":0}}"#, "settings.meterEnergyScale"),
        (#"{"id":"A","settings":{"volume":11}}"#, "settings.volume"), (#"{"id":"A","settings":[]}"#, "settings"),
    ])
    func members(body: String, member: String) async throws {
        try await withAPI { api async throws in
            let answer = try await api.ask(.post, Self.path, body)
            #expect(answer.status == 422)
            #expect(answer.json["member"]?.string == member)
        }
    }

    @Test("the id in the body must be that of the path")
    func otherID() async throws {
        try await withAPI { api async throws in
            #expect(try await api.ask(.put, "\(Self.path)/A", #"{"id":"B"}"#).json["member"]?.string == "id")
        }
    }

    @Test("a connected charge point shows what it told, and its connectors and transactions")
    func connected() async throws {
        try await withAPI { api async throws in
            try await api.ask(.post, Self.path, #"{"id":"A"}"#)
            try await api.ask(.post, "/api/v1/id-tags", #"{"idTag":"TAG"}"#)
            let peer = try await FakeChargePoint("A", to: api)
            try await peer.boot()
            try await peer.send("StatusNotification", #"{"connectorId":1,"status":"Preparing","errorCode":"NoError"}"#, id: "2")
            let started = try await peer.send(
                "StartTransaction",
                #"{"connectorId":1,"idTag":"TAG","meterStart":5,"timestamp":"\#(api.time.now())"}"#, id: "3")
            let shown = try await api.get("\(Self.path)/A")
            #expect(shown.json["connected"]?.bool == true)
            #expect(shown.json["connection"]?["remoteAddress"]?.string == "10.0.0.7:51123")
            #expect(shown.json["bootNotification"]?["chargePointVendor"]?.string == "Vendor")
            #expect(shown.json["bootNotification"]?["iccid"]?.kind == .null)
            let connector = try #require(shown.json["connectors"]?.elements.first { $0["connectorId"]?.int == 1 })
            #expect(connector["status"]?.string == "Preparing")
            #expect(connector["transactionId"]?.int == started["transactionId"]?.int)
            #expect(try await api.ask(.delete, "\(Self.path)/A").problem == "conflict")
            #expect(try await api.ask(.post, "\(Self.path)/A/disconnect").status == 204)
        }
    }

    @Test("a charge point that is not connected cannot be disconnected")
    func disconnect() async throws {
        try await withAPI { api async throws in
            try await api.ask(.post, Self.path, #"{"id":"A"}"#)
            #expect(try await api.ask(.post, "\(Self.path)/A/disconnect").problem == "charge-point-not-connected")
            #expect(try await api.ask(.post, "\(Self.path)/B/disconnect").problem == "charge-point-not-found")
        }
    }

    @Test("the list is filtered and comes in parts without gaps or doubles")
    func list() async throws {
        try await withAPI { api async throws in
            let ids = (1...7).map { "CP-\($0)" }
            for id in ids { try await api.ask(.put, "\(Self.path)/\(id)", #"{"note":"north"}"#) }
            try await api.ask(.patch, "\(Self.path)/CP-3", #"{"registrationStatus":"Pending","note":"south"}"#)
            let peer = try await FakeChargePoint("CP-5", to: api)
            for limit in [1, 3, 7, 100] {
                var found: [String] = []
                var cursor = ""
                repeat {
                    let part = try await api.get("\(Self.path)?limit=\(limit)&cursor=\(cursor)")
                    #expect(part.items.count <= limit)
                    found += part.items.compactMap { $0["id"]?.string }
                    cursor = part.json["nextCursor"]?.string ?? ""
                } while !cursor.isEmpty
                #expect(found == ids)
            }
            func listed(_ query: String) async throws -> [String] {
                try await api.get("\(Self.path)?\(query)").items.compactMap { $0["id"]?.string }
            }
            #expect(try await listed("connected=true") == ["CP-5"])
            #expect(try await listed("connected=false").count == 6)
            #expect(try await listed("registrationStatus=Pending") == ["CP-3"])
            #expect(try await listed("search=SOUTH") == ["CP-3"])
            #expect(try await listed("search=cp%2D7&registrationStatus=") == ["CP-7"])
            peer.close()
        }
    }
}

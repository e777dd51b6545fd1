import CentralSystem
import HTTPTypes
import OCPPJ
import Testing

@testable import WebAPI

@Suite("Configuration templates")
struct ConfigurationTemplateTests {
    static let path = "/api/v1/configuration-templates"
    static let charge = "/api/v1/charge-points/CP-1/configuration"

    @Test("a template is created, read, replaced and removed")
    func life() async throws {
        try await withAPI { api async throws in
            let body = #"{"name":"All of Vendor","vendor":"Vendor","values":{"HeartbeatInterval":"60","NumberOfConnectors":"x"}}"#
            let created = try await api.ask(.post, Self.path, body)
            #expect(created.status == 201)
            #expect(created.headers[.location] == "\(Self.path)/All%20of%20Vendor")
            #expect(created.json["values"]?.members.map(\.name) == ["HeartbeatInterval", "NumberOfConnectors"])
            #expect(created.json["warnings"]?.elements.count == 2)
            #expect(try await api.ask(.post, Self.path, body).problem == "conflict")
            let item = "\(Self.path)/All%20of%20Vendor"
            #expect(try await api.get(item).text == created.text)
            let replaced = try await api.ask(.put, item, #"{"group":"north","values":{"A":"1"},"note":"new"}"#)
            #expect(replaced.status == 200)
            #expect(replaced.json["vendor"]?.kind == .null)
            #expect(try await api.get(Self.path).items.count == 1)
            #expect(try await api.ask(.delete, item).status == 204)
            #expect(try await api.get(item).problem == "not-found")
            #expect(try await api.ask(.delete, item).status == 404)
            #expect(try await api.ask(.put, item, #"{"values":{"A":"1"}}"#).status == 201)
            #expect(try await api.get("\(item)/drift").problem == "conflict")
        }
    }

    @Test("a member that is not allowed is named", arguments: [
        (#"{"values":{"A":"1"}}"#, "name"), (#"{"name":"t"}"#, "values"), (#"{"name":"t","values":{}}"#, "values"),
        (#"{"name":"t","values":{"A":1}}"#, "values.A"), (#"{"name":"t","values":{"A":"1","a":"2"}}"#, "values.a"),
        (#"{"name":"t","values":{"AuthorizationKey":"x"}}"#, "values.AuthorizationKey"),
        (#"{"name":"t","vendor":"","values":{"A":"1"}}"#, "vendor"),
    ])
    func members(body: String, member: String) async throws {
        try await withAPI { api async throws in
            let answer = try await api.ask(.post, Self.path, body)
            #expect(answer.status == 422)
            #expect(answer.json["member"]?.string == member)
        }
    }

    @Test("drift is shown for a template and for a charge point, and applying it removes it")
    func drift() async throws {
        try await withAPI { api async throws in
            try await api.ask(.post, "/api/v1/charge-points", #"{"id":"CP-1"}"#)
            try await FakeChargePoint("CP-1", to: api) { _, _ in .success(#"{"status":"Accepted"}"#) }.boot()
            try await api.ask(.put, "\(Self.path)/t", #"{"vendor":"vendor","values":{"A":"1","B":"2"}}"#)
            let drift = try await api.get("\(Self.path)/t/drift").items
            #expect(drift.count == 1)
            #expect(drift.first?["inSync"]?.bool == false)
            #expect(drift.first?["keys"]?.elements.compactMap { $0["drift"]?.string } == ["neverRead", "neverRead"])
            let own = try await api.get("\(Self.charge)/drift").items
            #expect(own.first?["templateName"]?.string == "t")
            let applied = try await api.ask(.post, "\(Self.charge)/apply", #"{"templateName":"t"}"#)
            #expect(applied.status == 200)
            #expect(applied.json["succeeded"]?.bool == true)
            #expect(applied.json["keys"]?.elements.compactMap { $0["status"]?.string } == ["Accepted", "Accepted"])
            #expect(try await api.get("\(Self.charge)/drift").items.first?["inSync"]?.bool == true)
            let again = try await api.ask(.post, "\(Self.charge)/apply", #"{"templateName":"t"}"#)
            #expect(again.json["keys"]?.elements.isEmpty == true)
            #expect(try await api.ask(.post, "\(Self.charge)/apply", #"{"templateName":"u"}"#).problem == "not-found")
        }
    }

    @Test("applying to a charge point that is not connected is the command's problem")
    func notConnected() async throws {
        try await withAPI { api async throws in
            try await api.ask(.post, "/api/v1/charge-points", #"{"id":"CP-1"}"#)
            try await api.ask(.put, "\(Self.path)/t", #"{"values":{"A":"1"}}"#)
            #expect(
                try await api.ask(.post, "\(Self.charge)/apply", #"{"templateName":"t"}"#).problem == "charge-point-not-connected")
        }
    }

    @Test("applying it in bulk is a bulk operation")
    func bulk() async throws {
        try await withAPI { api async throws in
            try await api.ask(.post, "/api/v1/charge-points", #"{"id":"CP-1"}"#)
            try await FakeChargePoint("CP-1", to: api) { _, _ in .success(#"{"status":"Accepted"}"#) }.boot()
            try await api.ask(.put, "\(Self.path)/t", #"{"vendor":"Vendor","values":{"A":"1"}}"#)
            let answer = try await api.ask(.post, "\(Self.path)/t/apply")
            #expect(answer.status == 202)
            #expect(answer.json["kind"]?.string == "configurationTemplate")
            let named = try await api.ask(
                .post, "\(Self.path)/t/apply", #"{"target":{"chargePoints":["CP-1","CP-2"]},"parallelism":1}"#)
            #expect(named.status == 202)
            try await api.ask(.put, "\(Self.path)/u", #"{"values":{"A":"1"}}"#)
            #expect(try await api.ask(.post, "\(Self.path)/u/apply").problem == "conflict")
            #expect(try await api.ask(.post, "\(Self.path)/v/apply").problem == "not-found")
            #expect(try await api.ask(.post, "\(Self.path)/t/apply", #"{"target":{}}"#).json["member"]?.string == "target")
        }
    }
}

import CentralSystem
import HTTPTypes
import OCPPJ
import Testing

@testable import WebAPI

@Suite("IdTags")
struct IdTagTests {
    static let path = "/api/v1/id-tags"

    @Test("an idTag is registered, read without regard to case, changed, replaced and removed")
    func life() async throws {
        try await withAPI { api async throws in
            let created = try await api.ask(.post, Self.path, #"{"idTag":"Card 1"}"#)
            #expect(created.status == 201)
            #expect(created.headers[.location] == "\(Self.path)/Card%201")
            #expect(created.json["effectiveStatus"]?.string == "Accepted")
            #expect(try await api.ask(.post, Self.path, #"{"idTag":"CARD 1"}"#).problem == "conflict")
            let item = "\(Self.path)/CARD%201"
            #expect(try await api.get(item).json["idTag"]?.string == "Card 1")
            let changed = try await api.ask(
                .patch, item,
                #"{"expiryDate":"2021-01-01T01:00:00+01:00","parentIdTag":"GROUP","maximumConcurrentTransactions":0,"note":"old"}"#)
            #expect(changed.json["status"]?.string == "Accepted")
            #expect(changed.json["effectiveStatus"]?.string == "Expired")
            #expect(changed.json["expiryDate"]?.string == "2021-01-01T00:00:00.000Z")
            #expect(changed.json["maximumConcurrentTransactions"]?.int == 0)
            let restored = try await api.ask(.patch, item, #"{"expiryDate":null,"parentIdTag":null}"#)
            #expect(restored.json["effectiveStatus"]?.string == "Accepted")
            #expect(restored.json["note"]?.string == "old")
            let replaced = try await api.ask(.put, item, #"{"idTag":"card 1","status":"Blocked"}"#)
            #expect(replaced.status == 200)
            #expect(replaced.json["note"]?.kind == .null)
            #expect(try await api.ask(.delete, item).status == 204)
            #expect(try await api.get(item).problem == "id-tag-not-found")
            #expect(try await api.ask(.delete, item).status == 404)
            #expect(try await api.ask(.patch, item, "{}").status == 404)
            #expect(try await api.ask(.put, item, "{}").status == 201)
        }
    }

    @Test("a member that is not allowed is named", arguments: [
        ("{}", "idTag"), (#"{"idTag":""}"#, "idTag"), (#"{"idTag":"123456789012345678901"}"#, "idTag"),
        (#"{"idTag":"A","status":"ConcurrentTx"}"#, "status"), (#"{"idTag":"A","expiryDate":"soon"}"#, "expiryDate"),
        (#"{"idTag":"A","parentIdTag":"123456789012345678901"}"#, "parentIdTag"),
        (#"{"idTag":"A","parentIdTag":"a"}"#, "parentIdTag"),
        (#"{"idTag":"A","maximumConcurrentTransactions":-1}"#, "maximumConcurrentTransactions"),
        (#"{"idTag":"A","effectiveStatus":"Accepted"}"#, "effectiveStatus"),
    ])
    func members(body: String, member: String) async throws {
        try await withAPI { api async throws in
            let answer = try await api.ask(.post, Self.path, body)
            #expect(answer.status == 422)
            #expect(answer.json["member"]?.string == member)
        }
    }

    @Test("what is too long to be an idTag is not registered; putting it names the member")
    func tooLong() async throws {
        try await withAPI { api async throws in
            let item = "\(Self.path)/123456789012345678901"
            #expect(try await api.get(item).problem == "id-tag-not-found")
            #expect(try await api.ask(.put, item, "{}").json["member"]?.string == "idTag")
            #expect(try await api.ask(.put, "\(Self.path)/A", #"{"idTag":"B"}"#).json["member"]?.string == "idTag")
        }
    }

    @Test("the list is filtered by text and by the status in force")
    func list() async throws {
        try await withAPI { api async throws in
            try await api.ask(.put, "\(Self.path)/A1", #"{"note":"visitor"}"#)
            try await api.ask(.put, "\(Self.path)/A2", #"{"status":"Blocked"}"#)
            try await api.ask(.put, "\(Self.path)/B1", #"{"expiryDate":"2020-01-01T00:00:00Z"}"#)
            func listed(_ query: String) async throws -> [String] {
                try await api.get("\(Self.path)?\(query)").items.compactMap { $0["idTag"]?.string }
            }
            #expect(try await listed("") == ["A1", "A2", "B1"])
            #expect(try await listed("search=a") == ["A1", "A2"])
            #expect(try await listed("search=VISIT") == ["A1"])
            #expect(try await listed("status=Expired") == ["B1"])
            #expect(try await listed("status=Accepted") == ["A1"])
        }
    }
}

import CentralSystem
import HTTPTypes
import OCPPJ
import Testing

@testable import WebAPI

@Suite("Vendors of data transfers")
struct DataTransferVendorTests {
    private static let path = "/api/v1/data-transfer-vendors"

    @Test("a vendor is registered, changed, replaced and removed; its secret is never shown")
    func life() async throws {
        try await withAPI { api async throws in
            let created = try await api.ask(
                .post, Self.path, #"{"vendorId":"com.ACME/x","url":"https://example.com/hook","secret":"hush hush","messageIds":["a"]}"#)
            #expect(created.status == 201)
            #expect(created.headers[.location] == "\(Self.path)/com.ACME%2Fx")
            #expect(created.json["timeoutSeconds"]?.int == 5)
            #expect(created.json["hasSecret"]?.bool == true)
            #expect(!created.text.contains("hush"))
            #expect(try await api.ask(.post, Self.path, #"{"vendorId":"COM.acme/X","url":"https://example.com"}"#).problem == "conflict")

            let item = "\(Self.path)/com.acme%2Fx"
            let changed = try await api.ask(.patch, item, #"{"messageIds":null,"timeoutSeconds":8}"#)
            #expect(changed.json["messageIds"]?.kind == .null)
            #expect(changed.json["url"]?.string == "https://example.com/hook")
            #expect(changed.json["hasSecret"]?.bool == true)
            let replaced = try await api.ask(.put, item, #"{"url":"http://other.example.com/"}"#)
            #expect(replaced.status == 200)
            #expect(replaced.json["timeoutSeconds"]?.int == 5)
            #expect(replaced.json["hasSecret"]?.bool == true)
            #expect(try await api.ask(.patch, item, #"{"secret":null}"#).json["hasSecret"]?.bool == false)
            #expect(try await api.get(Self.path).items.count == 1)
            #expect(try await api.ask(.put, "\(Self.path)/new", #"{"url":"https://example.com"}"#).status == 201)
            #expect(try await api.ask(.delete, item).status == 204)
            #expect(try await api.get(item).problem == "not-found")
            #expect(try await api.ask(.patch, item, #"{"timeoutSeconds":1}"#).problem == "not-found")
            #expect(try await api.ask(.delete, item).problem == "not-found")
        }
    }

    @Test("values that make no sense are refused", arguments: [
        (#"{"vendorId":"V","url":"gopher://example.com"}"#, "url"), (#"{"vendorId":"V"}"#, "url"),
        (#"{"vendorId":"V","url":"https://example.com","timeoutSeconds":9}"#, "timeoutSeconds"),
        (#"{"vendorId":"","url":"https://example.com"}"#, "vendorId"),
        (#"{"vendorId":"V","url":"https://example.com","secret":"short"}"#, "secret"),
    ])
    func refused(body: String, member: String) async throws {
        try await withAPI { api async throws in
            let answer = try await api.ask(.post, Self.path, body)
            #expect(answer.status == 422)
            #expect(answer.json["member"]?.string == member)
        }
    }
}

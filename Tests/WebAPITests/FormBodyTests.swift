import CentralSystem
import Logging
import OCPPJ
import Testing

@testable import WebAPI

@Suite("Forms as the bodies of operations")
struct FormBodyTests {
    private static let schema = Schema.object(
        ObjectSchema("Thing", "A thing.", [
            .init("name", "", .string, isRequired: true), .init("count", "", .integer), .init("rate", "", .number),
            .init("isOpen", "", .boolean), .init("note", "", .string.orNull), .init("tags", "", .list(of: .string)),
            .init("inner", "", .object(ObjectSchema("Inner", "", [.init("seconds", "", .integer.orNull)]))),
            .init("payload", "", .anyObject),
        ]))

    @Test(
        "every field becomes what its member is",
        arguments: [
            ("name=A&count=7&rate=1.5&isOpen=on", #"{"name":"A","count":7,"rate":1.5,"isOpen":true}"#),
            ("name=A&count=&note=", #"{"name":"A"}"#),
            ("name=A&note=-", #"{"name":"A","note":null}"#),
            ("name=A&%21note=on", #"{"name":"A","note":null}"#),
            ("name=A&tags=x&tags=y", #"{"name":"A","tags":["x","y"]}"#),
            ("name=A&tags=x%0D%0A%0D%0Ay%0D%0A", #"{"name":"A","tags":["x","y"]}"#),
            ("name=A&inner.seconds=5", #"{"name":"A","inner":{"seconds":5}}"#),
            ("name=A&inner.seconds=", #"{"name":"A"}"#),
            ("name=A&payload=%7B%22a%22%3A%5B1%5D%7D", #"{"name":"A","payload":{"a":[1]}}"#),
            ("name=A&count=seven", #"{"name":"A","count":"seven"}"#),
            ("name=%22%5C&odd=1", #"{"name":"\"\\","odd":"1"}"#),
        ])
    func body(form: String, json: String) throws {
        let fields = try #require(FormText.parse(form))
        #expect(String(decoding: JSONText(form: fields, schema: Self.schema).text, as: UTF8.self) == json)
    }

    @Test("fields survive being written and read")
    func fields() throws {
        let fields = [("a b", "1+1=2 & more"), ("한국어", "値\nzwei"), ("", "")]
        let read = try #require(FormText.parse(FormText.encode(fields.map { (name: $0.0, value: $0.1) })))
        #expect(read.map(\.name) == fields.map(\.0))
        #expect(read.map(\.value) == fields.map(\.1))
        #expect(FormText.parse("a=x%0D%0D%0Ay%0A%0Dz")?.first?.value == "x\n\ny\n\nz")
        #expect(FormText.parse("a=%FF") == nil)
        #expect(FormText.parse("a=%") == nil)
    }

    private func caller(_ api: APIFixture) -> OperationCaller {
        OperationCaller(
            table: api.server.table,
            gate: OperationGate(
                operators: api.centralSystem.operators, origin: RequestOrigin(trustsProxy: false), maximumBodyBytes: 1000,
                live: api.centralSystem.live))
    }

    @Test("an operation in this process checks and records as one over HTTP")
    func operation() async throws {
        try await withAPI { api async throws in
            let operations = caller(api)
            let viewer = OperationCaller.Caller(
                Identification(Principal(kind: .session, name: "vera", role: .viewer)), address: "10.0.0.9", logger: .init(label: "test"))
            let someone = OperationCaller.Caller(
                Identification(Principal(kind: .session, name: "otto", role: .operator)), address: "10.0.0.9", logger: .init(label: "test"))
            let input = OperationCaller.Input(body: .object(["id": "CP 1"]))
            await #expect(throws: Problem.self) { try await operations.call("createChargePoint", input, by: viewer) }
            let created = try await operations.call("createChargePoint", input, by: someone)
            #expect(created.status == 201)
            #expect(created.body["id"]?.string == "CP 1")
            do throws(Problem) {
                _ = try await operations.call("createChargePoint", .init(body: .object(["id": 7])), by: someone)
                Issue.record("a number is no id")
            } catch {
                #expect(error.type == .invalidMember)
                #expect(error.member == "id")
            }
            _ = try await operations.call("changeChargePoint", .init(path: ["id": "CP 1"], body: .object(["note": "n"])), by: someone)
            let audit = try await api.centralSystem.operators.audit.list().items.map { "\($0.actor) \($0.target ?? "") \($0.outcome.rawValue)" }
            #expect(audit.contains("vera POST /api/v1/charge-points refused"))
            #expect(audit.contains("otto PATCH /api/v1/charge-points/CP%201 done"))
            #expect(operations.allows("createChargePoint", to: Principal(kind: .session, name: "o", role: .operator)))
            #expect(!operations.allows("createChargePoint", to: Principal(kind: .session, name: "v", role: .viewer)))
        }
    }
}

import CentralSystem
import Foundation
import HTTPTypes
import Hummingbird
import OCPPJ
import Testing

@testable import WebAPI

@Suite("The OpenAPI document")
struct OpenAPITests {
    @Test("it lists exactly the routes that are served")
    func routes() async throws {
        try await withAPI { api async throws in
            let document = try await api.get("/openapi.json").json
            var described: Set<String> = []
            for (path, methods) in document["paths"]?.members ?? [] {
                for (method, _) in methods.members { described.insert("\(method.uppercased()) \(path)") }
            }
            let router = WebAPIServer.router(
                api.server.table, configuration: WebAPIConfiguration(),
                authenticator: Authenticator(
                    administrator: TokenAuthentication(token: "t"), operators: api.centralSystem.operators),
                gate: OperationGate(
                    operators: api.centralSystem.operators, origin: RequestOrigin(trustsProxy: false), maximumBodyBytes: 1000,
                    live: api.centralSystem.live),
                site: nil)
            let served = router.routes.map { "\($0.method.rawValue) \($0.path)" }
            #expect(Set(served) == described)
            #expect(served.count == described.count)
        }
    }

    @Test("the parameters of a path are those in its braces")
    func parameters() async throws {
        try await withAPI { api async throws in
            for operation in api.server.table.operations {
                let braces = operation.path.split(separator: "/").filter { $0.hasPrefix("{") }.map { $0.dropFirst().dropLast() }
                #expect(operation.pathParameters.map(\.name) == braces.map(String.init), "\(operation.path)")
            }
        }
    }

    @Test("every operation has a name of its own, and a 401 exactly when it needs the token")
    func operations() async throws {
        try await withAPI { api async throws in
            let operations = api.server.table.operations
            #expect(Set(operations.map(\.name)).count == operations.count)
            for operation in operations {
                #expect(operation.problems.contains(.unauthorized) == operation.requiresToken)
                #expect(!operation.answers.isEmpty)
            }
        }
    }

    @Test("every reference leads somewhere, and one name means one shape")
    func references() async throws {
        try await withAPI { api async throws in
            let answer = try await api.get("/openapi.json")
            let schemas = Set(answer.json["components"]?["schemas"]?.members.map(\.name) ?? [])
            let references = answer.text.matches(of: #/"#\/components\/schemas\/([^"]+)"/#).map { String($0.1) }
            #expect(!references.isEmpty)
            #expect(Set(references).isSubset(of: schemas))
            #expect(schemas.subtracting(references).isEmpty, "every component is used")
            var shapes: [String: [UInt8]] = [:]
            for object in api.server.table.operations.flatMap(Self.objects) {
                let json = object.openAPI.json
                #expect(shapes[object.name] == nil || shapes[object.name] == json, "\(object.name)")
                shapes[object.name] = json
            }
        }
    }

    /// Every object schema of an operation, repetitions included.
    private static func objects(of operation: WebAPI.Operation) -> [ObjectSchema] {
        var found: [ObjectSchema] = []
        func walk(_ schema: Schema) {
            switch schema.shape {
            case .list(let element): walk(element)
            case .object(let object):
                found.append(object)
                for member in object.members { walk(member.schema) }
            default: break
            }
        }
        if let body = operation.body { walk(body.schema) }
        for answer in operation.answers { if let content = answer.content { walk(content.schema) } }
        return found
    }

    @Test("it can be written to a file for other tools")
    func export() async throws {
        guard let path = ProcessInfo.processInfo.environment["OPENAPI_OUTPUT"] else { return }
        try await withAPI { api async throws in
            try await Data(api.get("/openapi.json").text.utf8).write(to: URL(fileURLWithPath: path))
        }
    }
}

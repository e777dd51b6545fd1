import CentralSystem
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import NIOCore
import NIOPosix
import OCPPJ
import Persistence
import Testing

@testable import WebAPI

/// The API on a database of its own. Every answer is checked against what the OpenAPI document says about its operation.
struct APIFixture: Sendable {
    static let token = "a token for tests"
    static let start = Timestamp(milliseconds: 1_790_000_000_000)

    let server: WebAPIServer
    let centralSystem: CentralSystem
    let time: ManualTime
    let client: any TestClientProtocol

    struct Answer {
        var status: Int
        var headers: HTTPFields
        var text: String
        /// `null` when the body is no JSON.
        var json: JSONNode

        var problem: String? { json["type"]?.string.flatMap { $0.split(separator: ":").last.map(String.init) } }
        var items: [JSONNode] { json["items"]?.elements ?? [] }
    }

    /// - Parameter token: nil sends no token.
    @discardableResult
    func ask(
        _ method: HTTPRequest.Method, _ uri: String, _ body: String? = nil, token: String? = token,
        headers: HTTPFields = [:], sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> Answer {
        var headers = headers
        if let token { headers[.authorization] = "Bearer \(token)" }
        let response = try await client.executeRequest(
            uri: uri, method: method, headers: headers, body: body.map { ByteBuffer(string: $0) })
        let text = String(buffer: response.body)
        let answer = Answer(
            status: response.status.code, headers: response.headers, text: text,
            json: try (try? JSONNode.parse(Array(text.utf8), maximumDepth: 64)) ?? JSONNode.parse(Array("null".utf8)))
        try check(answer, of: method, uri, sourceLocation)
        return answer
    }

    func get(_ uri: String, sourceLocation: SourceLocation = #_sourceLocation) async throws -> Answer {
        try await ask(.get, uri, sourceLocation: sourceLocation)
    }

    /// The status and the shape of an answer are those that the OpenAPI document is made from.
    private func check(
        _ answer: Answer, of method: HTTPRequest.Method, _ uri: String, _ sourceLocation: SourceLocation
    ) throws {
        if answer.status >= 400, method != .head {
            #expect(answer.headers[.contentType] == "application/problem+json", sourceLocation: sourceLocation)
            try Problem.objectSchema.check(answer.json)
            #expect(answer.json["status"]?.int == answer.status, sourceLocation: sourceLocation)
        }
        let path = uri.split(separator: "?").first.map(String.init) ?? uri
        guard let operation = server.table.operation(method, at: path) else { return }
        if answer.status >= 400 {
            let described = operation.problems.filter { $0.status.code == answer.status }.map(\.uri)
            let type = answer.json["type"]?.string ?? ""
            #expect(described.contains(type), "\(method) \(operation.path) does not describe \(type)", sourceLocation: sourceLocation)
            return
        }
        let description = operation.answers.first { $0.status.code == answer.status }
        #expect(description != nil, "\(method) \(operation.path): \(answer.status)", sourceLocation: sourceLocation)
        if let content = description?.content, content.type == "application/json" {
            #expect(answer.headers[.contentType] == "application/json", sourceLocation: sourceLocation)
            do {
                try content.schema.check(answer.json)
            } catch {
                Issue.record("\(method) \(operation.path): \(error)", sourceLocation: sourceLocation)
            }
        }
    }
}

extension OperationTable {
    /// The operation that a request reaches.
    func operation(_ method: HTTPRequest.Method, at path: String) -> WebAPI.Operation? {
        let segments = path.split(separator: "/")
        return operations.first { operation in
            let pattern = operation.path.split(separator: "/")
            return operation.method == method && pattern.count == segments.count
                && zip(pattern, segments).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }
    }
}

/// Runs a test against the API on a fresh database.
func withAPI(
    settings: SQLiteSettings = SQLiteSettings(), configuration: WebAPIConfiguration = WebAPIConfiguration(),
    checks: [ReadinessCheck] = [], _ test: @Sendable (APIFixture) async throws -> Void
) async throws {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("webapi-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: directory) }
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let database = try SQLiteDatabase(path: directory.appendingPathComponent("test.sqlite").path, settings: settings, logger: logger)
    let time = ManualTime(APIFixture.start)
    let centralSystem = try await CentralSystem(
        database: database, time: time, settings: CentralSystemSettings(operators: OperatorSettings(passwordCost: .slight)), logger: logger)
    let server = try WebAPIServer(
        centralSystem: centralSystem, configuration: configuration,
        authentication: TokenAuthentication(token: APIFixture.token), checks: checks, version: "1.2.3",
        group: MultiThreadedEventLoopGroup.singleton, logger: logger)
    do {
        try await server.application.test(.router) { client in
            try await test(APIFixture(server: server, centralSystem: centralSystem, time: time, client: client))
        }
        await database.close()
    } catch {
        await database.close()
        throw error
    }
}

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

/// The API together with the listener for files, on a data directory of their own.
struct FileFixture: Sendable {
    let api: APIFixture
    /// The listener for files.
    let files: any TestClientProtocol
    let dataDirectory: String

    /// Asks the listener for files.
    func ask(
        _ method: HTTPRequest.Method, _ url: String, _ body: [UInt8]? = nil, headers: HTTPFields = [:]
    ) async throws -> (status: Int, headers: HTTPFields, body: [UInt8]) {
        let path = url.hasPrefix("http") ? String(url.drop { $0 != "/" }.dropFirst(2).drop { $0 != "/" }) : url
        let response = try await files.executeRequest(
            uri: path, method: method, headers: headers, body: body.map { ByteBuffer(bytes: $0) })
        return (response.status.code, response.headers, Array(response.body.readableBytesView))
    }

    /// The names of the files in an area.
    func stored(_ area: FileArea) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: "\(dataDirectory)/\(area.rawValue)")
    }

    /// Uploads an image and answers its id.
    func upload(_ content: [UInt8], _ query: String = "fileName=fw.bin") async throws -> APIFixture.Answer {
        let response = try await api.client.executeRequest(
            uri: "/api/v1/firmware/images?\(query)", method: .post,
            headers: [.authorization: "Bearer \(APIFixture.token)"], body: ByteBuffer(bytes: content))
        let text = String(buffer: response.body)
        return APIFixture.Answer(
            status: response.status.code, headers: response.headers, text: text, json: try JSONNode.parse(Array(text.utf8)))
    }

    /// Registers and connects a charge point.
    func chargePoint(
        _ id: String = "A", answering script: @escaping FakeLink.Script = { _, _ in .success("{}") }
    ) async throws -> FakeChargePoint {
        try await api.ask(.post, "/api/v1/charge-points", #"{"id":"\#(id)"}"#)
        return try await FakeChargePoint(id, to: api, answering: script)
    }
}

/// Runs a test against the API and the listener for files.
///
/// - Parameter live: whether the listener for files is a real one, on a socket.
func withFiles(
    _ settings: FileExchangeSettings = FileExchangeSettings(), live: Bool = false, reservedBytes: Int64 = 0,
    _ test: @escaping @Sendable (FileFixture) async throws -> Void
) async throws {
    let directory = FileManager.default.temporaryDirectory.appendingPathComponent("files-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: directory) }
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let database = try SQLiteDatabase(path: directory.appendingPathComponent("test.sqlite").path, logger: logger)
    let time = ManualTime(APIFixture.start)
    let files = try await FileDirectory(dataDirectory: directory.path, reservedBytes: reservedBytes)
    let exchange = FileExchange(storage: files)
    exchange.announce("http://files.example.com:9001")
    let centralSystem = try await CentralSystem(
        database: database, time: time, settings: CentralSystemSettings(files: settings), logger: logger, files: exchange)
    let server = try WebAPIServer(
        centralSystem: centralSystem, configuration: WebAPIConfiguration(),
        authentication: TokenAuthentication(token: APIFixture.token), files: files,
        group: MultiThreadedEventLoopGroup.singleton, logger: logger)
    let listener = try FileListener(
        centralSystem: centralSystem, directory: files,
        configuration: FileListenerConfiguration(host: "127.0.0.1", port: 0), group: MultiThreadedEventLoopGroup.singleton,
        logger: logger)
    do {
        try await server.application.test(.router) { client in
            let api = APIFixture(server: server, centralSystem: centralSystem, time: time, client: client)
            try await listener.application.test(live ? .live : .router) { client in
                try await test(FileFixture(api: api, files: client, dataDirectory: directory.path))
            }
        }
        await database.close()
    } catch {
        await database.close()
        throw error
    }
}

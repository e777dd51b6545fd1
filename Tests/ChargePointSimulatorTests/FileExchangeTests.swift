import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
import Testing

@testable import ChargePointSimulator

@Suite("Files over HTTP", .timeLimit(.minutes(10)))
struct FileExchangeTests {
    private let group = MultiThreadedEventLoopGroup.singleton

    @Test("a file is retrieved to its end, and only its beginning is kept")
    func download() async throws {
        let server = try await FileServer(group: group)
        let files = HTTPFileExchange(group: group)
        let file = try await files.download(from: server.url("big/socket-2.1.0.bin?token=x"))
        #expect(file.name == "socket-2.1.0.bin")
        #expect(file.length == 100_000)
        #expect(file.head.count == RetrievedFile.headLimit)
        let named = try await files.download(from: server.url("named"))
        #expect(named.name == "from header.bin")
        await files.shutdown()
        try await server.stop()
    }

    @Test("a file is put where it belongs")
    func upload() async throws {
        let server = try await FileServer(group: group)
        let files = HTTPFileExchange(group: group)
        try await files.upload(Array("hello".utf8), named: "a.log", to: server.url("logs/"))
        try await files.upload(Array("hello".utf8), named: "a.log", to: server.url("one-time-place"))
        #expect(server.requests == ["PUT /logs/a.log hello", "PUT /one-time-place hello"])
        await files.shutdown()
        try await server.stop()
    }

    @Test("what cannot be transferred is explained")
    func failures() async throws {
        let server = try await FileServer(group: group)
        let files = HTTPFileExchange(group: group)
        await #expect(throws: FileExchangeFailure.self) { try await files.download(from: "ftp://host/file") }
        await #expect(throws: FileExchangeFailure.self) { try await files.download(from: "http://") }
        let refused = await #expect(throws: FileExchangeFailure.self) {
            try await files.download(from: server.url("missing"))
        }
        #expect(refused?.description.contains("404") == true)
        await #expect(throws: FileExchangeFailure.self) { try await files.download(from: server.url("cut")) }
        let url = server.url("big/file")
        try await server.stop()
        await #expect(throws: FileExchangeFailure.self) { try await files.download(from: url) }
        await files.shutdown()
        await #expect(throws: FileExchangeFailure.self) { try await files.download(from: url) }
    }
}

/// A few files over HTTP/1.1.
private final class FileServer: Sendable {
    private let channel: any Channel
    private let log: Log

    final class Log: Sendable {
        let requests = Mutex<[String]>([])
    }

    init(group: any EventLoopGroup) async throws {
        let log = Log()
        self.log = log
        channel = try await ServerBootstrap(group: group)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(Handler(log: log))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
    }

    var requests: [String] { log.requests.withLock { $0 } }

    func url(_ path: String) -> String { "http://127.0.0.1:\(channel.localAddress?.port ?? 0)/\(path)" }

    func stop() async throws { try await channel.close() }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = HTTPServerRequestPart
        typealias OutboundOut = HTTPServerResponsePart

        private let log: Log
        private var head: HTTPRequestHead?
        private var body = ""

        init(log: Log) { self.log = log }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head(let head): (self.head, body) = (head, "")
            case .body(let buffer): body += String(buffer: buffer)
            case .end: answer(context)
            }
        }

        private func answer(_ context: ChannelHandlerContext) {
            guard let head else { return }
            log.requests.withLock { $0.append("\(head.method) \(head.uri) \(body)") }
            var response = HTTPResponseHead(version: .http1_1, status: .ok)
            var length = 0
            switch head.uri.split(separator: "/").first {
            case "big": length = 100_000
            case "named": response.headers.add(name: "Content-Disposition", value: "attachment; FileName=\"from header.bin\"")
            case "cut": response.headers.add(name: "Content-Length", value: "1000")
            case "missing": response.status = .notFound
            default: break
            }
            if head.uri != "/cut" { response.headers.add(name: "Content-Length", value: String(length)) }
            context.write(wrapOutboundOut(.head(response)), promise: nil)
            if head.uri == "/cut" {
                context.flush()
                context.close(promise: nil)
                return
            }
            if length > 0 {
                context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(repeating: 7, count: length)))), promise: nil)
            }
            context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        }
    }
}

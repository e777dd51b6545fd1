import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOSSL
import OCPPJ
import Synchronization
import Testing

@testable import OCPPTransport

/// What is left of a connection when it is over: nothing, whatever became of it. A server that keeps a few kilobytes of each
/// connection that never got anywhere is one that strangers can fill.
@Suite("The end of a connection")
struct ConnectionEndTests {
    /// A life in pieces of bytes, each as it is read from the socket.
    struct Life: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var pieces: [[UInt8]] = []
        /// How long the peer then waits before it hangs up.
        var seconds: Int64 = 0

        init(_ name: String, _ pieces: [String] = [], seconds: Int64 = 0) {
            testDescription = name
            self.pieces = pieces.map { Array($0.utf8) }
            self.seconds = seconds
        }

        init(_ name: String, bytes: [[UInt8]], seconds: Int64 = 0) {
            testDescription = name
            pieces = bytes
            self.seconds = seconds
        }

        static func request(_ identity: String, headers: String = "") -> String {
            "GET /ocpp/\(identity) HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: ocpp1.6\r\n\(headers)\r\n"
        }

        static let plain = [
            Life("nothing was sent"),
            Life("nothing was sent until time was up", seconds: 11),
            Life("half a request", ["GET /ocpp/CP-1 HTT"]),
            Life("half a request until time was up", ["GET /ocpp/CP-1 HTT"], seconds: 11),
            Life("no HTTP", ["\u{1}\u{2}\r\n\r\n"], seconds: 2),
            Life("no upgrade", ["GET / HTTP/1.1\r\nHost: x\r\n\r\n"]),
            Life("another upgrade", ["GET / HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n"]),
            Life("an upgrade without a key", [request("CP-1").replacing("Sec-WebSocket-Key", with: "X")]),
            Life("a refusal", [request("stranger")]),
            Life("a decision that came after the end", [request("late")]),
            Life("a decision that came when time was up", [request("late")], seconds: 11),
            Life("a request that is too long", [request("CP-1", headers: "X: " + String(repeating: "x", count: 20_000))], seconds: 2),
            Life("a body that was announced", [request("CP-1", headers: "Content-Length: 5\r\n")]),
            Life("a body in chunks without an end", [request("CP-1", headers: "Transfer-Encoding: chunked\r\n"), "1\r\nx\r\n"]),
            Life("TLS", bytes: [HelloBytes.typical.bytes()]),
            Life("an upgrade", [request("CP-1")]),
            Life("an upgrade and a frame that is not masked", bytes: [Array(request("CP-1").utf8), [0x81, 2, 0x5B, 0x5D]], seconds: 2),
            Life("an upgrade and half a message", bytes: [Array(request("CP-1").utf8), [0x01, 0x82, 0, 0, 0, 0, 0x5B, 0x32]]),
            Life(
                "an upgrade and a CALL",
                bytes: [
                    Array(request("CP-1").utf8), [0x81, 0x80 | 20, 0, 0, 0, 0] + Array(#"[2,"1","Action" ,{}]"#.utf8),
                ]),
        ]

        static let tls = [
            Life("nothing was sent"),
            Life("nothing was sent until time was up", seconds: 11),
            Life("HTTP", ["GET / HTTP/1.1\r\nHost: x\r\n\r\n"], seconds: 2),
            Life("half a ClientHello", bytes: [Array(HelloBytes.typical.bytes().prefix(20))]),
            Life("half a ClientHello until time was up", bytes: [Array(HelloBytes.typical.bytes().prefix(20))], seconds: 11),
            Life("a ClientHello byte by byte", bytes: HelloBytes.typical.bytes().map { [$0] }),
            Life("a ClientHello and no more until time was up", bytes: [HelloBytes.typical.bytes()], seconds: 11),
            Life("a ClientHello and an alert", bytes: [HelloBytes.typical.bytes(), [21, 3, 3, 0, 2, 2, 48]]),
            Life("a ClientHello and nonsense", bytes: [HelloBytes.typical.bytes(), [1, 2, 3, 4, 5, 6, 7, 8]]),
        ]
    }

    @Test("nothing is left of a plain one", arguments: Life.plain)
    func plain(life: Life) throws {
        try check(life, contexts: nil)
    }

    @Test("nothing is left of one with TLS", arguments: Life.tls)
    func tls(life: Life) throws {
        try check(life, contexts: try TLSContexts(TestCertificates.identities))
    }

    private func check(_ life: Life, contexts: TLSContexts?) throws {
        let loop = EmbeddedEventLoop()
        let limiter = HandshakeLimiter(ConnectionLimits())
        let loops = LoopContexts(onLoop: loop)
        let admission = ChoosyAdmission()
        let initializer = ConnectionInitializer(
            admission: admission, configuration: OCPPListenerConfiguration(), time: SystemTime(), loops: loops,
            limiter: limiter, observer: nil)
        var remains = Remains()
        try live(life, on: EmbeddedChannel(loop: loop), initializer, contexts, &remains)
        admission.decideLate()
        loop.run()
        #expect(remains.noticed > 1)
        #expect(remains.names == [])
        #expect(limiter.open == 0)
        #expect(loops.context(for: loop)?.handlers.count == 0)
    }

    /// Nothing of the connection is held by the test once this returns.
    private func live(
        _ life: Life, on channel: EmbeddedChannel, _ initializer: ConnectionInitializer, _ contexts: TLSContexts?,
        _ remains: inout Remains
    ) throws {
        let loop = channel.embeddedEventLoop
        if let contexts {
            try initializer.initialize(channel, contexts: contexts).wait()
        } else {
            try initializer.initialize(channel).wait()
        }
        try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 9)).wait()
        remains.notice(channel)
        for piece in life.pieces where channel.isActive {
            _ = try? channel.writeInbound(ByteBuffer(bytes: piece))
            remains.notice(channel)
            loop.run()
            remains.notice(channel)
        }
        loop.advanceTime(by: .seconds(life.seconds))
        _ = try? channel.finish(acceptAlreadyClosed: true)
    }
}

/// Weak references to a channel and the handlers that were seen in its pipeline.
private struct Remains {
    private struct Entry {
        let name: String
        weak var object: AnyObject?
    }

    private var entries: [ObjectIdentifier: Entry] = [:]

    var noticed: Int { entries.count }
    var names: [String] { entries.values.filter { $0.object != nil }.map(\.name).sorted() }

    mutating func notice(_ channel: EmbeddedChannel) {
        note(channel)
        note(channel, ArrivalHandler.self)
        note(channel, RequestLimitHandler.self)
        note(channel, HTTPResponseEncoder.self)
        note(channel, HTTPServerUpgradeHandler.self)
        note(channel, UpgradeRefusalHandler.self)
        note(channel, ClientHelloHandler.self)
        note(channel, NIOSSLServerHandler.self)
        note(channel, TLSHandshakeHandler.self)
        note(channel, OCPPConnectionHandler.self)
    }

    private mutating func note<Handler: ChannelHandler>(_ channel: EmbeddedChannel, _: Handler.Type) {
        if let handler = try? channel.pipeline.syncOperations.handler(type: Handler.self) { note(handler) }
    }

    private mutating func note(_ object: AnyObject) {
        let id = ObjectIdentifier(object)
        if entries[id]?.object == nil { entries[id] = Entry(name: "\(type(of: object))", object: object) }
    }
}

/// Admits everyone but strangers; about one it decides when it is told to.
private final class ChoosyAdmission: ConnectionAdmission {
    private let waiting = Mutex<CheckedContinuation<Void, Never>?>(nil)

    func decideLate() {
        waiting.withLock { $0.take() }?.resume()
    }

    func decide(_ request: UpgradeRequest) async throws(AdmissionRefusal) -> AdmittedConnection {
        if request.identity == "stranger" { throw AdmissionRefusal(status: 401, reason: "the password is wrong") }
        if request.identity == "late" { await withCheckedContinuation { late in waiting.withLock { $0 = late } } }
        return AdmittedConnection(responder: YieldingResponder(), settings: ConnectionSettings(), subprotocol: "ocpp1.6")
    }
}

private struct YieldingResponder: CallResponder {
    func answer(_ call: InboundCall) async -> CallAnswer {
        await Task.yield()
        return .result(Array("{}".utf8))
    }

    func opened(_ link: any ChargePointLink) {}
    func closed(_ reason: DisconnectReason) {}
    func observed(_ frame: ObservedFrame) {}
    func deviated(_ deviation: ProtocolDeviation, detail: String) {}
}

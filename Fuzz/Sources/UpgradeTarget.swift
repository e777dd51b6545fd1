import Foundation
import NIOCore
import NIOEmbedded
import NIOHTTP1
import NIOWebSocket
import OCPPJ

@testable import OCPPTransport

/// The pipeline of an accepted socket, from the first byte of HTTP to OCPP's frames, with a peer that sends anything in pieces of
/// any size. Every connection that opens closes and leaves nothing behind, and whatever is answered before the upgrade is one HTTP
/// response.
///
/// The first byte says how the rest is cut into pieces. `isUpgraded` puts a sound upgrade request before the input, and its first
/// byte also says whether the input is taken for frames, or for the text inside one masked frame.
final class UpgradeTarget: FuzzTarget {
    private let loop = EmbeddedEventLoop()
    private let initializer: ConnectionInitializer
    private let responder = CountingResponder()
    private let isUpgraded: Bool

    private static let request = Array(
        """
        GET /ocpp/CP-1 HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\
        Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: ocpp1.6\r\n\r\n
        """.utf8)

    init(isUpgraded: Bool) {
        self.isUpgraded = isUpgraded
        // The limits count what comes in a second of real time, which would make each run another one.
        let unlimited = ConnectionLimits(
            handshakes: 0, handshakesPerAddress: 0, connectionsPerSecond: 0, messagesPerSecond: 0)
        initializer = ConnectionInitializer(
            admission: OpenAdmission(responder: responder),
            configuration: OCPPListenerConfiguration(maximumMessageBytes: 4096, limits: unlimited), time: SystemTime(),
            loops: LoopContexts(onLoop: loop), limiter: HandshakeLimiter(unlimited), observer: nil)
    }

    func test(_ bytes: [UInt8]) {
        weak var channel: EmbeddedChannel?
        weak var handler: UpgradeRefusalHandler?
        (channel, handler) = live(bytes)
        expect(channel == nil && handler == nil, "nothing outlives its connection")
    }

    /// A connection from its beginning to its end.
    private func live(_ bytes: [UInt8]) -> (EmbeddedChannel?, UpgradeRefusalHandler?) {
        guard let first = bytes.first else { return (nil, nil) }
        let channel = EmbeddedChannel(loop: loop)
        do {
            try initializer.initialize(channel).wait()
            try channel.connect(to: SocketAddress(ipAddress: "192.0.2.1", port: 9)).wait()
        } catch {
            fatalError("the pipeline cannot be set up: \(error)")
        }
        let handler = try? channel.pipeline.syncOperations.handler(type: UpgradeRefusalHandler.self)
        var input = Array(bytes.dropFirst())
        if isUpgraded {
            feed(Self.request, to: channel)
            expect(written(by: channel).starts(with: Array("HTTP/1.1 101 ".utf8)), "a sound request is admitted")
            if first & 1 == 0 { input = Self.masked(input) }
        }
        let size = Self.pieces[Int(first >> 1) % Self.pieces.count]
        var position = 0
        while position < input.count {
            let end = min(position + size, input.count)
            feed(Array(input[position..<end]), to: channel)
            position = end
        }
        let output = written(by: channel)
        if !isUpgraded, !output.isEmpty { expect(Self.isResponse(output), "the answer is HTTP") }
        // Timers of the handshake and of closing.
        loop.advanceTime(by: .seconds(11))
        _ = try? channel.finish(acceptAlreadyClosed: true)
        loop.run()
        expect(responder.opened == responder.closed, "every connection that opens closes")
        expect(!responder.isBusy, "every CALL is answered")
        return (channel, handler)
    }

    private static let pieces = [1, 2, 3, 7, 16, 61, 300, 5000]

    private func feed(_ bytes: [UInt8], to channel: EmbeddedChannel) {
        guard channel.isActive else { return }
        _ = try? channel.writeInbound(ByteBuffer(bytes: bytes))
        loop.run()
    }

    private func written(by channel: EmbeddedChannel) -> [UInt8] {
        var bytes: [UInt8] = []
        while let buffer = try? channel.readOutbound(as: ByteBuffer.self) { bytes += Array(buffer.readableBytesView) }
        return bytes
    }

    private static func isResponse(_ bytes: [UInt8]) -> Bool {
        guard bytes.starts(with: Array("HTTP/1.".utf8)) else { return false }
        // One status line before the first empty line, and none smuggled in by what the peer sent.
        let text = String(decoding: bytes, as: UTF8.self)
        let head = text.range(of: "\r\n\r\n").map { text[..<$0.lowerBound] } ?? text[...]
        return head.components(separatedBy: "HTTP/1.").count == 2
    }

    /// One text frame as a client sends it (RFC 6455, section 5.2).
    private static func masked(_ payload: [UInt8]) -> [UInt8] {
        let key: [UInt8] = [0x12, 0x34, 0x56, 0x78]
        var frame: [UInt8] = [0x81]
        if payload.count < 126 {
            frame.append(0x80 | UInt8(payload.count))
        } else {
            frame += [0x80 | 126, UInt8(truncatingIfNeeded: payload.count >> 8), UInt8(truncatingIfNeeded: payload.count)]
        }
        frame += key
        for (index, byte) in payload.prefix(0xFFFF).enumerated() { frame.append(byte ^ key[index & 3]) }
        return frame
    }
}

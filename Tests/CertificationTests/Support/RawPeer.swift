import Crypto
import Foundation
import NIOCore
import NIOPosix
import Synchronization

/// The Central System's end of a WebSocket, written by hand byte by byte: it shares no code with what it stands against, so that
/// a mistake in the transport does not pass itself.
final class RawPeer: Sendable {
    /// One connection of a charge point.
    struct Session: Sendable {
        fileprivate let channel: any Channel
        /// The last component of the path that it asked for.
        let identity: String

        /// Sends a text message of at most 65535 bytes.
        func send(_ text: String) {
            channel.writeAndFlush(RawFrames.frame(opcode: 1, Array(text.utf8)), promise: nil)
        }

        /// Sends a close frame and ends the connection.
        func close(code: UInt16) {
            let channel = channel
            channel.writeAndFlush(RawFrames.frame(opcode: 8, [UInt8(code >> 8), UInt8(code & 0xFF)])).whenComplete { _ in
                channel.close(promise: nil)
            }
        }

        /// Ends the connection without a word.
        func drop() { channel.close(promise: nil) }
    }

    private let latest = Mutex<Session?>(nil)
    private let connected: @Sendable (Session) -> Void
    private let received: @Sendable (Session, String) -> Void
    private let server = Mutex<(any Channel)?>(nil)

    /// Both are called on the connection's event loop.
    ///
    /// - Parameters:
    ///   - connected: is given every connection before its charge point knows of it.
    ///   - received: is given every text of a charge point.
    init(
        connected: @escaping @Sendable (Session) -> Void = { _ in },
        received: @escaping @Sendable (Session, String) -> Void = { _, _ in }
    ) async throws {
        self.connected = connected
        self.received = received
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { [self] channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(RawHandler(peer: self))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        server.withLock { $0 = channel }
    }

    /// Where charge points connect to, without their identity.
    var url: String {
        "ws://127.0.0.1:\(server.withLock { $0?.localAddress?.port } ?? 0)/ocpp"
    }

    /// The newest connection; nil before the first.
    var session: Session? { latest.withLock { $0 } }

    func stop() async {
        let channel = server.withLock { $0.take() }
        try? await channel?.close()
        session?.drop()
    }

    fileprivate func opened(_ session: Session) {
        latest.withLock { $0 = session }
        connected(session)
    }

    fileprivate func text(_ text: String, on session: Session) { received(session, text) }
}

/// Frames of RFC 6455, section 5.2.
private enum RawFrames {
    /// A whole frame of a server: not masked.
    static func frame(opcode: UInt8, _ payload: [UInt8]) -> ByteBuffer {
        var buffer = ByteBuffer()
        buffer.writeInteger(0x80 | opcode)
        if payload.count < 126 {
            buffer.writeInteger(UInt8(payload.count))
        } else {
            buffer.writeInteger(UInt8(126))
            buffer.writeInteger(UInt16(payload.count))
        }
        buffer.writeBytes(payload)
        return buffer
    }

    /// The next frame of a client, when it has come as a whole.
    static func next(in buffer: inout ByteBuffer) -> (opcode: UInt8, payload: [UInt8])? {
        var rest = buffer
        guard let first = rest.readInteger(as: UInt8.self), let second = rest.readInteger(as: UInt8.self) else { return nil }
        var length = Int(second & 0x7F)
        if length == 126 {
            guard let long = rest.readInteger(as: UInt16.self) else { return nil }
            length = Int(long)
        } else if length == 127 {
            guard let longer = rest.readInteger(as: UInt64.self) else { return nil }
            length = Int(longer)
        }
        guard second & 0x80 != 0, let mask = rest.readBytes(length: 4), var payload = rest.readBytes(length: length) else {
            return nil
        }
        for index in payload.indices { payload[index] ^= mask[index % 4] }
        buffer = rest
        return (first & 0x0F, payload)
    }
}

/// Answers the upgrade and takes frames apart. Owned by its event loop.
private final class RawHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let peer: RawPeer
    private var buffer = ByteBuffer()
    private var session: RawPeer.Session?

    init(peer: RawPeer) {
        self.peer = peer
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        var bytes = unwrapInboundIn(data)
        buffer.writeBuffer(&bytes)
        if session == nil { upgrade(context) }
        guard let session else { return }
        while let (opcode, payload) = RawFrames.next(in: &buffer) {
            switch opcode {
            case 1: peer.text(String(decoding: payload, as: UTF8.self), on: session)
            case 8:
                context.writeAndFlush(wrapOutboundOut(RawFrames.frame(opcode: 8, payload)), promise: nil)
                context.close(promise: nil)
            default: break
            }
        }
    }

    private func upgrade(_ context: ChannelHandlerContext) {
        let request = String(buffer: buffer)
        guard request.contains("\r\n\r\n") else { return }
        buffer.clear()
        let lines = request.components(separatedBy: "\r\n")
        let path = lines[0].split(separator: " ").dropFirst().first ?? ""
        let key = lines.first { $0.lowercased().hasPrefix("sec-websocket-key:") }?.split(separator: ":").last ?? ""
        let proof = key.trimmingCharacters(in: .whitespaces) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
        let accept = Data(Insecure.SHA1.hash(data: Data(proof.utf8))).base64EncodedString()
        let answer =
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: \(accept)\r\nSec-WebSocket-Protocol: ocpp1.6\r\n\r\n"
        let session = RawPeer.Session(
            channel: context.channel, identity: path.split(separator: "/").last.map(String.init) ?? "")
        self.session = session
        peer.opened(session)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
    }
}

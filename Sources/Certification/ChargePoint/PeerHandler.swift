import NIOCore
import NIOWebSocket

/// The charge point's end of a WebSocket: hands over whole messages and nothing else. Owned by its event loop.
final class PeerHandler: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    /// What came from the Central System.
    enum Message: Hashable, Sendable {
        case text(String)
        /// What it was instead, for people. OCPP-J knows text messages in UTF-8 only (OCPP-J 1.6, section 4.1.3).
        case noText(String)
    }

    private let received: @Sendable (Message) -> Void
    private let closed: @Sendable (String) -> Void
    /// The bytes of a message until its last fragment has come: characters may be split between fragments (RFC 6455, section 5.6).
    private var collected: [UInt8] = []
    /// The kind of the message whose fragments are coming; nil between messages.
    private var kind: WebSocketOpcode?
    private var closeReason = "the connection was lost without a close frame"

    /// - Parameters:
    ///   - received: is given each message, in order.
    ///   - closed: is called once, at the end, with the reason for people.
    init(received: @escaping @Sendable (Message) -> Void, closed: @escaping @Sendable (String) -> Void) {
        self.received = received
        self.closed = closed
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        switch frame.opcode {
        case .text, .binary:
            if kind != nil { received(.noText("a new message before the end of one in fragments")) }
            collected = []
            kind = frame.opcode
            take(frame)
        case .continuation:
            guard kind != nil else { return received(.noText("a fragment that belongs to no message")) }
            take(frame)
        case .ping:
            let pong = WebSocketFrame(fin: true, opcode: .pong, maskKey: .random(), data: frame.unmaskedData)
            context.writeAndFlush(wrapOutboundOut(pong), promise: nil)
        case .connectionClose:
            let code = frame.unmaskedData.readableBytes >= 2 ? frame.unmaskedData.getInteger(at: frame.unmaskedData.readerIndex, as: UInt16.self) : nil
            closeReason = "the central system closed the connection" + (code.map { " with code \($0)" } ?? "")
            let answer = WebSocketFrame(fin: true, opcode: .connectionClose, maskKey: .random(), data: frame.unmaskedData)
            context.writeAndFlush(wrapOutboundOut(answer), promise: nil)
            context.close(promise: nil)
        default: break
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        closed(closeReason)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        closeReason = "\(error)"
        context.close(promise: nil)
    }

    private func take(_ frame: WebSocketFrame) {
        collected += Array(buffer: frame.unmaskedData)
        guard frame.fin else { return }
        defer { kind = nil }
        if kind == .binary {
            received(.noText("a binary message of \(collected.count) bytes, expected text"))
        } else if let text = String(validating: collected, as: UTF8.self) {
            received(.text(text))
        } else {
            received(.noText("a text of \(collected.count) bytes that is no UTF-8"))
        }
    }
}

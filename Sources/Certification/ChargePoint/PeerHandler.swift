import NIOCore
import NIOWebSocket

/// The charge point's end of a WebSocket: hands over whole texts and nothing else. Owned by its event loop.
final class PeerHandler: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    private let received: @Sendable (String) -> Void
    private let closed: @Sendable (String) -> Void
    private var fragments = ""
    private var closeReason = "the connection was lost without a close frame"

    /// - Parameters:
    ///   - received: is given each text message, in order.
    ///   - closed: is called once, at the end, with the reason for people.
    init(received: @escaping @Sendable (String) -> Void, closed: @escaping @Sendable (String) -> Void) {
        self.received = received
        self.closed = closed
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        let text = String(buffer: frame.unmaskedData)
        switch frame.opcode {
        case .text, .continuation:
            fragments += text
            guard frame.fin else { return }
            received(fragments)
            fragments = ""
        case .binary: received(text)
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
}

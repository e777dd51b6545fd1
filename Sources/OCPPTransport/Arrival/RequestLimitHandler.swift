import NIOCore
import OCPPJ

/// Bounds what a peer may send before its upgrade: an upgrade request is a few hundred bytes, and neither a body nor anything
/// that is sent ahead of the answer may pile up. Leaves the pipeline with the upgrade.
final class RequestLimitHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Bytes, request line, headers and whatever follows them together.
    static let maximumBytes = 16 * 1024

    private let beganWithTLS: ([UInt8]) -> Void
    private let dropped: (DroppedConnection) -> Void
    private var count = 0
    private var isOver = false

    /// - Parameters:
    ///   - beganWithTLS: called with the first bytes when they look like a TLS handshake, before the connection is closed.
    init(beganWithTLS: @escaping ([UInt8]) -> Void, dropped: @escaping (DroppedConnection) -> Void) {
        self.beganWithTLS = beganWithTLS
        self.dropped = dropped
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        let bytes = unwrapInboundIn(data).readableBytesView
        if count == 0, bytes.first == 0x16 {
            isOver = true
            beganWithTLS(Array(bytes.prefix(Self.maximumBytes)))
            context.close(promise: nil)
            return
        }
        count += bytes.count
        guard count <= Self.maximumBytes else {
            isOver = true
            dropped(.requestTooLong)
            let answer = RawAnswer.text(
                status: "431 Request Header Fields Too Large",
                "An upgrade request has at most \(Self.maximumBytes) bytes.")
            context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(string: answer)), promise: nil)
            context.closeSoon()
            return
        }
        context.fireChannelRead(data)
    }
}

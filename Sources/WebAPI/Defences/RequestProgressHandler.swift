import NIOCore
import NIOHTTP1

/// Closes connections that send a request too slowly, or do not take their answer. Stands right behind the decoder.
final class RequestProgressHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart

    /// How long an answer may lie without a byte of it being taken.
    private static let patience = TimeAmount.seconds(60)

    private var progress: RequestProgress
    private var check: Scheduled<Void>?
    private var writing: Scheduled<Void>?

    init(headSeconds: Int) {
        progress = RequestProgress(headSeconds: headSeconds, at: .now())
    }

    func handlerAdded(context: ChannelHandlerContext) {
        schedule(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        check?.cancel()
        writing?.cancel()
    }

    func channelInactive(context: ChannelHandlerContext) {
        check?.cancel()
        writing?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            progress.headReceived(at: .now())
            schedule(context)
        case .body(let buffer): progress.bodyReceived(bytes: buffer.readableBytes)
        case .end: progress.requestEnded()
        }
        context.fireChannelRead(data)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        writing?.cancel()
        writing = nil
        if !context.channel.isWritable { watchWriting(context, last: nil) }
        context.fireChannelWritabilityChanged()
    }

    private func schedule(_ context: ChannelHandlerContext) {
        check?.cancel()
        guard let deadline = progress.deadline else { return }
        check = context.eventLoop.assumeIsolated().scheduleTask(deadline: deadline) { [self] in
            if progress.isTooSlow(at: .now()) { context.close(promise: nil) } else { schedule(context) }
        }
    }

    /// - Parameter last: how many bytes were waiting to be sent when it was looked at last.
    private func watchWriting(_ context: ChannelHandlerContext, last: Int?) {
        writing = context.eventLoop.assumeIsolated().scheduleTask(in: Self.patience) { [self] in
            let waiting = (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
            if let last, waiting >= last { context.close(promise: nil) } else { watchWriting(context, last: waiting) }
        }
    }
}

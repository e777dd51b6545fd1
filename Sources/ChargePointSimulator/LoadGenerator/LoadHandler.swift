import NIOCore
import NIOWebSocket
import OCPPJ

/// One connection of the load generator: sends a CALL, waits for its answer, sends the next.
///
/// It speaks just enough OCPP-J to be cheap, so that the generator is never what is measured. Owned by its event loop.
final class LoadHandler: ChannelInboundHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundOut = WebSocketFrame

    private let time: any TimeSource
    private var context: ChannelHandlerContext?
    private var state: LoadScriptState?
    private var sentAt: NIODeadline?
    private var endsAt: NIODeadline = .distantPast
    private var interval: TimeAmount?
    private var finished: EventLoopPromise<LoadResult>?
    private var result = LoadResult()
    private var isStopped = false

    init(time: any TimeSource) {
        self.time = time
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    /// Plays a script until its end or until the time is up.
    ///
    /// - Parameter interval: the time from one message to the next; nil sends as soon as the answer is there.
    func play(
        _ script: LoadScript, for duration: TimeAmount, interval: TimeAmount?, finished: EventLoopPromise<LoadResult>
    ) {
        guard let context, !isStopped else {
            var nothing = LoadResult()
            nothing.lostConnections = context == nil ? 1 : 0
            finished.succeed(nothing)
            return
        }
        self.finished = finished
        self.interval = interval
        state = LoadScriptState(script, time: time)
        endsAt = .now() + duration
        result = LoadResult()
        if let interval {
            // Spread over the interval, so that the messages of all connections do not come in one burst.
            let delay = TimeAmount.nanoseconds(Int64.random(in: 0..<max(1, interval.nanoseconds)))
            context.eventLoop.assumeIsolated().scheduleTask(in: delay) { self.sendNext() }
        } else {
            sendNext()
        }
    }

    /// Sends nothing new for good, and waits for the answer that is missing, if there is one, for no longer than `patience`.
    func stop(patience: TimeAmount) {
        isStopped = true
        endsAt = .now()
        guard sentAt != nil, let context else {
            end()
            return
        }
        context.eventLoop.assumeIsolated().scheduleTask(in: patience) { self.end() }
    }

    private func sendNext() {
        guard let context, NIODeadline.now() < endsAt, let text = state?.next() else {
            end()
            return
        }
        sentAt = .now()
        let buffer = context.channel.allocator.buffer(string: text)
        let frame = WebSocketFrame(fin: true, opcode: .text, maskKey: .random(), data: buffer)
        context.writeAndFlush(wrapOutboundOut(frame), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        switch frame.opcode {
        case .text: received(Array(frame.data.readableBytesView), context)
        case .ping:
            let pong = WebSocketFrame(fin: true, opcode: .pong, maskKey: .random(), data: frame.data)
            context.writeAndFlush(wrapOutboundOut(pong), promise: nil)
        case .connectionClose: context.close(promise: nil)
        default: break
        }
    }

    private func received(_ text: [UInt8], _ context: ChannelHandlerContext) {
        guard let sent = sentAt, text.count > 1, text[1] != UInt8(ascii: "2") else { return }
        sentAt = nil
        let waited = NIODeadline.now() - sent
        result.record(nanoseconds: waited.nanoseconds, isError: text[1] != UInt8(ascii: "3"))
        state?.received(text)
        if let interval, waited < interval {
            context.eventLoop.assumeIsolated().scheduleTask(in: interval - waited) { self.sendNext() }
        } else {
            sendNext()
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        self.context = nil
        if finished != nil { result.lostConnections = 1 }
        end()
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    private func end() {
        if sentAt != nil { result.unanswered = 1 }
        finished?.succeed(result)
        finished = nil
    }
}

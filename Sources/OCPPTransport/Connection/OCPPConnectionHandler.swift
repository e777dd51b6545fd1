import NIOCore
import NIOWebSocket
import OCPPJ
import Synchronization

/// One connection: WebSocket frames on one side, OCPP-J's rules in the middle, a `CallResponder` on the other.
///
/// Owned by its event loop, which is the only place where it is touched. It decides nothing by itself: what is admitted,
/// sent, repeated or late is the business of `InboundCalls` and `OutboundCalls`.
final class OCPPConnectionHandler: ChannelDuplexHandler {
    typealias InboundIn = WebSocketFrame
    typealias OutboundIn = Never
    typealias OutboundOut = WebSocketFrame

    /// Which side of the WebSocket this is; a client must mask what it sends (RFC 6455, section 5.3).
    enum Side {
        case server, client
    }

    private static let counter = Atomic<UInt64>(0)
    /// CALLs that may wait for their turn before reading from the socket pauses.
    private static let inboundLimit = 32

    let connectionID = ConnectionID(value: counter.add(1, ordering: .relaxed).newValue)
    let responder: any CallResponder
    let time: any TimeSource
    let loop: LoopContext
    let side: Side
    var settings: ConnectionSettings

    var inbound = InboundCalls()
    var outbound = OutboundCalls<PendingCall>()
    var messageIDs: MessageIDs
    var assembler: MessageAssembler
    var context: ChannelHandlerContext?
    /// The place in the pipeline behind which bytes are sent as they are.
    private var encoder: ChannelHandlerContext?

    /// How fast the peer may send what does not wait for our answers; nil for as fast as it likes.
    private var pace: MessagePace?
    private var lastHeard = Monotonic.milliseconds
    private var lastPing = Monotonic.milliseconds
    private var isReadHeld = false
    private var reason: DisconnectReason?
    private var isClosing = false

    init(
        responder: any CallResponder, settings: ConnectionSettings, maximumMessageBytes: Int, side: Side,
        time: any TimeSource, loop: LoopContext, messagesPerSecond: Int = 0
    ) {
        self.responder = responder
        self.settings = settings
        self.side = side
        self.time = time
        self.loop = loop
        messageIDs = MessageIDs(connection: connectionID)
        assembler = MessageAssembler(maximumBytes: maximumMessageBytes)
        pace = messagesPerSecond > 0 ? MessagePace(limit: messagesPerSecond, at: Monotonic.milliseconds) : nil
    }

    var link: ConnectionLink {
        ConnectionLink(
            connectionID: connectionID, eventLoop: loop.eventLoop,
            handler: NIOLoopBound(self, eventLoop: loop.eventLoop))
    }

    // MARK: Life

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        encoder = try? context.pipeline.syncOperations.context(handlerType: WebSocketFrameEncoder.self)
        loop.add(self)
        responder.opened(link)
    }

    func channelInactive(context: ChannelHandlerContext) {
        finish()
        context.fireChannelInactive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        finish()
    }

    private func finish() {
        guard context != nil else { return }
        context = nil
        encoder = nil
        loop.remove(self)
        for (call, sentAt, messageID) in outbound.removeAll() {
            call.fail(.disconnected, messageID: messageID, sentAt: sentAt)
        }
        responder.closed(reason ?? .connectionLost)
    }

    /// Ends the connection from our side. The peer may be gone without a trace, so that its close frame is not waited for.
    func close(_ reason: DisconnectReason) {
        guard let context, !isClosing else { return }
        isClosing = true
        self.reason = self.reason ?? reason
        // A charge point that plays a lost link says no more than a lost link does.
        if reason != .connectionLost { sendClose(code: reason.closeCode, text: reason.description) }
        context.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // What still comes after a violation is an error to the frame decoder each time.
        guard !isClosing else { return }
        if let error = error as? NIOWebSocketError {
            violate(code: error == .invalidFrameLength ? 1009 : 1002, "\(error)")
        } else {
            reason = reason ?? .connectionLost
            context.close(promise: nil)
        }
    }

    // MARK: Frames in

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let frame = unwrapInboundIn(data)
        lastHeard = Monotonic.milliseconds
        guard !isClosing else {
            if frame.opcode == .connectionClose { context.close(promise: nil) }
            return
        }
        if let violation = frame.violation(receivedBy: side) {
            violate(code: 1002, violation)
            return
        }
        switch frame.opcode {
        case .text, .binary, .continuation:
            switch assembler.add(frame) {
            case .message(let bytes, let isBinary):
                if isBinary { responder.deviated(.binaryFrame, detail: "\(bytes.count) bytes") }
                received(bytes)
            case .incomplete: break
            case .violation(let code, let text): violate(code: code, text)
            }
        case .ping: if refusalOfPace() == nil { send(.pong, frame.unmaskedData) }
        case .connectionClose: peerClosed(frame)
        default: break
        }
    }

    /// Notes a message that did not wait for our answer.
    ///
    /// - Returns: why it is not taken, when they come too fast; a peer that goes on is cut.
    func refusalOfPace() -> String? {
        guard let verdict = pace?.note(at: Monotonic.milliseconds), verdict != .fine, let words = pace?.words else { return nil }
        if verdict == .tooLong { violate(code: 1008, words) }
        return words
    }

    private func violate(code: UInt16, _ text: String) {
        guard let context, !isClosing else { return }
        isClosing = true
        reason = reason ?? .protocolViolation(text)
        sendClose(code: code, text: text)
        // To close while the peer still sends would reset the connection, and it would never read why.
        let channel = context.channel
        context.eventLoop.scheduleTask(in: .seconds(1)) { channel.close(promise: nil) }
    }

    private func peerClosed(_ frame: WebSocketFrame) {
        guard let context, !isClosing else { return }
        isClosing = true
        var data = frame.unmaskedData
        let code = data.readInteger(as: UInt16.self)
        let text = data.readString(length: data.readableBytes) ?? ""
        reason = reason ?? .closedByPeer(code: code, reason: text)
        sendClose(code: code ?? 1000, text: "")
        context.close(promise: nil)
    }

    // MARK: Frames out

    func send(text: [UInt8]) {
        guard let context else { return }
        guard let encoder, side == .server else {
            send(.text, context.channel.allocator.buffer(bytes: text))
            return
        }
        // The frame encoder writes header and text as two buffers. This is the one frame that is sent by the million, so
        // both go into one buffer here, and past the encoder.
        encoder.writeAndFlush(NIOAny(TextFrame.encode(text, allocator: context.channel.allocator)), promise: nil)
    }

    private func send(_ opcode: WebSocketOpcode, _ data: ByteBuffer) {
        guard let context else { return }
        let mask: WebSocketMaskingKey? = side == .client ? .random() : nil
        let frame = WebSocketFrame(fin: true, opcode: opcode, maskKey: mask, data: data)
        context.writeAndFlush(wrapOutboundOut(frame), promise: nil)
    }

    private func sendClose(code: UInt16, text: String) {
        guard let context else { return }
        var buffer = context.channel.allocator.buffer(capacity: 2 + text.utf8.count)
        buffer.writeInteger(code)
        // RFC 6455, section 5.5: a control frame holds at most 125 bytes.
        buffer.writeBytes(text.utf8.prefix(123))
        send(.connectionClose, buffer)
    }

    // MARK: Reading no faster than we answer

    func read(context: ChannelHandlerContext) {
        if inbound.count > Self.inboundLimit || !context.channel.isWritable {
            isReadHeld = true
        } else {
            context.read()
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        resumeReading()
        context.fireChannelWritabilityChanged()
    }

    func resumeReading() {
        guard isReadHeld, let context, inbound.count <= Self.inboundLimit, context.channel.isWritable else { return }
        isReadHeld = false
        context.read()
    }

    // MARK: Deadlines

    /// Looks at all deadlines of the connection.
    func sweep(at now: Int64) {
        expireCalls(at: now)
        let silence = now - lastHeard
        if settings.silenceLimitSeconds > 0, silence >= Int64(settings.silenceLimitSeconds) * 1000 {
            close(.silent(seconds: Int(silence / 1000)))
        } else if settings.pingIntervalSeconds > 0, !isClosing,
            now - lastPing >= Int64(settings.pingIntervalSeconds) * 1000
        {
            lastPing = now
            send(.ping, ByteBuffer())
        }
    }
}

extension WebSocketFrame {
    /// What RFC 6455 (sections 5.1 and 5.2) forbids about the frame's header; nil when it is sound.
    fileprivate func violation(receivedBy side: OCPPConnectionHandler.Side) -> String? {
        if side == .server, maskKey == nil { return "a frame that is not masked" }
        if rsv1 || rsv2 || rsv3 { return "a frame with reserved bits" }
        switch opcode {
        case .text, .binary, .continuation, .ping, .pong, .connectionClose: return nil
        default: return "a frame with an unknown opcode"
        }
    }
}

extension DisconnectReason {
    /// The WebSocket close code that tells the peer (RFC 6455, section 7.4.1).
    fileprivate var closeCode: UInt16 {
        switch self {
        case .shutdown: 1001
        case .protocolViolation: 1002
        default: 1000
        }
    }
}

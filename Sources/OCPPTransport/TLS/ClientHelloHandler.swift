import NIOCore
import NIOSSL

/// Reads the ClientHello, puts the TLS handler with the certificate for this client behind itself, gives it the bytes and leaves.
final class ClientHelloHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundOut = ByteBuffer

    /// Room for the longest ClientHello and the headers of its records.
    private static let maximumBytes = ClientHello.maximumLength + 4096

    /// The buffer for what is sent shrinks after the handshake: most answers are short, and there is one for each connection.
    private static let handlerConfiguration = {
        var configuration = NIOSSLServerHandler.Configuration()
        configuration.maximumPreservedOutboundBufferCapacity = 4096
        return configuration
    }()

    private let attempt: TLSAttempt
    private let contexts: TLSContexts
    private var received: ByteBuffer?
    /// How many bytes must have come before there is anything to read: a peer that sends them one by one does not have all of them
    /// read again each time.
    private var needed = 1
    /// Nothing is read any more: the connection is being closed.
    private var isOver = false

    init(attempt: TLSAttempt, contexts: TLSContexts) {
        self.attempt = attempt
        self.contexts = contexts
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isOver else { return }
        var buffer = unwrapInboundIn(data)
        if var before = received.take() {
            before.writeBuffer(&buffer)
            buffer = before
        }
        guard buffer.readableBytes >= needed else {
            received = buffer
            return
        }
        let bytes = Array(buffer.readableBytesView.prefix(Self.maximumBytes))
        switch ClientHello.read(bytes) {
        case .hello(let hello):
            proceed(hello, buffer, context)
        case .incomplete(let needs) where buffer.readableBytes < Self.maximumBytes:
            needed = min(needs, Self.maximumBytes)
            received = buffer
        case .incomplete:
            refuse(bytes, "a ClientHello that does not end within \(Self.maximumBytes) bytes", context)
        case .invalid(let reason):
            refuse(bytes, reason, context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if received != nil { attempt.fail("the peer hung up in the middle of its ClientHello") }
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if received != nil { attempt.fail("the connection was lost in the middle of the ClientHello") }
        context.close(promise: nil)
    }

    private func proceed(_ hello: ClientHello, _ buffer: ByteBuffer, _ context: ChannelHandlerContext) {
        isOver = true
        let (kind, tls) = contexts.choose(for: hello)
        attempt.began(hello, showing: kind)
        let attempt = NIOLoopBound(attempt, eventLoop: context.eventLoop)
        // Takes any certificate whose key the peer holds: the admission judges it, and says in an HTTP status what is wrong.
        let handler = NIOSSLServerHandler(
            context: tls,
            customVerificationCallback: { certificates, verified in
                attempt.value.presented(certificates.compactMap { try? $0.toDERBytes() })
                verified.succeed(.certificateVerified)
            },
            configuration: Self.handlerConfiguration)
        do {
            try context.pipeline.syncOperations.addHandler(handler, position: .after(self))
        } catch {
            attempt.value.fail("the handshake cannot begin: \(error)")
            context.close(promise: nil)
            return
        }
        context.fireChannelRead(wrapInboundOut(buffer))
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }

    private func refuse(_ bytes: [UInt8], _ reason: String, _ context: ChannelHandlerContext) {
        isOver = true
        attempt.fail(reason)
        guard StrangeStart.isHTTP(bytes) else {
            context.close(promise: nil)
            return
        }
        let answer = RawAnswer.text(status: "400 Bad Request", "This port speaks TLS: connect with wss.")
        context.writeAndFlush(wrapOutboundOut(context.channel.allocator.buffer(string: answer)), promise: nil)
        context.closeSoon()
    }
}

import NIOCore
import NIOSSL
import NIOTLS
import OCPPJ

/// Stands behind the TLS handler until the handshake is over; then puts up what comes next and leaves.
final class TLSHandshakeHandler: ChannelInboundHandler, RemovableChannelHandler {
    /// Passed on as it comes.
    typealias InboundIn = ByteBuffer

    private let attempt: TLSAttempt
    private let completed: (any Channel) throws -> Void

    /// - Parameter completed: adds the handlers that speak HTTP. They come so late that a peer without a handshake costs
    ///   as little as can be.
    init(attempt: TLSAttempt, completed: @escaping (any Channel) throws -> Void) {
        self.attempt = attempt
        self.completed = completed
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        guard case TLSUserEvent.handshakeCompleted? = event as? TLSUserEvent else {
            context.fireUserInboundEventTriggered(event)
            return
        }
        attempt.succeeded()
        do {
            try completed(context.channel)
            context.pipeline.syncOperations.removeHandler(self, promise: nil)
        } catch {
            context.close(promise: nil)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Of a peer that never began there is nothing to tell.
        if attempt.hello != nil { attempt.fail(error) }
        context.close(promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if attempt.hello != nil { attempt.fail(NIOSSLError.handshakeFailed(.sslError([.eofDuringHandshake]))) }
        context.fireChannelInactive()
    }
}

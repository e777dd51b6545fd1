import NIOCore
import OCPPJ

/// Stands at the head of a pipeline from the accepted socket to the upgrade. Holds the peer's place among the open handshakes,
/// and cuts it when the whole of TLS handshake, request and admission takes longer than allowed: the time runs from the
/// beginning, so that bytes that trickle in gain nothing.
final class ArrivalHandler: ChannelInboundHandler, RemovableChannelHandler {
    /// Passed on as it comes.
    typealias InboundIn = ByteBuffer

    private let limiter: HandshakeLimiter
    private let network: PeerNetwork
    private let timeout: TimeAmount
    private let dropped: (DroppedConnection) -> Void
    private let expired: () -> Void
    private var deadline: Scheduled<Void>?
    private var isHeard = false
    private var isCounted = true

    /// - Parameters:
    ///   - network: where the peer came from; its place was taken already.
    ///   - dropped: told when the connection ends before its upgrade in a way that is only counted.
    ///   - expired: called before the connection is cut because its time is up.
    init(
        limiter: HandshakeLimiter, network: PeerNetwork, timeout: TimeAmount,
        dropped: @escaping (DroppedConnection) -> Void, expired: @escaping () -> Void = {}
    ) {
        self.limiter = limiter
        self.network = network
        self.timeout = timeout
        self.dropped = dropped
        self.expired = expired
    }

    func handlerAdded(context: ChannelHandlerContext) {
        deadline = context.eventLoop.assumeIsolated().scheduleTask(in: timeout) { self.cut(context) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        leave()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        isHeard = true
        context.fireChannelRead(data)
    }

    func channelInactive(context: ChannelHandlerContext) {
        if isCounted, !isHeard { dropped(.silent) }
        leave()
        context.fireChannelInactive()
    }

    private func cut(_ context: ChannelHandlerContext) {
        dropped(.slow)
        // The close that follows is ours.
        isHeard = true
        expired()
        context.close(promise: nil)
    }

    private func leave() {
        deadline?.cancel()
        deadline = nil
        guard isCounted else { return }
        isCounted = false
        limiter.release(network)
    }
}

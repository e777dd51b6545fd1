import NIOCore
import NIOHTTP1
import Synchronization

/// The limits of one HTTP listener, and how many connections each address has.
final class ListenerLimits: Sendable {
    let requestSeconds: Int
    /// 0 means no limit.
    let connectionsPerAddress: Int
    private let counts = Mutex<[String: Int]>([:])

    init(requestSeconds: Int, connectionsPerAddress: Int) {
        self.requestSeconds = requestSeconds
        self.connectionsPerAddress = connectionsPerAddress
    }

    /// - Returns: false when the address has as many connections as it may.
    func opened(from address: String) -> Bool {
        counts.withLock { counts in
            let count = counts[address, default: 0]
            guard connectionsPerAddress == 0 || count < connectionsPerAddress else { return false }
            counts[address] = count + 1
            return true
        }
    }

    func closed(from address: String) {
        counts.withLock { counts in
            let count = counts[address, default: 0]
            counts[address] = count > 1 ? count - 1 : nil
        }
    }
}

/// Puts a new connection under the limits of its listener: closes it at once when its address has too many, and watches how fast it sends.
final class ListenerGuard: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let limits: ListenerLimits

    init(_ limits: ListenerLimits) {
        self.limits = limits
    }

    func handlerAdded(context: ChannelHandlerContext) {
        // A connection that is gone already has no address.
        if let address = context.remoteAddress?.ipAddress {
            guard limits.opened(from: address) else {
                context.channel.close(promise: nil)
                return
            }
            context.channel.closeFuture.whenComplete { [limits] _ in limits.closed(from: address) }
        }
        let pipeline = context.pipeline.syncOperations
        do {
            let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self)
            try pipeline.addHandler(RequestProgressHandler(headSeconds: limits.requestSeconds), position: .after(decoder))
        } catch {
            // Without the watch there would be no defence.
            context.channel.close(promise: nil)
        }
    }
}

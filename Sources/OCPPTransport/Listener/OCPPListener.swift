package import Logging
package import NIOCore
import NIOPosix
package import OCPPJ
import ServiceLifecycle
import Synchronization

/// The WebSocket endpoint for charge points: `ws://HOST:PORT/ocpp/{identity}`.
package final class OCPPListener: Service {
    private let configuration: OCPPListenerConfiguration
    private let admission: any ConnectionAdmission
    private let time: any TimeSource
    private let group: any EventLoopGroup
    private let logger: Logger
    private let bound = Mutex<Bound?>(nil)

    private struct Bound {
        let channel: any Channel
        let loops: LoopContexts
    }

    package init(
        configuration: OCPPListenerConfiguration, admission: any ConnectionAdmission, time: any TimeSource,
        group: any EventLoopGroup, logger: Logger
    ) {
        self.configuration = configuration
        self.admission = admission
        self.time = time
        self.group = group
        self.logger = logger
    }

    /// Whether charge points can connect now.
    package var isListening: Bool {
        bound.withLock { $0?.channel.isActive ?? false }
    }

    /// Opens the port and starts to accept.
    ///
    /// - Returns: the port, which is of interest when 0 was configured.
    /// - Throws: `ListenError` when the port is taken or the address is not ours.
    package func start() async throws -> Int {
        let loops = try await LoopContexts(group: group)
        let initializer = ConnectionInitializer(
            admission: admission, configuration: configuration, time: time, loops: loops)
        let bootstrap = ServerBootstrap(group: group)
            // As deep as the system allows (net.core.somaxconn): after a power cut everyone comes at once.
            .serverChannelOption(.backlog, value: 8192)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.socketOption(.so_keepalive), value: 1)
            .childChannelInitializer { initializer.initialize($0) }
        let channel: any Channel
        do {
            channel = try await bootstrap.bind(host: configuration.host, port: configuration.port).get()
        } catch {
            throw ListenError(host: configuration.host, port: configuration.port, reason: Self.reason(for: error))
        }
        bound.withLock { $0 = Bound(channel: channel, loops: loops) }
        return channel.localAddress?.port ?? configuration.port
    }

    /// Serves until the graceful shutdown or cancellation, then closes the port and every connection with a close frame.
    package func run() async throws {
        if bound.withLock({ $0 == nil }) { _ = try await start() }
        guard let bound = bound.withLock({ $0 }) else { return }
        await withTaskCancellationOrGracefulShutdownHandler {
            try? await bound.channel.closeFuture.get()
        } onCancelOrGracefulShutdown: {
            bound.channel.close(promise: nil)
        }
        await disconnectAll(bound.loops)
        logger.info("OCPP listener stopped")
    }

    private func disconnectAll(_ loops: LoopContexts) async {
        for loop in loops.all {
            try? await loop.eventLoop.submit {
                for handler in loop.handlers { handler.close(.shutdown) }
            }.get()
        }
    }

    private static func reason(for error: any Error) -> String {
        guard let error = error as? IOError else { return "\(error)" }
        return switch error.errnoCode {
        case EADDRINUSE: "the port is in use by another program; choose another one or stop that program"
        case EACCES: "not permitted; ports below 1024 need privileges"
        case EADDRNOTAVAIL: "this machine has no such address"
        default: "\(error)"
        }
    }
}

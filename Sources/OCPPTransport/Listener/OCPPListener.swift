package import Logging
package import NIOCore
import NIOPosix
package import OCPPJ
import ServiceLifecycle
import Synchronization

/// The WebSocket endpoint for charge points: `ws://HOST:PORT/ocpp/{identity}`, and the same with TLS on a port of its own.
package final class OCPPListener: Service {
    private let configuration: OCPPListenerConfiguration
    private let admission: any ConnectionAdmission
    private let time: any TimeSource
    private let group: any EventLoopGroup
    private let logger: Logger
    private let observer: (any HandshakeObserver)?
    private let contexts: Mutex<TLSContexts?>
    private let bound = Mutex<Bound?>(nil)

    private struct Bound {
        let plain: any Channel
        let tls: (any Channel)?
        let loops: LoopContexts

        var channels: [any Channel] { [plain] + (tls.map { [$0] } ?? []) }
    }

    /// - Parameters:
    ///   - identities: what the TLS port shows. Without them there is no TLS port.
    ///   - observer: learns of handshakes that fail.
    /// - Throws: `TLSIdentityError`.
    package init(
        configuration: OCPPListenerConfiguration, identities: ServerIdentities?, admission: any ConnectionAdmission,
        observer: (any HandshakeObserver)? = nil, time: any TimeSource, group: any EventLoopGroup, logger: Logger
    ) throws {
        self.configuration = configuration
        self.admission = admission
        self.observer = observer
        self.time = time
        self.group = group
        self.logger = logger
        contexts = Mutex(try identities.map { identities throws(TLSIdentityError) in try TLSContexts(identities) })
    }

    /// A listener without TLS.
    package init(
        configuration: OCPPListenerConfiguration, admission: any ConnectionAdmission,
        observer: (any HandshakeObserver)? = nil, time: any TimeSource, group: any EventLoopGroup, logger: Logger
    ) {
        self.configuration = configuration
        self.admission = admission
        self.observer = observer
        self.time = time
        self.group = group
        self.logger = logger
        contexts = Mutex(nil)
    }

    /// Whether charge points can connect now.
    package var isListening: Bool {
        bound.withLock { $0?.channels.allSatisfy(\.isActive) ?? false }
    }

    /// The port for TLS, which is of interest when 0 was configured; nil when there is none.
    package var tlsPort: Int? {
        bound.withLock { $0?.tls?.localAddress?.port }
    }

    /// Shows other certificates from the next handshake on. Connections that are open stay, and where a certificate stays the
    /// same, its sessions can still be resumed. Call it before `start` to have a TLS port at all.
    ///
    /// - Throws: `TLSIdentityError`; those in use then stay in use.
    package func use(_ identities: ServerIdentities) throws(TLSIdentityError) {
        let current = contexts.withLock { $0 }
        guard current?.identities != identities else { return }
        let next = try TLSContexts(identities, replacing: current)
        contexts.withLock { $0 = next }
    }

    /// Opens the ports and starts to accept.
    ///
    /// - Returns: the plain port, which is of interest when 0 was configured; see also `tlsPort`.
    /// - Throws: `ListenError` when a port is taken or an address is not ours.
    package func start() async throws -> Int {
        let loops = try await LoopContexts(group: group)
        let initializer = ConnectionInitializer(
            admission: admission, configuration: configuration, time: time, loops: loops,
            limiter: HandshakeLimiter(configuration.limits), observer: observer)
        let plain = try await bind(configuration.host, configuration.port) { initializer.initialize($0) }
        var tls: (any Channel)?
        if let place = configuration.tls, contexts.withLock({ $0 }) != nil {
            do {
                tls = try await bind(place.host, place.port) { [self] channel in
                    guard let contexts = contexts.withLock({ $0 }) else {
                        return channel.eventLoop.makeFailedFuture(ChannelError.ioOnClosedChannel)
                    }
                    return initializer.initialize(channel, contexts: contexts)
                }
            } catch {
                try? await plain.close()
                throw error
            }
        }
        let opened = Bound(plain: plain, tls: tls, loops: loops)
        bound.withLock { $0 = opened }
        return plain.localAddress?.port ?? configuration.port
    }

    private func bind(
        _ host: String, _ port: Int, _ initialize: @escaping @Sendable (any Channel) -> EventLoopFuture<Void>
    ) async throws -> any Channel {
        let bootstrap = ServerBootstrap(group: group)
            // As deep as the system allows (net.core.somaxconn): after a power cut everyone comes at once.
            .serverChannelOption(.backlog, value: 8192)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
            .childChannelOption(.socketOption(.so_keepalive), value: 1)
            .childChannelInitializer(initialize)
        do {
            return try await bootstrap.bind(host: host, port: port).get()
        } catch {
            throw ListenError(host: host, port: port, reason: Self.reason(for: error))
        }
    }

    /// Serves until the graceful shutdown or cancellation, then closes the ports and every connection with a close frame.
    package func run() async throws {
        if bound.withLock({ $0 == nil }) { _ = try await start() }
        guard let bound = bound.withLock({ $0 }) else { return }
        await withTaskCancellationOrGracefulShutdownHandler {
            for channel in bound.channels { try? await channel.closeFuture.get() }
        } onCancelOrGracefulShutdown: {
            for channel in bound.channels { channel.close(promise: nil) }
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

package import NIOCore
package import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOWebSocket
package import OCPPJ

/// A charge point's side of the connection.
package struct OCPPClient: Sendable {
    /// The longest message taken from a central system, in bytes.
    private static let maximumMessageBytes = 1 << 24

    private let group: any EventLoopGroup
    private let time: any TimeSource
    private let loops: LoopContexts
    private let contexts = ClientTLSContexts()
    private let patience: TimeAmount

    /// - Parameter patience: how long the TLS handshake and the answer to the upgrade may take together, once there is a TCP
    ///   connection.
    package init(
        group: any EventLoopGroup, time: any TimeSource, patience: TimeAmount = .seconds(60)
    ) async throws {
        self.group = group
        self.time = time
        self.patience = patience
        loops = try await LoopContexts(group: group)
    }

    /// Connects and upgrades; OCPP-J is spoken from then on.
    ///
    /// - Parameters:
    ///   - url: `ws://host[:port]/path/identity`, or `wss://` for TLS.
    ///   - basic: user name and password for HTTP Basic authentication; the password is bytes.
    ///   - tls: how TLS is spoken with a `wss://` URL; nil for the system's roots and no certificate of our own.
    ///   - responder: answers the central system's CALLs.
    ///   - settings: pings and silence are the server's business unless they are set here.
    package func connect(
        to url: String, subprotocols: [String] = ["ocpp1.6"], basic: (user: String, password: [UInt8])? = nil,
        tls: ClientTLS? = nil, responder: any CallResponder,
        settings: ConnectionSettings = ConnectionSettings(pingIntervalSeconds: 0, silenceLimitSeconds: 0)
    ) async throws(ConnectFailure) -> any ChargePointLink {
        let time = time
        let loops = loops
        return try await openWebSocket(to: url, subprotocols: subprotocols, basic: basic, tls: tls) { channel, _ in
            guard let loop = loops.context(for: channel.eventLoop) else { throw ChannelError.operationUnsupported }
            let handler = OCPPConnectionHandler(
                responder: responder, settings: settings, maximumMessageBytes: Self.maximumMessageBytes, side: .client,
                time: time, loop: loop)
            try channel.pipeline.syncOperations.addHandler(handler)
            return handler.link
        }
    }

    /// Connects and upgrades; what is spoken is up to the handlers that `configure` adds for WebSocket frames.
    ///
    /// - Parameter configure: is given the connection and the head of the server's answer with status 101.
    package func openWebSocket<Opened: Sendable>(
        to url: String, subprotocols: [String] = ["ocpp1.6"], basic: (user: String, password: [UInt8])? = nil,
        tls: ClientTLS? = nil, configure: @escaping @Sendable (any Channel, HTTPResponseHead) throws -> Opened
    ) async throws(ConnectFailure) -> Opened {
        guard let target = WebSocketURL(url) else { throw .invalidURL(url) }
        let headers = Self.headers(for: target, subprotocols: subprotocols, basic: basic)
        let security = try target.isSecure ? contexts.context(for: tls ?? ClientTLS()) : nil
        let patience = patience
        let eventLoop = group.next()
        let opened = eventLoop.makePromise(of: Result<Opened, ConnectFailure>.self)
        let bootstrap = ClientBootstrap(group: eventLoop)
            .channelOption(.tcpOption(.tcp_nodelay), value: 1)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    if let security {
                        try channel.pipeline.syncOperations.addHandler(Self.tlsHandler(security, host: target.host))
                    }
                    try Self.addHandlers(
                        to: channel, target: target.target, headers: headers, patience: patience, opened: opened,
                        configure: configure)
                }
            }
        do {
            _ = try await bootstrap.connect(host: target.host, port: target.port).get()
        } catch {
            opened.succeed(.failure(.unreachable("\(error)")))
        }
        do {
            return try await opened.futureResult.get().get()
        } catch let failure as ConnectFailure {
            throw failure
        } catch {
            throw .protocolError("\(error)")
        }
    }

    /// An IP address is compared with those in the server's certificate; it is no server name (RFC 6066, section 3).
    private static func tlsHandler(_ context: NIOSSLContext, host: String) throws -> NIOSSLClientHandler {
        let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
        return try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : host)
    }

    private static func headers(
        for target: WebSocketURL, subprotocols: [String], basic: (user: String, password: [UInt8])?
    ) -> HTTPHeaders {
        var headers = HTTPHeaders()
        headers.add(name: "Host", value: target.authority)
        if !subprotocols.isEmpty {
            headers.add(name: "Sec-WebSocket-Protocol", value: subprotocols.joined(separator: ", "))
        }
        if let basic {
            let credentials = Array(basic.user.utf8) + [UInt8(ascii: ":")] + basic.password
            headers.add(name: "Authorization", value: "Basic " + Base64.encode(credentials))
        }
        return headers
    }

    private static func addHandlers<Opened: Sendable>(
        to channel: any Channel, target: String, headers: HTTPHeaders, patience: TimeAmount,
        opened: EventLoopPromise<Result<Opened, ConnectFailure>>,
        configure: @escaping @Sendable (any Channel, HTTPResponseHead) throws -> Opened
    ) throws {
        let upgrader = NIOWebSocketClientUpgrader(maxFrameSize: maximumMessageBytes) { channel, head in
            channel.eventLoop.makeCompletedFuture {
                opened.succeed(.success(try configure(channel, head)))
            }
        }
        let request = UpgradeRequestHandler(target: target, headers: headers, patience: patience) { failure in
            opened.succeed(.failure(failure))
        }
        let boundRequest = NIOLoopBound(request, eventLoop: channel.eventLoop)
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHTTPClientHandlers(
            leftOverBytesStrategy: .forwardBytes,
            withClientUpgrade: (
                upgraders: [upgrader],
                completionHandler: { context in
                    context.pipeline.syncOperations.removeHandler(boundRequest.value, promise: nil)
                }
            ))
        try pipeline.addHandler(request)
    }
}

import Logging
import NIOCore
import NIOHTTP1
import NIOSSL
import NIOWebSocket
import OCPPJ

/// Sets up the pipeline of an accepted socket: TLS where the port is one for that, HTTP, admission, then WebSocket and the
/// connection's handler.
struct ConnectionInitializer: Sendable {
    let admission: any ConnectionAdmission
    let configuration: OCPPListenerConfiguration
    let time: any TimeSource
    let loops: LoopContexts
    let limiter: HandshakeLimiter
    let observer: (any HandshakeObserver)?

    /// A socket of the plain port.
    func initialize(_ channel: any Channel) -> EventLoopFuture<Void> {
        arrive(channel) { network in
            try channel.pipeline.syncOperations.addHandler(arrivalHandler(network))
            try addHTTP(to: channel, UpgradeDecision())
        }
    }

    /// A socket of the TLS port.
    ///
    /// - Parameter contexts: with which the handshake is made.
    func initialize(_ channel: any Channel, contexts: TLSContexts) -> EventLoopFuture<Void> {
        arrive(channel) { network in
            let attempt = makeAttempt(channel)
            let decision = UpgradeDecision(tls: attempt)
            let seconds = configuration.handshakeTimeoutSeconds
            let arrival = arrivalHandler(
                network, heard: { attempt.heard($0) }, expired: { attempt.expire(afterSeconds: seconds) })
            try channel.pipeline.syncOperations.addHandlers([
                arrival,
                ClientHelloHandler(attempt: attempt, contexts: contexts),
                TLSHandshakeHandler(attempt: attempt) { try addHTTP(to: $0, decision) },
            ])
        }
    }

    /// Takes a place among the open handshakes. Where there is none, the socket is closed at once.
    private func arrive(_ channel: any Channel, _ setUp: (PeerNetwork) throws -> Void) -> EventLoopFuture<Void> {
        let network = PeerNetwork(channel.remoteAddress)
        if let cause = limiter.admit(network, at: Monotonic.milliseconds) {
            observer?.connectionDropped(cause)
            return channel.eventLoop.makeFailedFuture(ChannelError.ioOnClosedChannel)
        }
        return channel.eventLoop.makeCompletedFuture { try setUp(network) }
    }

    private func arrivalHandler(
        _ network: PeerNetwork, heard: @escaping (ByteBuffer) -> Void = { _ in }, expired: @escaping () -> Void = {}
    ) -> ArrivalHandler {
        let observer = observer
        return ArrivalHandler(
            limiter: limiter, network: network, timeout: .seconds(Int64(configuration.handshakeTimeoutSeconds)),
            dropped: { observer?.connectionDropped($0) }, heard: heard, expired: expired)
    }

    private func makeAttempt(_ channel: any Channel) -> TLSAttempt {
        TLSAttempt(remoteAddress: channel.remoteAddress?.readable ?? "unknown", time: time, observer: observer)
    }

    private func addHTTP(to channel: any Channel, _ decision: UpgradeDecision) throws {
        let observer = observer
        let limit = RequestLimitHandler(
            beganWithTLS: { bytes in
                guard decision.tls == nil else { return }
                let attempt = makeAttempt(channel)
                attempt.failOnPlainPort(bytes)
            },
            dropped: { observer?.connectionDropped($0) })
        let refusals = UpgradeRefusalHandler(decision: decision)
        let boundDecision = NIOLoopBound(decision, eventLoop: channel.eventLoop)
        let upgrader = NIOWebSocketServerUpgrader(
            maxFrameSize: configuration.maximumMessageBytes,
            automaticErrorHandling: false,
            shouldUpgrade: { channel, head in decide(head, channel, boundDecision) },
            upgradePipelineHandler: { channel, _ in upgrade(channel, boundDecision) })
        let pipeline = channel.pipeline.syncOperations
        try pipeline.addHandler(limit)
        try pipeline.configureHTTPServerPipeline(
            withServerUpgrade: (
                upgraders: [upgrader],
                completionHandler: { context in boundDecision.value.upgraded(context.pipeline.syncOperations) }
            ))
        try pipeline.addHandler(refusals)
    }

    /// The headers of the upgrade's answer, or nil to refuse it.
    private func decide(
        _ head: HTTPRequestHead, _ channel: any Channel, _ decision: NIOLoopBound<UpgradeDecision>
    ) -> EventLoopFuture<HTTPHeaders?> {
        if let refusal = HandshakeCheck.refusal(of: head) {
            decision.value.refusal = refusal
            return channel.eventLoop.makeSucceededFuture(nil)
        }
        let request = UpgradeRequest(
            head, remoteAddress: channel.remoteAddress?.readable ?? "unknown", at: time.now(),
            security: decision.value.tls.flatMap { security(of: channel, $0) })
        let promise = channel.eventLoop.makePromise(of: Result<AdmittedConnection, AdmissionRefusal>.self)
        let admission = admission
        if let executor = loops.context(for: channel.eventLoop)?.executor {
            Task(executorPreference: executor) {
                do throws(AdmissionRefusal) {
                    promise.succeed(.success(try await admission.decide(request)))
                } catch {
                    promise.succeed(.failure(error))
                }
            }
        } else {
            promise.succeed(.failure(AdmissionRefusal(status: 500, reason: "the server is starting")))
        }
        return promise.futureResult.map { result in
            switch result {
            case .success(let admitted):
                decision.value.admitted = admitted
                return admitted.subprotocol.map { ["Sec-WebSocket-Protocol": $0] } ?? [:]
            case .failure(let refusal):
                decision.value.refusal = refusal
                return nil
            }
        }
    }

    private func security(of channel: any Channel, _ attempt: TLSAttempt) -> TransportSecurity? {
        (try? channel.pipeline.syncOperations.handler(type: NIOSSLServerHandler.self)).map { attempt.security(of: $0) }
    }

    private func upgrade(
        _ channel: any Channel, _ decision: NIOLoopBound<UpgradeDecision>
    ) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            guard let admitted = decision.value.admitted, let loop = loops.context(for: channel.eventLoop) else {
                throw ChannelError.operationUnsupported
            }
            try channel.pipeline.syncOperations.addHandler(
                OCPPConnectionHandler(
                    responder: admitted.responder, settings: admitted.settings,
                    maximumMessageBytes: configuration.maximumMessageBytes, side: .server, time: time, loop: loop,
                    messagesPerSecond: configuration.limits.messagesPerSecond))
        }
    }
}

extension SocketAddress {
    /// `10.0.0.7:51123`, `[::1]:51123` or the path of a Unix socket.
    var readable: String {
        guard let ipAddress, let port else { return pathname ?? description }
        return ipAddress.contains(":") ? "[\(ipAddress)]:\(port)" : "\(ipAddress):\(port)"
    }
}

import Logging
import NIOCore
import NIOHTTP1
import NIOWebSocket
import OCPPJ

/// Sets up the pipeline of an accepted socket: HTTP, admission, then WebSocket and the connection's handler.
struct ConnectionInitializer: Sendable {
    let admission: any ConnectionAdmission
    let configuration: OCPPListenerConfiguration
    let time: any TimeSource
    let loops: LoopContexts

    func initialize(_ channel: any Channel) -> EventLoopFuture<Void> {
        channel.eventLoop.makeCompletedFuture {
            let decision = UpgradeDecision()
            let refusals = UpgradeRefusalHandler(
                decision: decision, timeout: .seconds(Int64(configuration.handshakeTimeoutSeconds)))
            let boundDecision = NIOLoopBound(decision, eventLoop: channel.eventLoop)
            let boundRefusals = NIOLoopBound(refusals, eventLoop: channel.eventLoop)
            let upgrader = NIOWebSocketServerUpgrader(
                maxFrameSize: configuration.maximumMessageBytes,
                automaticErrorHandling: false,
                shouldUpgrade: { channel, head in decide(head, channel, boundDecision) },
                upgradePipelineHandler: { channel, _ in upgrade(channel, boundDecision) })
            let pipeline = channel.pipeline.syncOperations
            try pipeline.configureHTTPServerPipeline(
                withServerUpgrade: (
                    upgraders: [upgrader],
                    completionHandler: { context in
                        context.pipeline.syncOperations.removeHandler(boundRefusals.value, promise: nil)
                    }
                ))
            try pipeline.addHandler(refusals)
        }
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
            head, remoteAddress: channel.remoteAddress?.readable ?? "unknown", at: time.now())
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
                    maximumMessageBytes: configuration.maximumMessageBytes, side: .server, time: time, loop: loop))
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

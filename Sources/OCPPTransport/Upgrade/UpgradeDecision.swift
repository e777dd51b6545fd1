import NIOCore
import NIOHTTP1
import OCPPJ

/// Carries the decision about one upgrade between the handlers that make it and those that act on it.
/// Bound to the channel's event loop.
final class UpgradeDecision {
    var admitted: AdmittedConnection?
    var refusal: AdmissionRefusal?
    /// The TLS connection that the request came over; nil when it is a plain one.
    let tls: TLSAttempt?

    init(tls: TLSAttempt? = nil) {
        self.tls = tls
    }

    /// The answer to the upgrade is on its way: the handlers of the time before it leave the pipeline.
    func upgraded(_ pipeline: ChannelPipeline.SynchronousOperations) {
        remove(ArrivalHandler.self, from: pipeline)
        remove(RequestLimitHandler.self, from: pipeline)
        remove(UpgradeRefusalHandler.self, from: pipeline)
        tls?.release()
    }

    /// The handler is looked for: kept here, it and the decision, which it keeps, would outlive a connection without an upgrade.
    private func remove<Handler: RemovableChannelHandler>(
        _: Handler.Type, from pipeline: ChannelPipeline.SynchronousOperations
    ) {
        guard let context = try? pipeline.context(handlerType: Handler.self) else { return }
        pipeline.removeHandler(context: context, promise: nil)
    }
}

extension UpgradeRequest {
    /// What the head of an HTTP request says about the peer.
    init(_ head: HTTPRequestHead, remoteAddress: String, at time: Timestamp, security: TransportSecurity?) {
        let offered = head.headers["Sec-WebSocket-Protocol"]
        self.init(
            target: head.uri,
            identity: ConnectionTarget(head.uri).identity,
            authorization: head.headers.first(name: "Authorization"),
            subprotocols: offered.isEmpty
                ? nil
                : offered.flatMap { $0.split(separator: ",") }.map { $0.trimmingSpaces() }.filter { !$0.isEmpty },
            remoteAddress: remoteAddress,
            receivedAt: time,
            security: security)
    }
}

extension Substring {
    fileprivate func trimmingSpaces() -> String {
        String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}

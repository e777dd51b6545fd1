import NIOCore
import NIOHTTP1
import NIOSSL
import OCPPJ

/// Carries the decision about one upgrade between the handlers that make it and those that act on it.
/// Bound to the channel's event loop.
final class UpgradeDecision {
    var admitted: AdmittedConnection?
    var refusal: AdmissionRefusal?
    /// The TLS connection that the request came over; nil when it is a plain one.
    let tls: TLSAttempt?
    /// The handlers that the pipeline loses with the upgrade.
    private var handlersUntilUpgrade: [any RemovableChannelHandler] = []

    init(tls: TLSAttempt? = nil) {
        self.tls = tls
    }

    func leavesWithUpgrade(_ handler: any RemovableChannelHandler) {
        handlersUntilUpgrade.append(handler)
    }

    /// The answer to the upgrade is on its way.
    func upgraded(_ pipeline: ChannelPipeline.SynchronousOperations) {
        for handler in handlersUntilUpgrade { pipeline.removeHandler(handler, promise: nil) }
        handlersUntilUpgrade = []
        tls?.release()
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

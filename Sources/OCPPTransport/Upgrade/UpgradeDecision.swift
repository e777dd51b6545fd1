import NIOCore
import NIOHTTP1
import OCPPJ

/// Carries the decision about one upgrade between the handlers that make it and those that act on it.
/// Bound to the channel's event loop.
final class UpgradeDecision {
    var admitted: AdmittedConnection?
    var refusal: AdmissionRefusal?
}

extension UpgradeRequest {
    /// What the head of an HTTP request says about the peer.
    init(_ head: HTTPRequestHead, remoteAddress: String, at time: Timestamp) {
        let offered = head.headers["Sec-WebSocket-Protocol"]
        self.init(
            target: head.uri,
            identity: ConnectionTarget(head.uri).identity,
            authorization: head.headers.first(name: "Authorization"),
            subprotocols: offered.isEmpty
                ? nil
                : offered.flatMap { $0.split(separator: ",") }.map { $0.trimmingSpaces() }.filter { !$0.isEmpty },
            remoteAddress: remoteAddress,
            receivedAt: time)
    }
}

extension Substring {
    fileprivate func trimmingSpaces() -> String {
        String(drop { $0 == " " || $0 == "\t" }.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
    }
}

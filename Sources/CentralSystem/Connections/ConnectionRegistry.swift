package import OCPPJ
import Synchronization

/// Who is connected now. The newest connection of an identity wins at once; an older one that closes later does not
/// unregister it (field notes 1.6 and 1.7).
package final class ConnectionRegistry: Sendable {
    private let sessions = Mutex<[String: ChargePointSession]>([:])
    private let arrived: @Sendable (ChargePointReference) -> Void

    /// - Parameter arrived: told of every charge point that connects, on the way of its connection; returns at once.
    package init(arrived: @escaping @Sendable (ChargePointReference) -> Void = { _ in }) {
        self.arrived = arrived
    }

    /// How many charge points are connected.
    package var count: Int { sessions.withLock { $0.count } }

    package func isConnected(_ identity: String) -> Bool { session(identity) != nil }

    /// The charge point's current connection; nil when it has none.
    package func link(to identity: String) -> (any ChargePointLink)? { session(identity)?.link }

    /// The charge point's current connection in facts; nil when it has none.
    package func connection(of identity: String) -> ConnectionRecord? { session(identity)?.connectionRecord }

    /// When anything was last heard of a connected charge point.
    package func lastSeen(_ identity: String) -> Timestamp? { session(identity)?.lastSeen }

    /// Closes the charge point's connection.
    ///
    /// - Returns: false when there was none.
    @discardableResult
    package func close(_ identity: String, _ reason: DisconnectReason) -> Bool {
        guard let link = link(to: identity) else { return false }
        link.close(reason)
        return true
    }

    func session(_ identity: String) -> ChargePointSession? {
        sessions.withLock { $0[identity] }
    }

    /// All sessions, in no order.
    func allSessions() -> [ChargePointSession] {
        sessions.withLock { Array($0.values) }
    }

    /// Makes this session the charge point's current one.
    ///
    /// - Returns: the session that it takes over from.
    func register(_ session: ChargePointSession) -> ChargePointSession? {
        defer { arrived(session.chargePoint) }
        return sessions.withLock { $0.updateValue(session, forKey: session.chargePoint.identity) }
    }

    /// Forgets a session, unless a newer one has taken its place.
    ///
    /// - Returns: whether it was the current one.
    @discardableResult
    func unregister(_ session: ChargePointSession) -> Bool {
        sessions.withLock { sessions in
            guard sessions[session.chargePoint.identity] === session else { return false }
            sessions[session.chargePoint.identity] = nil
            return true
        }
    }
}

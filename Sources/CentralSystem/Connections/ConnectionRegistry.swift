package import OCPPJ
import Synchronization

/// Who is connected now. The newest connection of an identity wins at once; an older one that closes later does not
/// unregister it (field notes 1.6 and 1.7).
package final class ConnectionRegistry: Sendable {
    private let sessions = Mutex<[String: ChargePointSession]>([:])
    /// Charge points that were admitted and whose connection is being opened, with the time of the admission.
    private let arriving = Mutex<[String: Int]>([:])
    private let arrived: @Sendable (ChargePointReference) -> Void
    /// How long an opening connection is waited for, in nanoseconds.
    private let patience: Int

    /// - Parameters:
    ///   - patienceSeconds: how long a connection that is being opened is waited for.
    ///   - arrived: told of every charge point that connects, on the way of its connection; returns at once.
    package init(patienceSeconds: Int = 1, arrived: @escaping @Sendable (ChargePointReference) -> Void = { _ in }) {
        patience = patienceSeconds * 1_000_000_000
        self.arrived = arrived
    }

    /// How many charge points are connected.
    package var count: Int { sessions.withLock { $0.count } }

    package func isConnected(_ identity: String) -> Bool { session(identity) != nil }

    /// The charge point's current connection; nil when it has none.
    package func link(to identity: String) -> (any ChargePointLink)? { session(identity)?.link }

    /// The charge point's current connection; when one is just being opened, that one.
    ///
    /// A charge point knows of its connection as soon as the answer to its upgrade is sent, which is a moment before we do: a
    /// command that follows at once must not meet the connection before it, or none.
    func openedLink(to identity: String) async -> (any ChargePointLink)? {
        while isArriving(identity) {
            do {
                try await Task.sleep(for: .milliseconds(2))
            } catch {
                break
            }
        }
        return link(to: identity)
    }

    /// The charge point was admitted; `register` follows, unless it hangs up before.
    func expect(_ identity: String) {
        let now = Monotonic.nanoseconds
        arriving.withLock { arriving in
            if arriving.count > 10_000 { arriving = arriving.filter { now - $0.value < patience } }
            arriving[identity] = now
        }
    }

    private func isArriving(_ identity: String) -> Bool {
        arriving.withLock { arriving in
            guard let since = arriving[identity] else { return false }
            if Monotonic.nanoseconds - since < patience { return true }
            arriving[identity] = nil
            return false
        }
    }

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
        let identity = session.chargePoint.identity
        let previous = sessions.withLock { $0.updateValue(session, forKey: identity) }
        arriving.withLock { $0[identity] = nil }
        return previous
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

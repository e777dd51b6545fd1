import OCPPJ
import Synchronization

/// Counts the handshakes that are open and the connections that come, for each network, on all event loops together.
final class HandshakeLimiter: Sendable {
    private struct Network {
        var open = 0
        var arrivals: TokenBucket
    }

    private struct State {
        var open = 0
        var networks: [PeerNetwork: Network] = [:]
        /// How many networks are remembered before those of no interest are forgotten.
        var sweepAt = HandshakeLimiter.remembered
    }

    private static let remembered = 10_000
    /// Seconds of the steady rate that may come at once.
    private static let burstSeconds = 20

    private let limits: ConnectionLimits
    private let state = Mutex(State())

    init(_ limits: ConnectionLimits) {
        self.limits = limits
    }

    /// How many handshakes are open.
    var open: Int { state.withLock { $0.open } }

    /// Takes a place for a connection that was accepted; `release` gives it back.
    ///
    /// - Parameter now: milliseconds on a clock that does not jump.
    /// - Returns: nil, or why there is no place.
    func admit(_ network: PeerNetwork, at now: Int64) -> DroppedConnection? {
        state.withLock { state in
            if state.networks.count >= state.sweepAt { forgetQuietNetworks(&state, at: now) }
            if limits.handshakes > 0, state.open >= limits.handshakes { return .tooManyHandshakes }
            var entry = state.networks[network] ?? Network(arrivals: makeBucket(at: now))
            defer { state.networks[network] = entry }
            if limits.connectionsPerSecond > 0, !entry.arrivals.take(at: now) { return .tooFastFromAddress }
            if limits.handshakesPerAddress > 0, entry.open >= limits.handshakesPerAddress {
                return .tooManyHandshakesFromAddress
            }
            entry.open += 1
            state.open += 1
            return nil
        }
    }

    func release(_ network: PeerNetwork) {
        state.withLock { state in
            state.open -= 1
            guard var entry = state.networks[network] else { return }
            entry.open -= 1
            state.networks[network] = limits.connectionsPerSecond == 0 && entry.open == 0 ? nil : entry
        }
    }

    private func makeBucket(at now: Int64) -> TokenBucket {
        let rate = max(1, limits.connectionsPerSecond)
        return TokenBucket(capacity: rate * Self.burstSeconds, perSecond: Double(rate), at: now)
    }

    /// Those without an open handshake that may send as many connections as a network that was never seen.
    private func forgetQuietNetworks(_ state: inout State, at now: Int64) {
        state.networks = state.networks.filter { _, entry in
            var arrivals = entry.arrivals
            return entry.open > 0 || !arrivals.isFull(at: now)
        }
        state.sweepAt = max(Self.remembered, 2 * state.networks.count)
    }
}

import OCPPJ
import Synchronization

/// Charge points that have connected a moment ago. Filled on the way of their connections, so that it costs next to nothing, and
/// nothing at all while nobody waits.
final class ArrivalBook: Sendable {
    private struct State {
        // From the beginning, because operations may go on from before.
        var isOpen = true
        var keys: [Int64: Timestamp] = [:]
    }

    private let time: any TimeSource
    private let state = Mutex(State())

    init(time: any TimeSource) {
        self.time = time
    }

    /// Whether arrivals are written down.
    var isOpen: Bool {
        get { state.withLock { $0.isOpen } }
        set {
            state.withLock { state in
                state.isOpen = newValue
                if !newValue { state.keys = [:] }
            }
        }
    }

    func note(_ chargePoint: ChargePointReference) {
        let now = time.now()
        state.withLock { state in
            if state.isOpen { state.keys[chargePoint.key] = now }
        }
    }

    /// Takes some of those who connected at or before a moment.
    func take(before time: Timestamp, limit: Int) -> [Int64] {
        state.withLock { state in
            let taken = Array(state.keys.lazy.filter { $0.value <= time }.map(\.key).prefix(limit))
            for key in taken { state.keys[key] = nil }
            return taken
        }
    }
}

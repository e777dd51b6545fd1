import OCPPJ
import OCPPTransport
import Synchronization

/// What charge points sent and played, by name, of all charge points of a simulation together.
package final class SimulationLedger: Sendable {
    /// The calls of one action.
    struct Calls: Sendable {
        /// Of those that were answered, CALLERRORs included.
        var times = ResponseTimes()
        var callErrors = 0
        /// Those that were not answered in time, and those whose connection went first.
        var unanswered = 0
    }

    struct Entries: Sendable {
        var calls: [OCPPAction: Calls] = [:]
        var oddities = Oddities()
        /// Connections that the Central System refused.
        var refusedConnections = 0
        /// Those that did not come about for other reasons.
        var failedConnections = 0
    }

    private let entries = Mutex(Entries())

    var snapshot: Entries { entries.withLock { $0 } }

    /// Faults that were played so far.
    package var faultsPlayed: Int { entries.withLock { $0.oddities.faults.values.reduce(0, +) } }

    func count(_ action: OCPPAction, _ answer: Result<JSONNode, CallFailure>, after duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let nanoseconds = seconds * 1_000_000_000 + attoseconds / 1_000_000_000
        entries.withLock { entries in
            switch answer {
            case .success: entries.calls[action, default: Calls()].times.record(nanoseconds: nanoseconds)
            case .failure(let failure) where failure.code == .callError:
                entries.calls[action, default: Calls()].times.record(nanoseconds: nanoseconds)
                entries.calls[action, default: Calls()].callErrors += 1
            case .failure: entries.calls[action, default: Calls()].unanswered += 1
            }
        }
    }

    func count(_ oddities: Oddities) {
        entries.withLock { $0.oddities.add(oddities) }
    }

    func countFailedConnection(_ error: any Error) {
        let isRefusal = if case .refused = error as? ConnectFailure { true } else { false }
        entries.withLock { entries in
            if isRefusal { entries.refusedConnections += 1 } else { entries.failedConnections += 1 }
        }
    }
}

import OCPP16
import Synchronization

/// How a simulation is getting on, readable at any time from anywhere.
package final class SimulationProgress: Sendable {
    /// What it was at one moment.
    package struct Snapshot: Hashable, Sendable {
        /// Charge points with an open connection.
        package var connected = 0
        /// Of these, the ones whose registration was accepted.
        package var booted = 0
        /// Connectors where energy flows.
        package var charging = 0
        /// Transactions whose StartTransaction was acknowledged.
        package var sessionsStarted = 0
        /// Transactions whose StopTransaction was acknowledged.
        package var sessionsFinished = 0
        /// OCPP-J frames, both ways.
        package var messages = 0
        /// CALLERRORs, missing or wrong answers, failed connections.
        package var errors = 0
        /// The last of these errors, for people.
        package var lastError: String?
    }

    /// What one charge point contributes.
    struct Share: Hashable, Sendable {
        var connected = 0
        var booted = 0
        var charging = 0
        var sessionsStarted = 0
        var sessionsFinished = 0
        var sessionsUnstopped = 0
        var driversRefused = 0
        var messagesGivenUp = 0
        var errors = 0
    }

    /// What is counted by name, for the summary.
    package let ledger = SimulationLedger()

    private let connected = Atomic(0)
    private let wasConnected = Atomic(false)
    private let booted = Atomic(0)
    private let charging = Atomic(0)
    private let sessionsStarted = Atomic(0)
    private let sessionsFinished = Atomic(0)
    private let sessionsUnstopped = Atomic(0)
    private let driversRefused = Atomic(0)
    private let messagesGivenUp = Atomic(0)
    private let messages = Atomic(0)
    private let errors = Atomic(0)
    private let lastError = Mutex<String?>(nil)
    private let goal: Mutex<(sessions: Int, reached: AsyncStream<Void>.Continuation)?> = Mutex(nil)

    package init() {}

    package var snapshot: Snapshot {
        Snapshot(
            connected: connected.load(ordering: .relaxed), booted: booted.load(ordering: .relaxed),
            charging: charging.load(ordering: .relaxed),
            sessionsStarted: sessionsStarted.load(ordering: .relaxed), sessionsFinished: sessionsFinished.load(ordering: .relaxed),
            messages: messages.load(ordering: .relaxed), errors: errors.load(ordering: .relaxed),
            lastError: lastError.withLock { $0 })
    }

    /// Whether any charge point got a connection at any time.
    package var hasEverConnected: Bool { wasConnected.load(ordering: .relaxed) }

    /// Transactions whose end the charge points never told, or forgot.
    package var unstopped: Int { sessionsUnstopped.load(ordering: .relaxed) }
    /// Drivers whose idTag was not accepted.
    package var refused: Int { driversRefused.load(ordering: .relaxed) }
    /// Messages about transactions that were given up.
    package var givenUp: Int { messagesGivenUp.load(ordering: .relaxed) }

    func countMessage() {
        messages.wrappingAdd(1, ordering: .relaxed)
    }

    func update(from old: Share, to new: Share, failure: String?) {
        guard old != new else { return }
        if new.connected > old.connected { wasConnected.store(true, ordering: .relaxed) }
        connected.wrappingAdd(new.connected - old.connected, ordering: .relaxed)
        booted.wrappingAdd(new.booted - old.booted, ordering: .relaxed)
        charging.wrappingAdd(new.charging - old.charging, ordering: .relaxed)
        sessionsStarted.wrappingAdd(new.sessionsStarted - old.sessionsStarted, ordering: .relaxed)
        sessionsUnstopped.wrappingAdd(new.sessionsUnstopped - old.sessionsUnstopped, ordering: .relaxed)
        driversRefused.wrappingAdd(new.driversRefused - old.driversRefused, ordering: .relaxed)
        messagesGivenUp.wrappingAdd(new.messagesGivenUp - old.messagesGivenUp, ordering: .relaxed)
        if new.errors > old.errors {
            errors.wrappingAdd(new.errors - old.errors, ordering: .relaxed)
            lastError.withLock { $0 = failure }
        }
        let finished = new.sessionsFinished - old.sessionsFinished
        guard finished > 0 else { return }
        let total = sessionsFinished.wrappingAdd(finished, ordering: .relaxed).newValue
        goal.withLock { goal in
            guard let (sessions, reached) = goal, total >= sessions else { return }
            reached.finish()
        }
    }

    /// Returns when so many sessions have finished, or the task is cancelled.
    func finished(sessions: Int) async {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
        goal.withLock { $0 = (sessions, continuation) }
        if sessionsFinished.load(ordering: .relaxed) >= sessions { continuation.finish() }
        for await _ in stream {}
    }
}

extension ChargePointBehaviour {
    /// What this charge point contributes to the progress of the simulation.
    var share: SimulationProgress.Share {
        SimulationProgress.Share(
            connected: phase == .up ? 1 : 0, booted: isOnline ? 1 : 0,
            charging: connectors.count { $0.status == .charging }, sessionsStarted: tally.sessionsStarted,
            sessionsFinished: tally.sessionsFinished, sessionsUnstopped: faultState.unstopped,
            driversRefused: tally.driversRefused, messagesGivenUp: tally.messagesGivenUp,
            errors: tally.failures)
    }
}

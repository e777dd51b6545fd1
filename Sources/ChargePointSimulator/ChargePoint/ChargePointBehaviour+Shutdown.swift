import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// How long a charge point takes to start, in seconds before the acceleration.
    private static let rebootSeconds = 20.0
    /// How long what is waiting may take to be sent, in seconds.
    private static let softResetSeconds = 30
    private static let hardResetSeconds = 3
    private static let realFarewellSeconds = 5
    /// The same with a simulated clock, where messages about weeks wait within minutes.
    private static let simulatedFarewellSeconds = 60

    /// How long the last messages may take at the end, in real seconds.
    static func farewellSeconds(_ pace: ClockPace) -> Int { pace.isReal ? realFarewellSeconds : simulatedFarewellSeconds }

    /// The Central System asked for a reset (OCPP 1.6, section 5.14).
    mutating func reset(_ type: ResetType, at now: Timestamp) {
        journal.record(.reset, at: now)
        let seconds = type == .soft ? Self.softResetSeconds : Self.hardResetSeconds
        goDown(.reset(type), reason: type == .soft ? .softReset : .hardReset, within: seconds, at: now)
    }

    /// The charge point restarts with what was installed, or with what it had when that failed.
    mutating func restartWithFirmware(at now: Timestamp) {
        goDown(.newFirmware, reason: .reboot, within: Self.softResetSeconds, at: now)
    }

    /// The simulation ends: running transactions are stopped and told about, as far as there is time. Who is without a
    /// connection and has something to tell connects once more.
    ///
    /// - Parameter atOnce: whether to close without a word.
    mutating func stop(atOnce: Bool, at now: Timestamp) {
        guard phase == .up || !atOnce && isConnectingOnceMore else {
            phase = .stopped
            return
        }
        goDown(.forGood, reason: .other, within: atOnce ? 0 : Self.farewellSeconds(profile.pace), at: now)
        guard case .down = phase else { return }
        offUntil = nil
        phase = .down(retryAt: now)
    }

    private var isConnectingOnceMore: Bool {
        phase != .stopped && (!outbox.transactions.isEmpty || connectors.contains { $0.transaction != nil })
    }

    private mutating func goDown(_ kind: Shutdown.Kind, reason: Reason, within seconds: Int, at now: Timestamp) {
        shutdown = Shutdown(kind: kind, until: profile.pace.moment(Double(seconds), after: now))
        for index in connectors.indices {
            if connectors[index].transaction != nil {
                stopTransaction(reason, at: index, now)
            } else if connectors[index].visit.plan != nil {
                driverGivesUp(at: index, now)
                announce(index, at: now)
            }
        }
    }

    /// Goes down when everything is sent, or when the time is over.
    mutating func advanceShutdown(at now: Timestamp) {
        guard let shutdown, closing == nil, phase != .stopped else { return }
        if shutdown.kind == .forGood, phase != .up, now < shutdown.until { return }
        let isDone = outstanding == nil && heldUntil == nil && outbox.isEmpty
        guard isDone || shutdown.until <= now || phase != .up else { return }
        if shutdown.kind != .forGood { restart(afterSeconds: profile.shortened(Self.rebootSeconds), at: now) }
        if phase == .up {
            closing = shutdown.kind == .forGood ? .shutdown : .closedByOperator("restart")
        } else {
            self.shutdown = nil
            if shutdown.kind == .forGood {
                phase = .stopped
            } else if let off = offUntil {
                phase = .down(retryAt: off)
            }
        }
    }

    /// What a restart leaves behind: settings, availability, cache, local list, reservations, charging profiles, and the
    /// messages about transactions stay.
    mutating func restart(afterSeconds seconds: Double, at now: Timestamp) {
        let off = now.later(bySeconds: max(0.5, seconds))
        offUntil = off
        faultState.isClockSet = false
        faultState.startedAt = off
        configuration.reboot()
        registration.rebooted()
        reported = nil
        for index in connectors.indices { connectors[index].reported = nil }
        connectFailures = 0
        transfersInterrupted(at: now)
        holdConnectorsForFirmware(at: now)
        journal.record(.started, at: now)
        note(.resetOrReboot, at: now)
        note(.startupOfTheDevice, at: now)
    }
}

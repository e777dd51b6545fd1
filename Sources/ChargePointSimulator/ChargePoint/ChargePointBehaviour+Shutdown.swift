import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// How long a charge point takes to start, in seconds before the acceleration.
    private static let rebootSeconds = 20.0
    /// How long what is waiting may take to be sent, in seconds.
    private static let softResetSeconds = 30
    private static let hardResetSeconds = 3
    private static let farewellSeconds = 5

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

    /// The simulation ends: running transactions are stopped and told about, as far as there is time.
    ///
    /// - Parameter atOnce: whether to close without a word.
    mutating func stop(atOnce: Bool, at now: Timestamp) {
        guard phase == .up else {
            phase = .stopped
            return
        }
        goDown(.forGood, reason: .other, within: atOnce ? 0 : Self.farewellSeconds, at: now)
    }

    private mutating func goDown(_ kind: Shutdown.Kind, reason: Reason, within seconds: Int, at now: Timestamp) {
        shutdown = Shutdown(kind: kind, until: now.advanced(bySeconds: seconds))
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
        guard let shutdown, closing == nil else { return }
        let isDone = outstanding == nil && heldUntil == nil && outbox.isEmpty
        guard isDone || shutdown.until <= now || phase != .up else { return }
        if shutdown.kind != .forGood { reboot(at: now) }
        if phase == .up {
            closing = shutdown.kind == .forGood ? .shutdown : .closedByOperator("restart")
        } else {
            self.shutdown = nil
            if let off = offUntil { phase = .down(retryAt: off) }
        }
    }

    /// What a restart leaves behind: settings, availability, cache, local list, reservations, charging profiles, and the
    /// messages about transactions stay.
    private mutating func reboot(at now: Timestamp) {
        offUntil = now.later(bySeconds: max(0.5, profile.shortened(Self.rebootSeconds)))
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

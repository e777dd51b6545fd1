import OCPP16
import OCPPJ

/// Where the charge point stands with the Central System (OCPP 1.6, section 4.2).
struct Registration: Hashable, Sendable {
    /// The last answer to a BootNotification since the charge point was started; nil before the first one.
    private(set) var status: RegistrationStatus?
    /// When to send the next BootNotification; nil when none is needed.
    private(set) var bootDueAt: Timestamp? = .atOnce
    /// Whether drivers may charge: once accepted, also while the Central System is out of reach.
    private(set) var permitsCharging = false

    /// What a charge point waits when the Central System names no time, in seconds.
    static let ownRetryInterval = 60

    var permission: Outbox.Permission {
        switch status {
        case .accepted: .everything
        case .pending: .triggered
        case .rejected, nil: .boot
        }
    }

    /// The Central System answered. When it did not accept, the interval is the wait before the next attempt.
    ///
    /// - Parameters:
    ///   - interval: real seconds.
    ///   - pace: of the charge point's clock.
    mutating func answered(_ status: RegistrationStatus, interval: Int, at now: Timestamp, pace: ClockPace = .real) {
        self.status = status
        permitsCharging = status == .accepted
        let wait = Double(interval > 0 ? interval : Self.ownRetryInterval)
        bootDueAt = status == .accepted ? nil : pace.moment(wait, after: now)
    }

    /// BootNotification was refused or not answered.
    mutating func failed(at now: Timestamp, pace: ClockPace = .real) {
        bootDueAt = pace.moment(Double(Self.ownRetryInterval), after: now)
    }

    /// The connection went before the answer came.
    mutating func interrupted() {
        bootDueAt = .atOnce
    }

    /// BootNotification is on its way: until its answer no other is due.
    mutating func sent() {
        bootDueAt = nil
    }

    mutating func rebooted() {
        status = nil
        bootDueAt = .atOnce
    }
}

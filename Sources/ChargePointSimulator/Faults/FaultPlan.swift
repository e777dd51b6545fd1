/// What goes wrong at a charge point on purpose. Times are seconds before the acceleration, shares 0...1.
package struct FaultPlan: Hashable, Sendable {
    /// Something that happens again and again.
    package struct Recurrence: Hashable, Sendable {
        /// From one time to the next; each time it is half as long at least, and half as long again at most. Above 0.
        package var every: Double
        /// How long it lasts.
        package var duration: ClosedRange<Double>

        package init(every: Double, duration: ClosedRange<Double>) {
            self.every = every
            self.duration = duration
        }
    }

    /// What becomes of running transactions when the power fails.
    package enum TransactionsAtPowerFailure: String, CaseIterable, Sendable {
        /// They end, and the Central System is told once the charge point is up again.
        case stopped
        /// The charge point knows nothing of them any more (field note 4.7).
        case forgotten
    }

    /// What sets a wrong clock.
    package enum ClockSetting: String, CaseIterable, Sendable {
        case nothing
        /// `currentTime` of BootNotification's answer.
        case bootNotification
        /// `currentTime` of Heartbeat's answer.
        case heartbeat
    }

    /// A clock that is wrong whenever the charge point starts, until it is set.
    package struct WrongClock: Hashable, Sendable {
        /// Seconds that it is ahead; behind when negative. Not shortened.
        package var ahead: Double
        package var setBy: ClockSetting

        package init(ahead: Double, setBy: ClockSetting = .nothing) {
            self.ahead = ahead
            self.setBy = setBy
        }
    }

    /// The link breaks, and comes back after a while.
    package var losesLink: Recurrence?
    /// The connection dies without a trace and the charge point connects again at once, without having closed it (field notes
    /// 1.6 and 1.7). Its duration is of no account.
    package var halfOpen: Recurrence?
    /// The power fails, and the charge point starts anew when it comes back.
    package var powerFails: Recurrence?
    package var transactionsAtPowerFailure = TransactionsAtPowerFailure.stopped
    package var clock: WrongClock?
    /// How many StartTransactions and StopTransactions are sent twice, under one message id (field notes 2.3 and 2.4).
    package var repeatsMessages = 0.0
    /// How many answers to them are lost together with the link, so that they are sent again under a new id (field note 4.2).
    package var losesAnswers = 0.0
    /// How many transactions the charge point never stops (field note 4.7).
    package var neverStops = 0.0
    /// How often the installation of firmware fails.
    package var firmwareFails = 0.0
    /// How often the lock of a socket does not open when it should.
    package var locksStick = 0.0

    package init() {}
}

/// A fault that was played, as the summary counts it.
package enum Fault: String, CaseIterable, Sendable {
    case losesLink, halfOpen, powerFails, clock, repeatsMessages, losesAnswers, neverStops
}

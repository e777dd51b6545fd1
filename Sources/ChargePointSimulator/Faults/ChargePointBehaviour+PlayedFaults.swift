import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// Decides when the faults come for the first time.
    static func faultState(_ profile: ChargePointProfile, connectAt: Timestamp) -> FaultState {
        var state = FaultState(random: SeededRandom(seed: profile.seed ^ 0xFA17_5EED), startedAt: connectAt)
        func first(_ recurrence: FaultPlan.Recurrence?) -> Timestamp? {
            recurrence.map { next($0, after: connectAt, profile, &state.random) }
        }
        state.linkLossAt = first(profile.faults.losesLink)
        state.halfOpenAt = first(profile.faults.halfOpen)
        state.powerFailureAt = first(profile.faults.powerFails)
        return state
    }

    private static func next(
        _ recurrence: FaultPlan.Recurrence, after now: Timestamp, _ profile: ChargePointProfile, _ random: inout SeededRandom
    ) -> Timestamp {
        let seconds = recurrence.every * Double.random(in: 0.5...1.5, using: &random)
        return now.later(bySeconds: max(0.05, profile.shortened(seconds)))
    }

    /// When a fault comes; nil while there can be none.
    var faultDueAt: Timestamp? { shutdown == nil && offUntil == nil && phase != .stopped ? faultState.dueAt : nil }

    /// Plays the faults that are due. They come to a charge point that is connected; otherwise they are passed over.
    mutating func playFaults(at now: Timestamp) {
        guard let due = faultDueAt, due <= now else { return }
        if let seconds = isDue(\.linkLossAt, profile.faults.losesLink, at: now), phase == .up {
            played(.losesLink)
            loseLink(.dropped, until: now.later(bySeconds: seconds), at: now)
        }
        if isDue(\.halfOpenAt, profile.faults.halfOpen, at: now) != nil, phase == .up {
            played(.halfOpen)
            loseLink(.forsaken, until: now, at: now)
        }
        if let seconds = isDue(\.powerFailureAt, profile.faults.powerFails, at: now) {
            played(.powerFails)
            powerFails(for: seconds, at: now)
        }
    }

    /// - Returns: how long it lasts, when it is due.
    private mutating func isDue(
        _ moment: WritableKeyPath<FaultState, Timestamp?>, _ recurrence: FaultPlan.Recurrence?, at now: Timestamp
    ) -> Double? {
        guard let due = faultState[keyPath: moment], due <= now, let recurrence else { return nil }
        let seconds = profile.shortened(Double.random(in: recurrence.duration, using: &faultState.random))
        let end = now.later(bySeconds: seconds)
        faultState[keyPath: moment] = Self.next(recurrence, after: end, profile, &faultState.random)
        return seconds
    }

    /// The connection is gone without having been closed.
    private mutating func loseLink(_ loss: LinkLoss, until back: Timestamp, at now: Timestamp) {
        connectionEnded(at: now)
        linkLoss = loss
        phase = .down(retryAt: back)
    }

    private mutating func powerFails(for seconds: Double, at now: Timestamp) {
        if phase == .up { loseLink(.dropped, until: now, at: now) }
        for index in connectors.indices {
            guard connectors[index].transaction != nil else {
                if connectors[index].visit.plan != nil { driverGivesUp(at: index, now) }
                continue
            }
            switch profile.faults.transactionsAtPowerFailure {
            case .stopped: stopTransaction(.powerLoss, at: index, now)
            case .forgotten: forgetTransaction(at: index, now)
            }
        }
        restart(afterSeconds: seconds, at: now)
        phase = .down(retryAt: offUntil ?? now)
    }

    private mutating func forgetTransaction(at index: Int, _ now: Timestamp) {
        faultState.unstopped += 1
        connectors[index].meter.endCharging(at: now)
        connectors[index].transaction = nil
        connectors[index].isFinishing = connectors[index].vehicle != nil
        chargingProfiles.transactionEnded(connectorId: connectors[index].number)
        connectors[index].visit = .leaving(at: now.later(bySeconds: profile.shortened(60)))
    }

    /// Whether the charge point never tells the end of a transaction.
    func neverStops(_ session: Int) -> Bool {
        profile.faults.neverStops > 0 && dice(0x5709, session) < profile.faults.neverStops
    }

    /// Whether the message is sent twice under one id.
    func isRepeated(_ message: OutgoingMessage) -> Bool {
        guard profile.faults.repeatsMessages > 0, let number = message.transactionNumber else { return false }
        return dice(0x4EA7, number) < profile.faults.repeatsMessages
    }

    /// The answer came, but the charge point never sees it: the link goes in this very moment, and the message is sent again
    /// under a new id on the next connection.
    ///
    /// - Returns: whether it is so.
    mutating func losesAnswer(to message: OutgoingMessage, at now: Timestamp) -> Bool {
        guard profile.faults.losesAnswers > 0, shutdown == nil, phase == .up, let number = message.transactionNumber,
            !faultState.answersLost.contains(number), dice(0x1057, number) < profile.faults.losesAnswers
        else { return false }
        faultState.answersLost.insert(number)
        played(.losesAnswers)
        loseLink(.dropped, until: profile.pace.moment(0.1, after: now), at: now)
        return true
    }

    /// What chance says about one session or message, whatever came before it: 0 up to, but not including, 1.
    private func dice(_ salt: UInt64, _ number: Int) -> Double {
        SeededRandom.fraction(seed: profile.seed ^ salt, position: number)
    }
}

extension OutgoingMessage {
    /// Tells the start and the stop of a session from all others of the charge point; nil for other messages.
    fileprivate var transactionNumber: Int? {
        switch self {
        case .transaction(.start(let session, _)): session * 2
        case .transaction(.stop(let session, _)): session * 2 + 1
        default: nil
        }
    }
}

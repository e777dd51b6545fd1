import OCPP16
import OCPPJ

extension ChargePointBehaviour {
    /// A moment as this charge point dates it: its clock can be wrong, and its way of writing times odd.
    func dated(_ now: Timestamp) -> DateTime {
        let shown = clockReading(at: now)
        if has(.localTimeMarkedUTC) { return DateTime(shown.advanced(bySeconds: Self.localOffsetHours * 3600)) }
        if has(.noZone) { return DateTime(received: String(shown.rfc3339.dropLast())) }
        if has(.hourOffsets) {
            let local = shown.advanced(bySeconds: Self.localOffsetHours * 3600).rfc3339.dropLast()
            return DateTime(received: "\(local)+0\(Self.localOffsetHours)")
        }
        return DateTime(shown)
    }

    private static let localOffsetHours = 2

    private func clockReading(at now: Timestamp) -> Timestamp {
        guard !faultState.isClockSet else { return now }
        if has(.startsIn1970) { return Timestamp(milliseconds: now.milliseconds - faultState.startedAt.milliseconds) }
        return profile.faults.clock.map { now.later(bySeconds: $0.ahead) } ?? now
    }

    /// The Central System told the time in its answer to such a message.
    ///
    /// A simulated clock is never set by it: it goes by its own pace.
    mutating func clockIsTold(by source: FaultPlan.ClockSetting) {
        guard !faultState.isClockSet else { return }
        let setBy = has(.startsIn1970) ? .heartbeat : profile.faults.clock?.setBy
        faultState.isClockSet = setBy == source
    }

    /// Whether the clock shows another time than it should.
    private var isClockWrong: Bool {
        !faultState.isClockSet && (has(.startsIn1970) || profile.faults.clock != nil)
    }

    /// Counts what is odd about the times in a message.
    mutating func countOddTimes(in message: OutgoingMessage) {
        guard message.isDated else { return }
        for quirk in [Quirk.hourOffsets, .noZone, .localTimeMarkedUTC] where has(quirk) { played(quirk) }
        if has(.startsIn1970), isClockWrong { played(.startsIn1970) }
    }

    /// Counts a message whose times come from a wrong clock.
    mutating func countWrongClock(in message: OutgoingMessage) {
        if profile.faults.clock != nil, isClockWrong, message.isDated { played(.clock) }
    }
}

extension OutgoingMessage {
    /// Whether the charge point's time stands in it.
    fileprivate var isDated: Bool {
        switch self {
        case .status, .transaction, .meterValues, .securityEvent: true
        default: false
        }
    }
}

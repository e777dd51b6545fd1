package import OCPP16
import OCPPJ

extension CallContext {
    /// What we make of a time in this message, with every correction counted and a clock that is plainly wrong noted.
    /// - Parameter member: the member's name, for people.
    package func correct(_ dateTime: DateTime, member: String = "timestamp") -> TimestampCorrection {
        let correction = TimestampCorrection(dateTime, receivedAt: receivedAt)
        guard let kind = correction.kind else { return correction }
        deviations.note(kind.rule, "\(member) \"\(dateTime.text.prefix(64))\": \(kind.explanation)")
        if kind == .future || kind == .unsetClock, let sent = dateTime.timestamp {
            clockOffsets.note(milliseconds: sent.milliseconds - receivedAt.milliseconds)
        }
        return correction
    }
}

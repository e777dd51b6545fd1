/// Marks meter values whose energy register fell or rose beyond belief (field note 3.4).
///
/// Done when reading, because it needs the value before, which nobody should have to look up while a charge point waits.
enum RegisterJumps {
    /// - Parameter previous: the register before the first value, nil when there is none.
    static func flagged(_ values: [RecordedMeterValue], after previous: RegisterReading?) -> [RecordedMeterValue] {
        var previous = previous
        return values.map { value in
            guard let reading = value.register else { return value }
            defer { previous = reading }
            guard let old = previous, let jump = SessionEnergy.jump(from: old, to: reading) else { return value }
            var value = value
            value.flags.append(RecordFlag(.implausibleJump, jump, at: value.receivedAt))
            return value
        }
    }
}

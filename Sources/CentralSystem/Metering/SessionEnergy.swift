import OCPPJ

/// The energy of a session by its meter values: pure arithmetic over register readings in the order of receipt.
enum SessionEnergy {
    /// What an energy register counts (field note 3.4).
    enum Register: Hashable, Sendable {
        /// From the session's start.
        case session
        /// Over the meter's life, as `meterStart` does.
        case lifetime
    }

    /// 1 MW: beyond what any charge point delivers, so a faster rise is a fault.
    static let greatestPower: Double = 1_000_000
    /// What coarse clocks and buffered readings may make of a rise, in Wh.
    static let jumpTolerance = 10_000
    /// How far a sample in rounded kWh may lie below `meterStart` in Wh.
    static let rounding = 1000

    /// A lifetime register is never below `meterStart` but for rounding, so a reading that is comes from a register that
    /// counts the session.
    static func kind(meterStart: WattHours, readings: [RegisterReading]) -> Register {
        guard meterStart.value > 0, let lowest = readings.map(\.register.value).min() else { return .lifetime }
        return meterStart.value.minus(clamping: lowest) > rounding || lowest.times(clamping: 2) < meterStart.value ? .session : .lifetime
    }

    /// The readings that can be trusted: none that is negative, falls, or rises faster than `greatestPower`.
    static func good(_ readings: [RegisterReading]) -> [RegisterReading] {
        var good: [RegisterReading] = []
        for reading in readings where reading.register.value >= 0 {
            if let last = good.last, jump(from: last, to: reading) != nil { continue }
            good.append(reading)
        }
        return good
    }

    /// The session's energy at the last good reading, in Wh; nil without one.
    ///
    /// A `meterStart` below 0 is no reading; the first sample then stands for it.
    static func energy(meterStart: WattHours, readings: [RegisterReading]) -> WattHours? {
        let good = good(readings)
        guard let first = good.first, let last = good.last else { return nil }
        if meterStart.value < 0 { return last.register - first.register }
        return switch kind(meterStart: meterStart, readings: good) {
        case .session: last.register
        case .lifetime: max(WattHours(0), last.register - meterStart)
        }
    }

    /// What is wrong between two readings, for people; nil when nothing is.
    static func jump(from old: RegisterReading, to new: RegisterReading) -> String? {
        // Clock-aligned and periodic samples may come out of order; only their times tell which is the later one.
        let seconds = new.timestamp.seconds(since: old.timestamp)
        let difference = (seconds < 0 ? old.register - new.register : new.register - old.register).value
        if difference < 0 {
            return "the register fell from \(old.register.value) Wh to \(new.register.value) Wh"
        }
        guard Double(difference) <= greatestPower * abs(seconds) / 3600 + Double(jumpTolerance) else {
            return "the register rose by \(difference) Wh in \(Int(clamping: abs(seconds))) s"
        }
        return nil
    }
}

import OCPPJ

/// When the next samples are due.
enum SampleTimes {
    /// The next moment after `now` that is a whole number of intervals after `start`: samples that nobody could take, say
    /// because the charge point was switched off, are not made up for.
    ///
    /// - Parameter interval: in seconds; 0 or less means never.
    static func next(after now: Timestamp, since start: Timestamp, interval: Int) -> Timestamp? {
        guard interval > 0 else { return nil }
        let milliseconds = Int64(interval) * 1000
        let passed = max(0, now.milliseconds - start.milliseconds) / milliseconds
        return Timestamp(milliseconds: start.milliseconds + (passed + 1) * milliseconds)
    }

    /// The next moment after `now` that is a whole number of intervals after midnight, UTC
    /// (OCPP 1.6, section 9.1.5 ClockAlignedDataInterval).
    static func nextAligned(after now: Timestamp, interval: Int) -> Timestamp? {
        let day: Int64 = 86_400_000
        let midnight = Timestamp(milliseconds: now.milliseconds - now.milliseconds % day)
        guard let next = next(after: now, since: midnight, interval: interval) else { return nil }
        // Every day begins anew, also when the interval does not divide it.
        return min(next, Timestamp(milliseconds: midnight.milliseconds + day))
    }
}

extension Timestamp {
    /// Reads a date and time of RFC 3339: any number of fractional digits, `Z` or an offset of hours and minutes.
    ///
    /// Returns nil for anything else; what charge points send beyond RFC 3339 is the business of OCPP's own wire type.
    public init?(rfc3339 text: String) {
        var copy = text
        let parsed = copy.withUTF8 { DateTimeParts(parsing: $0) }
        guard let parsed, case .offset(let minutes) = parsed.zone, !parsed.departsFromRFC3339 else { return nil }
        let milliseconds = parsed.localMilliseconds - Int64(minutes) * 60_000
        // An offset may lead out of the years that four digits can name.
        guard Self.writable.contains(milliseconds) else { return nil }
        self.init(milliseconds: milliseconds)
    }

    /// From 0000-01-01T00:00:00.000Z to 9999-12-31T23:59:59.999Z: what RFC 3339 can write.
    private static let writable: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999

    /// The moment in UTC with milliseconds: `2026-11-22T18:58:29.123Z`. Moments outside the years 0 to 9999 are written as
    /// the nearest one inside.
    public var rfc3339: String {
        let milliseconds = min(max(milliseconds, Self.writable.lowerBound), Self.writable.upperBound)
        return String(unsafeUninitializedCapacity: 24) { buffer in
            let (days, inDay) = milliseconds.quotientAndFloorRemainder(dividingBy: 86_400_000)
            let (year, month, day) = CivilDate.from(days: days)
            let seconds = inDay / 1000
            Self.write(year, digits: 4, at: 0, to: buffer)
            buffer[4] = UInt8(ascii: "-")
            Self.write(month, digits: 2, at: 5, to: buffer)
            buffer[7] = UInt8(ascii: "-")
            Self.write(day, digits: 2, at: 8, to: buffer)
            buffer[10] = UInt8(ascii: "T")
            Self.write(seconds / 3600, digits: 2, at: 11, to: buffer)
            buffer[13] = UInt8(ascii: ":")
            Self.write(seconds / 60 % 60, digits: 2, at: 14, to: buffer)
            buffer[16] = UInt8(ascii: ":")
            Self.write(seconds % 60, digits: 2, at: 17, to: buffer)
            buffer[19] = UInt8(ascii: ".")
            Self.write(inDay % 1000, digits: 3, at: 20, to: buffer)
            buffer[23] = UInt8(ascii: "Z")
            return 24
        }
    }

    private static func write(
        _ value: Int64, digits: Int, at offset: Int, to buffer: UnsafeMutableBufferPointer<UInt8>
    ) {
        var rest = value
        for position in stride(from: offset + digits - 1, through: offset, by: -1) {
            buffer[position] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
    }
}

extension Int64 {
    /// Division that rounds down, so that times before 1970 have a positive time of day.
    fileprivate func quotientAndFloorRemainder(dividingBy divisor: Int64) -> (Int64, Int64) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}

/// A date and time as charge points write them: RFC 3339 and its common misspellings, taken apart.
///
/// Accepted beyond RFC 3339: a space or a lower-case letter in place of `T`, no seconds, no zone, an offset of hours only
/// (`+02`) or without its colon (`+0200`).
public struct DateTimeParts: Hashable, Sendable {
    public enum Zone: Hashable, Sendable {
        /// Nothing said; the reader has to assume one.
        case missing
        /// Minutes east of UTC.
        case offset(minutes: Int)
    }

    /// The time as written, as if it were UTC.
    public let localMilliseconds: Int64
    public let zone: Zone
    /// Readable, but not as RFC 3339 has it: a short offset, no seconds, a comma, or another separator.
    public let departsFromRFC3339: Bool

    public init?(_ text: String) {
        var copy = text
        guard let parts = copy.withUTF8({ DateTimeParts(parsing: $0) }) else { return nil }
        self = parts
    }

    init?(parsing bytes: UnsafeBufferPointer<UInt8>) {
        var reader = DigitReader(bytes: bytes)
        guard
            let year = reader.number(digits: 4), reader.skip(UInt8(ascii: "-")),
            let month = reader.number(digits: 2), (1...12).contains(month), reader.skip(UInt8(ascii: "-")),
            let day = reader.number(digits: 2), day >= 1, day <= CivilDate.daysInMonth(year: year, month: month)
        else { return nil }
        var odd = false
        if !reader.skip(UInt8(ascii: "T")) {
            guard reader.skip(UInt8(ascii: "t")) || reader.skip(UInt8(ascii: " ")) else { return nil }
            odd = true
        }
        guard
            let hour = reader.number(digits: 2), hour <= 23, reader.skip(UInt8(ascii: ":")),
            let minute = reader.number(digits: 2), minute <= 59
        else { return nil }
        var milliseconds: Int64 = 0
        var second: Int64 = 0
        if reader.skip(UInt8(ascii: ":")) {
            // 60 is a leap second, which the count of milliseconds has no place for: it becomes the next minute.
            guard let value = reader.number(digits: 2), value <= 60 else { return nil }
            second = value
            let hasComma = reader.skip(UInt8(ascii: ","))
            odd = odd || hasComma
            if hasComma || reader.skip(UInt8(ascii: ".")) {
                guard let fraction = reader.milliseconds() else { return nil }
                milliseconds = fraction
            }
        } else {
            odd = true
        }
        let days = CivilDate.days(year: year, month: month, day: day)
        localMilliseconds = ((days * 24 + hour) * 60 + minute) * 60_000 + second * 1000 + milliseconds

        if reader.isAtEnd {
            zone = .missing
        } else if reader.skip(UInt8(ascii: "Z")) {
            zone = .offset(minutes: 0)
        } else if reader.skip(UInt8(ascii: "z")) {
            zone = .offset(minutes: 0)
            odd = true
        } else {
            let sign: Int64
            if reader.skip(UInt8(ascii: "+")) { sign = 1 } else if reader.skip(UInt8(ascii: "-")) { sign = -1 } else { return nil }
            guard let hours = reader.number(digits: 2), hours <= 23 else { return nil }
            var minutes: Int64 = 0
            if reader.isAtEnd {
                odd = true
            } else {
                if !reader.skip(UInt8(ascii: ":")) { odd = true }
                guard let value = reader.number(digits: 2), value <= 59 else { return nil }
                minutes = value
            }
            zone = .offset(minutes: Int(sign * (hours * 60 + minutes)))
        }
        guard reader.isAtEnd else { return nil }
        departsFromRFC3339 = odd
    }
}

private struct DigitReader {
    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    var isAtEnd: Bool { position == bytes.count }

    mutating func skip(_ byte: UInt8) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    mutating func digit() -> Int64? {
        guard position < bytes.count, case let value = bytes[position] &- 0x30, value <= 9 else { return nil }
        position += 1
        return Int64(value)
    }

    mutating func number(digits: Int) -> Int64? {
        var value: Int64 = 0
        for _ in 0..<digits {
            guard let digit = digit() else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    /// The digits after the decimal point as milliseconds; those beyond the third are cut off.
    mutating func milliseconds() -> Int64? {
        guard var value = digit() else { return nil }
        var count = 1
        while let digit = digit() {
            if count < 3 { value = value * 10 + digit }
            count += 1
        }
        for _ in count..<max(count, 3) { value *= 10 }
        return value
    }
}

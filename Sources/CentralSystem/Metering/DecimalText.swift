/// Decimal numbers as samples carry them: as text.
enum DecimalText {
    /// Whether the text is a decimal number that a Double holds: digits with an optional sign, fraction and exponent. Not
    /// `NaN`, `inf`, hexadecimal.
    static func isNumber(_ text: String) -> Bool {
        var text = text
        // Without an exponent, so few characters are never too large; most values are settled here.
        if text.utf8.count <= 16, !text.utf8.contains(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
            return text.withUTF8(isWellFormed)
        }
        return number(text) != nil
    }

    /// The number, nil when the text is none or is beyond what a Double holds.
    static func number(_ text: String) -> Double? {
        var text = text
        guard text.withUTF8(isWellFormed), let value = Double(text), value.isFinite else { return nil }
        return value
    }

    private static func isWellFormed(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        var position = 0
        func digits() -> Int {
            let start = position
            while position < bytes.count, bytes[position] &- 0x30 <= 9 { position += 1 }
            return position - start
        }
        func skip(_ first: UInt8, _ second: UInt8) -> Bool {
            guard position < bytes.count, bytes[position] == first || bytes[position] == second else { return false }
            position += 1
            return true
        }
        _ = skip(UInt8(ascii: "-"), UInt8(ascii: "+"))
        var count = digits()
        if skip(UInt8(ascii: "."), UInt8(ascii: ".")) { count += digits() }
        guard count > 0 else { return false }
        if skip(UInt8(ascii: "e"), UInt8(ascii: "E")) {
            _ = skip(UInt8(ascii: "-"), UInt8(ascii: "+"))
            guard digits() > 0 else { return false }
        }
        return position == bytes.count
    }
}

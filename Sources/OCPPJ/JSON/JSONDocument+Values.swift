extension JSONDocument {
    /// The text of a string token, its escapes resolved.
    func string(of token: JSONToken) -> String {
        let range = Int(token.start)..<Int(token.end)
        return bytes.withUnsafeBufferPointer { buffer in
            let slice = UnsafeBufferPointer(rebasing: buffer[range])
            return token.isEscaped ? Self.unescape(slice) : String(decoding: slice, as: UTF8.self)
        }
    }

    /// The value of a number token without fraction and exponent; nil when it has one or does not fit.
    func integer(of token: JSONToken) -> Int? {
        var value = 0
        var position = Int(token.start)
        let isNegative = bytes[position] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        while position < Int(token.end) {
            let digit = bytes[position] &- 0x30
            guard digit <= 9 else { return nil }
            let (product, overflowed) = value.multipliedReportingOverflow(by: 10)
            let (difference, underflowed) = product.subtractingReportingOverflow(Int(digit))
            guard !overflowed, !underflowed else { return nil }
            // Counted downwards, because the most negative value has no positive counterpart.
            value = difference
            position += 1
        }
        if isNegative { return value }
        return value == Int.min ? nil : -value
    }

    /// The index of the value of an object's member; nil when it is absent or the token is no object.
    func member(_ name: String, of index: Int) -> Int? {
        let token = tokens[index]
        guard token.kind == .object else { return nil }
        var name = name
        return name.withUTF8 { wanted in
            bytes.withUnsafeBufferPointer { buffer in
                tokens.withUnsafeBufferPointer { tokens in
                    var child = index + 1
                    while child < Int(token.next) {
                        if Self.isName(tokens[child], wanted, in: buffer) { return child + 1 }
                        child = Int(tokens[child + 1].next)
                    }
                    return nil
                }
            }
        }
    }

    private static func isName(
        _ token: JSONToken, _ wanted: UnsafeBufferPointer<UInt8>, in bytes: UnsafeBufferPointer<UInt8>
    ) -> Bool {
        let slice = UnsafeBufferPointer(rebasing: bytes[Int(token.start)..<Int(token.end)])
        if token.isEscaped { return unescape(slice).utf8.elementsEqual(wanted) }
        return slice.count == wanted.count && slice.elementsEqual(wanted)
    }

    private static func unescape(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
        var units: [UInt8] = []
        units.reserveCapacity(bytes.count)
        var position = 0
        while position < bytes.count {
            let byte = bytes[position]
            guard byte == UInt8(ascii: "\\") else {
                units.append(byte)
                position += 1
                continue
            }
            let escape = bytes[position + 1]
            position += 2
            switch escape {
            case UInt8(ascii: "b"): units.append(0x08)
            case UInt8(ascii: "f"): units.append(0x0C)
            case UInt8(ascii: "n"): units.append(0x0A)
            case UInt8(ascii: "r"): units.append(0x0D)
            case UInt8(ascii: "t"): units.append(0x09)
            case UInt8(ascii: "u"): units.append(contentsOf: scalar(in: bytes, at: &position).utf8Bytes)
            default: units.append(escape)
            }
        }
        return String(decoding: units, as: UTF8.self)
    }

    /// The scalar of `\uXXXX`, with the second half of a surrogate pair when one follows; U+FFFD for a lone half.
    private static func scalar(in bytes: UnsafeBufferPointer<UInt8>, at position: inout Int) -> Unicode.Scalar {
        let first = codeUnit(in: bytes, at: &position)
        if let scalar = Unicode.Scalar(first) { return scalar }
        let isPair =
            UTF16.isLeadSurrogate(UInt16(first)) && position + 6 <= bytes.count
            && bytes[position] == UInt8(ascii: "\\") && bytes[position + 1] == UInt8(ascii: "u")
        guard isPair else { return "\u{FFFD}" }
        var ahead = position + 2
        let second = codeUnit(in: bytes, at: &ahead)
        guard UTF16.isTrailSurrogate(UInt16(second)) else { return "\u{FFFD}" }
        position = ahead
        return Unicode.Scalar(0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)) ?? "\u{FFFD}"
    }

    private static func codeUnit(in bytes: UnsafeBufferPointer<UInt8>, at position: inout Int) -> UInt32 {
        var value: UInt32 = 0
        for _ in 0..<4 {
            value = value << 4 | UInt32(bytes[position].hexadecimalValue ?? 0)
            position += 1
        }
        return value
    }
}

extension Unicode.Scalar {
    fileprivate var utf8Bytes: [UInt8] { Array(String(self).utf8) }
}

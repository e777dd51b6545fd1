/// Takes fields off the front of bytes. Every step checks that they are there, so that nothing a peer sends leads outside.
struct ByteReader {
    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    var isAtEnd: Bool { rest.isEmpty }

    mutating func uint8() -> Int? {
        rest.popFirst().map { Int($0) }
    }

    mutating func uint16() -> Int? {
        guard let bytes = take(2) else { return nil }
        return bytes.reduce(0) { $0 << 8 | Int($1) }
    }

    mutating func uint24() -> Int? {
        guard let bytes = take(3) else { return nil }
        return bytes.reduce(0) { $0 << 8 | Int($1) }
    }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    /// Bytes that follow their number, which stands in one byte.
    mutating func vector8() -> ArraySlice<UInt8>? {
        uint8().flatMap { take($0) }
    }

    /// Bytes that follow their number, which stands in two bytes.
    mutating func vector16() -> ArraySlice<UInt8>? {
        uint16().flatMap { take($0) }
    }
}

extension ArraySlice<UInt8> {
    /// The bytes as numbers of two bytes each; nil when one byte is left over.
    var uint16s: [UInt16]? {
        guard count.isMultiple(of: 2) else { return nil }
        var reader = ByteReader(self)
        var values: [UInt16] = []
        values.reserveCapacity(count / 2)
        while let value = reader.uint16() { values.append(UInt16(truncatingIfNeeded: value)) }
        return values
    }
}

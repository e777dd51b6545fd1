/// Writes ClientHellos byte by byte.
struct HelloBytes {
    var version: UInt16
    var suites: [UInt16]
    /// Nil for a message that ends before them.
    var extensions: [[UInt8]]?

    static let typical = HelloBytes(
        version: 0x0303, suites: [0xC02B, 0x009C],
        extensions: [serverName("csms"), groups([0x0017]), signatures([0x0403]), versions([0x0303])])

    /// - Parameter recordLength: bytes of the message in each record.
    func bytes(recordLength: Int = 16_384) -> [UInt8] {
        var body = Self.pair(version) + Array(repeating: 7, count: 32) + [0]
        body += Self.vector16(suites.flatMap(Self.pair)) + [1, 0]
        if let extensions { body += Self.vector16(extensions.flatMap { $0 }) }
        let message = [1, 0] + Self.pair(UInt16(body.count)) + body
        return stride(from: 0, to: message.count, by: recordLength).flatMap { start -> [UInt8] in
            [22, 3, 1] + Self.vector16(Array(message[start..<min(start + recordLength, message.count)]))
        }
    }

    static func serverName(_ name: String) -> [UInt8] {
        pair(0) + vector16(vector16([0] + vector16(Array(name.utf8))))
    }

    static func groups(_ values: [UInt16]) -> [UInt8] { pair(10) + vector16(vector16(values.flatMap(pair))) }
    static func signatures(_ values: [UInt16]) -> [UInt8] { pair(13) + vector16(vector16(values.flatMap(pair))) }

    /// RFC 7685.
    static func padding(_ length: Int) -> [UInt8] { pair(21) + vector16(Array(repeating: 0, count: length)) }

    static func versions(_ values: [UInt16]) -> [UInt8] {
        let bytes = values.flatMap(pair)
        return pair(43) + vector16([UInt8(bytes.count)] + bytes)
    }

    private static func pair(_ value: UInt16) -> [UInt8] { [UInt8(value >> 8), UInt8(value & 0xFF)] }
    private static func vector16(_ bytes: [UInt8]) -> [UInt8] { pair(UInt16(bytes.count)) + bytes }
}

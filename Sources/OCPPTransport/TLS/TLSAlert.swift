import NIOCore

/// An alert that a peer sent in clear text (RFC 8446, section 6).
///
/// A client that turns down our certificate in TLS 1.3 may say so before it encrypts anything. To the TLS library this is a
/// record that it cannot decrypt; so it is looked for beside it, because it is what an operator has to know.
enum TLSAlert {
    case named(String)
    case numbered(Int)

    private static let recordLength = 7
    private static let alertRecord: UInt8 = 21

    /// The alert that these bytes end with; nil when they end with anything else.
    init?(endOf bytes: ByteBuffer) {
        guard
            let record = bytes.getBytes(
                at: bytes.writerIndex - Self.recordLength, length: min(Self.recordLength, bytes.readableBytes)),
            record.count == Self.recordLength, record[0] == Self.alertRecord, record[1] == 3, record[2] <= 4,
            record[3] == 0, record[4] == 2, record[5] == 1 || record[5] == 2
        else { return nil }
        let number = Int(record[6])
        self = Self.names[number].map { .named($0) } ?? .numbered(number)
    }

    /// As BoringSSL spells them.
    private static let names: [Int: String] = [
        0: "CLOSE_NOTIFY", 10: "UNEXPECTED_MESSAGE", 20: "BAD_RECORD_MAC", 40: "HANDSHAKE_FAILURE", 42: "BAD_CERTIFICATE",
        43: "UNSUPPORTED_CERTIFICATE", 44: "CERTIFICATE_REVOKED", 45: "CERTIFICATE_EXPIRED", 46: "CERTIFICATE_UNKNOWN",
        47: "ILLEGAL_PARAMETER", 48: "UNKNOWN_CA", 49: "ACCESS_DENIED", 50: "DECODE_ERROR", 51: "DECRYPT_ERROR",
        70: "PROTOCOL_VERSION", 71: "INSUFFICIENT_SECURITY", 80: "INTERNAL_ERROR", 86: "INAPPROPRIATE_FALLBACK",
        90: "USER_CANCELED", 109: "MISSING_EXTENSION", 112: "UNRECOGNIZED_NAME", 116: "CERTIFICATE_REQUIRED",
        120: "NO_APPLICATION_PROTOCOL",
    ]
}

/// What a TLS client offers (RFC 8446, section 4.1.2; RFC 5246, section 7.4.1.2). Values that only serve to keep servers
/// tolerant (RFC 8701) are left out.
package struct ClientHello: Hashable, Sendable {
    /// The versions offered. Up to TLS 1.2 a client names its highest one alone.
    package var versions: [UInt16]
    package var cipherSuites: [UInt16]
    /// The signature algorithms that the client can verify; nil when it does not say.
    package var signatureAlgorithms: [UInt16]?
    /// The groups (elliptic curves) that the client can use; nil when it does not say.
    package var groups: [UInt16]?
    /// The server name asked for (RFC 6066, section 3); nil when there is none, or none that can be a host name.
    package var serverName: String?

    package init(
        versions: [UInt16], cipherSuites: [UInt16], signatureAlgorithms: [UInt16]? = nil, groups: [UInt16]? = nil,
        serverName: String? = nil
    ) {
        self.versions = versions
        self.cipherSuites = cipherSuites
        self.signatureAlgorithms = signatureAlgorithms
        self.groups = groups
        self.serverName = serverName
    }

    static let tls12: UInt16 = 0x0303
    static let tls13: UInt16 = 0x0304

    /// Whether a version that this server speaks is among those offered.
    var offersSupportedVersion: Bool {
        versions.contains { $0 == Self.tls12 || $0 == Self.tls13 }
    }
}

extension ClientHello {
    /// What the first bytes of a connection are.
    package enum Reading: Hashable, Sendable {
        /// The beginning of a ClientHello. There is nothing new to read before so many bytes have come in all.
        case incomplete(needs: Int)
        /// No ClientHello, and why, for people.
        case invalid(String)
        case hello(ClientHello)
    }

    /// The longest ClientHello that is read, in bytes; BoringSSL takes no longer one either.
    static let maximumLength = 16 * 1024

    private static let handshakeRecord: UInt8 = 22
    private static let recordHeaderLength = 5
    private static let clientHelloMessage = 1
    private static let messageHeaderLength = 4
    /// RFC 8446, section 5.1.
    private static let maximumRecordLength = 16 * 1024

    /// Reads the ClientHello that a connection begins with, be it in one record or in several.
    ///
    /// Whoever reads again only when there is what `incomplete` asks for reads a few dozen times at the most, however small the
    /// pieces and the records are: each time a sixth or more of what was missing has come.
    ///
    /// - Parameter bytes: everything that came so far.
    package static func read(_ bytes: [UInt8]) -> Reading {
        guard let first = bytes.first else { return .incomplete(needs: 1) }
        guard first == handshakeRecord else { return .invalid(StrangeStart.words(for: bytes)) }
        var message: [UInt8] = []
        /// Of the message, at least.
        var missing = messageHeaderLength
        /// Where the record begins.
        var start = 0
        var records = ByteReader(bytes[...])
        while let type = records.uint8(), let version = records.uint16(), let length = records.uint16() {
            guard type == handshakeRecord, version >> 8 == 3 else {
                return .invalid("not TLS, or a record of another kind inside the ClientHello")
            }
            guard (1...maximumRecordLength).contains(length) else {
                return .invalid("a TLS record of \(length) bytes")
            }
            start += recordHeaderLength + length
            guard let fragment = records.take(length) else {
                return .incomplete(needs: start + (missing > length ? recordHeaderLength + missing - length : 0))
            }
            message += fragment
            switch readMessage(message) {
            case .incomplete(let needs): missing = needs - message.count
            case let reading: return reading
            }
        }
        return .incomplete(needs: start + recordHeaderLength + missing)
    }

    private static func readMessage(_ bytes: [UInt8]) -> Reading {
        var reader = ByteReader(bytes[...])
        guard let type = reader.uint8() else { return .incomplete(needs: messageHeaderLength) }
        guard type == clientHelloMessage else { return .invalid("a handshake that does not begin with a ClientHello") }
        guard let length = reader.uint24() else { return .incomplete(needs: messageHeaderLength) }
        guard length <= maximumLength else { return .invalid("a ClientHello longer than \(maximumLength) bytes") }
        guard let body = reader.take(length) else { return .incomplete(needs: messageHeaderLength + length) }
        guard let hello = ClientHello(body: body) else { return .invalid("a ClientHello that cannot be read") }
        return .hello(hello)
    }
}

extension ClientHello {
    /// The extensions that are read (RFC 8446, section 4.2).
    private enum Extension {
        static let serverName = 0
        static let supportedGroups = 10
        static let signatureAlgorithms = 13
        static let supportedVersions = 43
    }

    private static let randomLength = 32

    /// Reads the message without its header; nil when it is not built as the specification says.
    init?(body: ArraySlice<UInt8>) {
        var reader = ByteReader(body)
        guard
            let version = reader.uint16(), reader.take(Self.randomLength) != nil,
            let sessionID = reader.vector8(), sessionID.count <= 32,
            let suites = reader.vector16()?.uint16s, !suites.isEmpty,
            let compressions = reader.vector8(), !compressions.isEmpty
        else { return nil }
        self.init(
            versions: [UInt16(truncatingIfNeeded: version)], cipherSuites: suites.filter { !$0.isReservedForTolerance })
        guard !reader.isAtEnd else { return }
        guard let extensions = reader.vector16(), reader.isAtEnd, readExtensions(extensions) else { return nil }
    }

    private mutating func readExtensions(_ bytes: ArraySlice<UInt8>) -> Bool {
        var reader = ByteReader(bytes)
        while !reader.isAtEnd {
            guard let type = reader.uint16(), let data = reader.vector16(), read(data, ofExtension: type) else { return false }
        }
        return true
    }

    private mutating func read(_ data: ArraySlice<UInt8>, ofExtension type: Int) -> Bool {
        var reader = ByteReader(data)
        switch type {
        case Extension.serverName:
            guard let list = reader.vector16(), reader.isAtEnd else { return false }
            serverName = Self.hostName(in: list)
        case Extension.supportedGroups:
            guard let values = reader.vector16()?.uint16s, reader.isAtEnd else { return false }
            groups = values.filter { !$0.isReservedForTolerance }
        case Extension.signatureAlgorithms:
            guard let values = reader.vector16()?.uint16s, reader.isAtEnd else { return false }
            signatureAlgorithms = values.filter { !$0.isReservedForTolerance }
        case Extension.supportedVersions:
            guard let values = reader.vector8()?.uint16s, reader.isAtEnd else { return false }
            versions = values.filter { !$0.isReservedForTolerance }
        default: break
        }
        return true
    }

    /// The host name in a list of server names, if it is made of visible ASCII characters: it is shown to people.
    private static func hostName(in list: ArraySlice<UInt8>) -> String? {
        var reader = ByteReader(list)
        while let type = reader.uint8(), let name = reader.vector16() {
            guard type == 0 else { continue }
            guard (1...255).contains(name.count), name.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
            return String(decoding: name, as: UTF8.self)
        }
        return nil
    }
}

extension UInt16 {
    /// One of the values of RFC 8701 (GREASE), which mean nothing.
    fileprivate var isReservedForTolerance: Bool {
        self & 0x0F0F == 0x0A0A && self >> 8 == self & 0xFF
    }
}

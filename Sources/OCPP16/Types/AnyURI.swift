package import OCPPJ

/// A URI (`anyURI` in OCPP 1.6), for example `ftp://user:secret@example.org/firmware.bin`.
public struct AnyURI: Hashable, Sendable {
    public var text: String

    public init(_ text: String) {
        self.text = text
    }
}

extension AnyURI: SpecificationLimited {
    package var limitFailure: PayloadError? {
        isAbsolute ? nil : PayloadError(.constraint, "must be a URI, for example https://example.org/files/")
    }

    /// A scheme, a colon and something after it, all in the characters that RFC 3986 allows.
    private var isAbsolute: Bool {
        let bytes = text.utf8
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), let first = bytes.first else { return false }
        return first.isLetter
            && bytes[..<colon].allSatisfy { $0.isLetter || $0.isDigit || "+-.".utf8.contains($0) }
            && bytes.index(after: colon) < bytes.endIndex
            && bytes.allSatisfy { $0.isLetter || $0.isDigit || "-._~:/?#[]@!$&'()*+,;=%".utf8.contains($0) }
    }
}

extension UInt8 {
    fileprivate var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
    fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
}

extension AnyURI: Codable {
    public init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

extension AnyURI: CustomStringConvertible {
    public var description: String { text }
}

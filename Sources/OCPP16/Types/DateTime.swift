public import OCPPJ

/// A date and time on the wire (OCPP 1.6, sections 3.14 and 3.15).
///
/// Any text is taken when decoding, because a reading with an odd timestamp is worth more than none. What was made of
/// the text is in `timestamp` and `repair`.
public struct DateTime: Hashable, Sendable {
    /// What had to be assumed to read a text as a time.
    public enum Repair: String, Hashable, CaseIterable, Sendable {
        /// The text has no zone; UTC was assumed.
        case assumedUTC
        /// The text is complete but not written as RFC 3339 wants it, for example with `+02` in place of `+02:00`.
        case shortOffset
        /// The text is no date and time at all.
        case unreadable
    }

    /// The text as received; of a time of our own, RFC 3339 in UTC.
    public let text: String
    /// The moment meant; nil when the text is unreadable.
    public let timestamp: Timestamp?
    /// What had to be assumed; nil for RFC 3339.
    public let repair: Repair?

    /// A time of our own.
    public init(_ timestamp: Timestamp) {
        text = timestamp.rfc3339
        self.timestamp = timestamp
        repair = nil
    }

    /// A time as received.
    public init(received text: String) {
        self.text = text
        guard let parts = DateTimeParts(text) else {
            timestamp = nil
            repair = .unreadable
            return
        }
        let moment: Timestamp
        switch parts.zone {
        case .missing:
            moment = Timestamp(milliseconds: parts.localMilliseconds)
            repair = .assumedUTC
        case .offset(let minutes):
            moment = Timestamp(milliseconds: parts.localMilliseconds - Int64(minutes) * 60_000)
            repair = Self.writable.contains(moment) ? (parts.departsFromRFC3339 ? .shortOffset : nil) : .unreadable
        }
        timestamp = Self.writable.contains(moment) ? moment : nil
    }

    /// The years 0000 to 9999 in UTC. An offset can move a time at their edges out of what RFC 3339 can write.
    private static let writable =
        Timestamp(milliseconds: -62_167_219_200_000)...Timestamp(milliseconds: 253_402_300_799_999)

    /// Whether the text is RFC 3339.
    public var isStrict: Bool { repair == nil }
}

extension DateTime: SpecificationLimited {
    package var limitFailure: PayloadError? {
        isStrict
            ? nil
            : PayloadError(.constraint, "must be a date and time of RFC 3339, for example 2026-01-31T09:30:00Z")
    }
}

extension DateTime: Codable {
    public init(from decoder: any Decoder) throws {
        self.init(received: try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes UTC, whatever the offset that the time was given with; a text that is not RFC 3339 as it stands.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if let timestamp, isStrict, text.utf8.last != UInt8(ascii: "Z") {
            try container.encode(timestamp.rfc3339)
        } else {
            try container.encode(text)
        }
    }
}

extension DateTime: CustomStringConvertible {
    public var description: String { text }
}

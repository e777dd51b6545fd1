/// A moment in time, in milliseconds since 1970-01-01T00:00:00Z.
///
/// Written as RFC 3339 in UTC with milliseconds, which is how OCPP 1.6 wants a Central System to send times
/// (OCPP 1.6 edition 2, section 3.14).
public struct Timestamp: Hashable, Comparable, Sendable {
    public var milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }

    /// This moment moved by whole seconds, as far as there are moments; negative values go back.
    public func advanced(bySeconds seconds: Int) -> Timestamp {
        Timestamp(milliseconds: milliseconds.plus(clamping: Int64(seconds).times(clamping: 1000)))
    }

    /// Seconds from `other` to this moment; negative when this one is earlier.
    public func seconds(since other: Timestamp) -> Double {
        Double(milliseconds.minus(clamping: other.milliseconds)) / 1000
    }
}

extension Timestamp: CustomStringConvertible {
    public var description: String { rfc3339 }
}

extension Timestamp: Codable {
    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let value = Timestamp(rfc3339: text) else {
            throw PayloadError(.constraint, "must be a date and time of RFC 3339, for example 2026-01-31T09:30:00Z")
        }
        self = value
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rfc3339)
    }
}

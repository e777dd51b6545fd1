/// A value on its way into a statement.
package enum SQLValue: Sendable, Hashable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    /// Text given as its UTF-8 bytes, such as a JSON payload as it was received. Stored as text.
    case utf8([UInt8])
    case blob([UInt8])
}

extension SQLValue {
    /// An integer, null when nil.
    package init(_ value: Int?) {
        self = value.map { .integer(Int64($0)) } ?? .null
    }

    /// An integer, null when nil.
    package init(_ value: Int64?) {
        self = value.map { .integer($0) } ?? .null
    }

    /// A fraction, null when nil.
    package init(_ value: Double?) {
        self = value.map { .real($0) } ?? .null
    }

    /// 0 or 1, null when nil.
    package init(_ value: Bool?) {
        self = value.map { .integer($0 ? 1 : 0) } ?? .null
    }

    /// Text, null when nil.
    package init(_ value: String?) {
        self = value.map { .text($0) } ?? .null
    }

    /// Text as UTF-8 bytes, null when nil.
    package init(utf8 value: [UInt8]?) {
        self = value.map { .utf8($0) } ?? .null
    }

    /// Bytes, null when nil.
    package init(blob value: [UInt8]?) {
        self = value.map { .blob($0) } ?? .null
    }
}

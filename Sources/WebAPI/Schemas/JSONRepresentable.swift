import OCPPJ

/// A value that the API writes as JSON, together with what it looks like.
protocol JSONRepresentable: SendableMetatype {
    static var schema: Schema { get }
    func write(to writer: inout JSONWriter)
}

extension JSONRepresentable {
    /// This value as a JSON text.
    var json: [UInt8] {
        var writer = JSONWriter(capacity: 512)
        write(to: &writer)
        return writer.bytes
    }
}

extension String: JSONRepresentable {
    static var schema: Schema { .string }
    func write(to writer: inout JSONWriter) { writer.string(self) }
}

extension Bool: JSONRepresentable {
    static var schema: Schema { .boolean }
    func write(to writer: inout JSONWriter) {
        if self { writer.raw("true") } else { writer.raw("false") }
    }
}

extension Int: JSONRepresentable {
    static var schema: Schema { .integer }
    func write(to writer: inout JSONWriter) { writer.number(self) }
}

extension Int64: JSONRepresentable {
    static var schema: Schema { .integer }
    func write(to writer: inout JSONWriter) { writer.number(self) }
}

extension Double: JSONRepresentable {
    static var schema: Schema { .number }
    func write(to writer: inout JSONWriter) {
        // JSON has no word for what is not finite. Services keep such values out; this is the last line.
        if isFinite { writer.raw(Array(description.utf8)) } else { writer.raw("null") }
    }
}

extension Timestamp: JSONRepresentable {
    static var schema: Schema { .time }
    func write(to writer: inout JSONWriter) { writer.string(rfc3339) }
}

extension Optional: JSONRepresentable where Wrapped: JSONRepresentable {
    static var schema: Schema { Wrapped.schema.orNull }
    func write(to writer: inout JSONWriter) {
        if let self { self.write(to: &writer) } else { writer.raw("null") }
    }
}

extension Array: JSONRepresentable where Element: JSONRepresentable {
    static var schema: Schema { .list(of: Element.schema) }
    func write(to writer: inout JSONWriter) {
        writer.raw("[")
        for (index, element) in enumerated() {
            if index > 0 { writer.raw(",") }
            element.write(to: &writer)
        }
        writer.raw("]")
    }
}

/// A closed set that is written as its raw value.
protocol JSONEnumeration: JSONRepresentable, RawRepresentable, CaseIterable where RawValue == String {}

extension JSONEnumeration {
    static var schema: Schema { .enumeration(Self.self) }
    func write(to writer: inout JSONWriter) { writer.string(rawValue) }
}

/// JSON that is passed through as it came, so that no number of an OCPP payload is written differently.
struct VerbatimJSON: JSONRepresentable, Sendable {
    let text: [UInt8]

    static var schema: Schema { .any }
    func write(to writer: inout JSONWriter) { writer.raw(text) }
}

/// A JSON object that is passed through as it came.
struct VerbatimObject: JSONRepresentable, Sendable {
    let text: [UInt8]

    static var schema: Schema { .anyObject }
    func write(to writer: inout JSONWriter) { writer.raw(text) }
}

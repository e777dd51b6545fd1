/// A value inside a parsed JSON text. Cheap to copy; keeps the whole text alive.
public struct JSONNode: Sendable {
    public enum Kind: Hashable, Sendable {
        case null, bool, number, string, array, object
    }

    let document: JSONDocument
    let index: Int

    init(document: JSONDocument, index: Int) {
        self.document = document
        self.index = index
    }

    /// Parses a whole text.
    ///
    /// - Throws: `JSONSyntaxError` unless the bytes are one JSON value in UTF-8, nested at most `maximumDepth` deep.
    public static func parse(_ bytes: [UInt8], maximumDepth: Int = 32) throws(JSONSyntaxError) -> JSONNode {
        JSONNode(document: try JSONParser.parse(bytes, maximumDepth: maximumDepth), index: 0)
    }

    var token: JSONToken { document.tokens[index] }

    public var kind: Kind {
        switch token.kind {
        case .null: .null
        case .true, .false: .bool
        case .number: .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }

    /// The JSON text of this value as it stood, with its spaces.
    public var text: [UInt8] {
        let token = token
        let quote = token.kind == .string ? 1 : 0
        return Array(document.bytes[Int(token.start) - quote..<Int(token.end) + quote])
    }

    /// Feeds the JSON text of this value to a hasher, without a copy.
    package func hashText(into hasher: inout Hasher) {
        let token = token
        document.bytes.withUnsafeBytes { buffer in
            hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: buffer[Int(token.start)..<Int(token.end)]))
        }
    }

    /// The text of a string; nil for other values.
    public var string: String? {
        let token = token
        guard token.kind == .string else { return nil }
        return document.string(of: token)
    }

    /// The value of an integral number (`5`, also `5.0`); nil for other values and beyond 64 bits.
    public var int: Int? {
        let token = token
        guard token.kind == .number else { return nil }
        return document.integer(of: token) ?? double.flatMap { Int(exactly: $0) }
    }

    /// The value of a number; nil for other values.
    public var double: Double? {
        let token = token
        guard token.kind == .number else { return nil }
        return Double(String(decoding: document.bytes[Int(token.start)..<Int(token.end)], as: UTF8.self))
    }

    public var bool: Bool? {
        switch token.kind {
        case .true: true
        case .false: false
        default: nil
        }
    }

    /// The member of an object; nil when it is absent or this is no object.
    public subscript(_ name: String) -> JSONNode? {
        document.member(name, of: index).map { JSONNode(document: document, index: $0) }
    }

    /// The elements of an array; empty for other values.
    public var elements: [JSONNode] {
        guard token.kind == .array else { return [] }
        var result: [JSONNode] = []
        var child = index + 1
        while child < Int(token.next) {
            result.append(JSONNode(document: document, index: child))
            child = Int(document.tokens[child].next)
        }
        return result
    }

    /// The members of an object in the order of the text; empty for other values.
    public var members: [(name: String, value: JSONNode)] {
        guard token.kind == .object else { return [] }
        var result: [(name: String, value: JSONNode)] = []
        var child = index + 1
        while child < Int(token.next) {
            let value = JSONNode(document: document, index: child + 1)
            result.append((document.string(of: document.tokens[child]), value))
            child = Int(value.token.next)
        }
        return result
    }
}

/// The members of one JSON object, for `Decodable` types.
struct NodeKeyedContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let node: JSONNode

    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { node.members.compactMap { Key(stringValue: $0.name) } }

    func contains(_ key: Key) -> Bool {
        node[key.stringValue] != nil
    }

    func decodeNil(forKey key: Key) throws -> Bool {
        try required(key).token.kind == .null
    }

    private func required(_ key: Key) throws(PayloadError) -> JSONNode {
        guard let value = node[key.stringValue] else {
            throw PayloadError(.missing, path: [key.stringValue], "is required")
        }
        return value
    }

    /// The member, or nil when it is absent or `null`.
    private func present(_ key: Key) -> JSONNode? {
        guard let value = node[key.stringValue], value.token.kind != .null else { return nil }
        return value
    }

    private func required<T>(_ key: Key, _ body: (JSONNode) throws -> T) throws -> T {
        let value = try required(key)
        guard value.token.kind != .null else {
            throw PayloadError(.missing, path: [key.stringValue], "is required and must not be null")
        }
        return try inside(key) { try body(value) }
    }

    private func optional<T>(_ key: Key, _ body: (JSONNode) throws -> T) throws -> T? {
        guard let value = present(key) else { return nil }
        return try inside(key) { try body(value) }
    }

    private func inside<T>(_ key: Key, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as PayloadError {
            throw error.inside(key.stringValue)
        }
    }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try required(key) { try $0.decodeBool() } }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try required(key) { try $0.decodeString() } }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try required(key) { try $0.decodeDouble() } }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try required(key) { Float(try $0.decodeDouble()) } }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try integer(type, key) }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try integer(type, key) }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try integer(type, key) }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try integer(type, key) }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try integer(type, key) }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try integer(type, key) }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try integer(type, key) }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try integer(type, key) }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try integer(type, key) }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try integer(type, key) }

    private func integer<Integer: FixedWidthInteger>(_ type: Integer.Type, _ key: Key) throws -> Integer {
        try required(key) { try $0.decodeInteger(type) }
    }

    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
        try required(key) { try $0.decodeValue(type) }
    }

    // The members below save the two extra look-ups of the standard library's defaults.
    func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
        try optional(key) { try $0.decodeBool() }
    }

    func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
        try optional(key) { try $0.decodeString() }
    }

    func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
        try optional(key) { try $0.decodeDouble() }
    }

    func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
        try optional(key) { try $0.decodeInteger(type) }
    }

    func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
        try optional(key) { try $0.decodeValue(type) }
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try required(key) { try NodeDecoder(node: $0).container(keyedBy: type) }
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try required(key) { try NodeDecoder(node: $0).unkeyedContainer() }
    }

    func superDecoder() throws -> any Decoder { NodeDecoder(node: node) }
    func superDecoder(forKey key: Key) throws -> any Decoder { NodeDecoder(node: try required(key)) }
}

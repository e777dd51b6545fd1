/// One JSON value, for `Decodable` types.
struct NodeValueContainer: SingleValueDecodingContainer {
    let node: JSONNode

    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { node.token.kind == .null }
    func decode(_ type: Bool.Type) throws -> Bool { try node.decodeBool() }
    func decode(_ type: String.Type) throws -> String { try node.decodeString() }
    func decode(_ type: Double.Type) throws -> Double { try node.decodeDouble() }
    func decode(_ type: Float.Type) throws -> Float { Float(try node.decodeDouble()) }
    func decode(_ type: Int.Type) throws -> Int { try node.decodeInteger(type) }
    func decode(_ type: Int8.Type) throws -> Int8 { try node.decodeInteger(type) }
    func decode(_ type: Int16.Type) throws -> Int16 { try node.decodeInteger(type) }
    func decode(_ type: Int32.Type) throws -> Int32 { try node.decodeInteger(type) }
    func decode(_ type: Int64.Type) throws -> Int64 { try node.decodeInteger(type) }
    func decode(_ type: UInt.Type) throws -> UInt { try node.decodeInteger(type) }
    func decode(_ type: UInt8.Type) throws -> UInt8 { try node.decodeInteger(type) }
    func decode(_ type: UInt16.Type) throws -> UInt16 { try node.decodeInteger(type) }
    func decode(_ type: UInt32.Type) throws -> UInt32 { try node.decodeInteger(type) }
    func decode(_ type: UInt64.Type) throws -> UInt64 { try node.decodeInteger(type) }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try node.decodeValue(type) }
}

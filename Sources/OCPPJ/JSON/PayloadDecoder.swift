/// Reads a message's payload from JSON.
///
/// Unknown members are ignored and `null` stands for an absent optional member, because charge points send both. What
/// is wrong comes back as a `PayloadError` with the path to the member.
public enum PayloadDecoder {
    /// - Throws: `PayloadError` naming the member at fault. `null` as the whole payload counts as `{}`.
    public static func decode<T: Decodable>(_ type: T.Type, from node: JSONNode) throws(PayloadError) -> T {
        switch node.kind {
        case .object: break
        case .null: return try decode(type, from: emptyObject)
        default: throw PayloadError(.structure, "must be a JSON object")
        }
        do {
            return try T(from: NodeDecoder(node: node))
        } catch {
            throw payloadError(from: error, for: type)
        }
    }

    private static let emptyObject = JSONNode(
        document: JSONDocument(
            bytes: Array("{}".utf8), tokens: [JSONToken(kind: .object, start: 0, end: 2, next: 1)]),
        index: 0)

    /// Our own error for whatever a type's initialiser threw.
    static func payloadError<T>(from error: any Error, for type: T.Type) -> PayloadError {
        switch error {
        case let error as PayloadError: return error
        case is DecodingError:
            // The standard library's conformance of raw enums knows no other way to say that a value is not in the set.
            if let closed = type as? any CaseIterable.Type {
                let cases = rawValues(of: closed)
                return PayloadError(.constraint, "must be one of \(cases.joined(separator: ", "))")
            }
            return PayloadError(.constraint, "has a value outside its range")
        default: return PayloadError(.structure, "cannot be read: \(error)")
        }
    }

    private static func rawValues<T: CaseIterable>(of type: T.Type) -> [String] {
        type.allCases.map { ($0 as? any RawRepresentable).map { "\($0.rawValue)" } ?? "\($0)" }
    }
}

/// The decoder that a payload's types see, standing at one value.
struct NodeDecoder: Decoder {
    let node: JSONNode

    // Paths are put together on the way out of a failure, so that nothing is spent on them when all is well.
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard node.token.kind == .object else { throw PayloadError(.wrongType, "must be an object") }
        return KeyedDecodingContainer(NodeKeyedContainer(node: node))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard node.token.kind == .array else { throw PayloadError(.wrongType, "must be a list") }
        return NodeUnkeyedContainer(node: node)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer {
        NodeValueContainer(node: node)
    }
}

extension JSONNode {
    func decodeString() throws(PayloadError) -> String {
        guard let value = string else { throw PayloadError(.wrongType, "must be a string") }
        return value
    }

    func decodeBool() throws(PayloadError) -> Bool {
        guard let value = bool else { throw PayloadError(.wrongType, "must be true or false") }
        return value
    }

    func decodeDouble() throws(PayloadError) -> Double {
        guard let value = double else { throw PayloadError(.wrongType, "must be a number") }
        return value
    }

    func decodeInteger<Integer: FixedWidthInteger>(_ type: Integer.Type) throws(PayloadError) -> Integer {
        guard token.kind == .number, let value = int else {
            throw PayloadError(.wrongType, "must be an integer")
        }
        guard let result = Integer(exactly: value) else {
            throw PayloadError(.constraint, "must be from \(Integer.min) to \(Integer.max)")
        }
        return result
    }

    func decodeValue<T: Decodable>(_ type: T.Type) throws -> T {
        if let string = try decodeIfString(type) { return string }
        do {
            return try T(from: NodeDecoder(node: self))
        } catch {
            throw PayloadDecoder.payloadError(from: error, for: type)
        }
    }

    /// Strings inside generic containers such as `[String]` need no detour through their own initialiser.
    private func decodeIfString<T>(_ type: T.Type) throws(PayloadError) -> T? {
        guard type == String.self else { return nil }
        return try decodeString() as? T
    }
}

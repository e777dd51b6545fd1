/// The elements of one JSON array, for `Decodable` types.
struct NodeUnkeyedContainer: UnkeyedDecodingContainer {
    private let node: JSONNode
    private let end: Int
    private var child: Int
    private(set) var currentIndex = 0

    init(node: JSONNode) {
        self.node = node
        child = node.index + 1
        end = Int(node.token.next)
    }

    var codingPath: [any CodingKey] { [] }
    var isAtEnd: Bool { child >= end }

    var count: Int? {
        var count = 0
        var index = node.index + 1
        while index < end {
            count += 1
            index = Int(node.document.tokens[index].next)
        }
        return count
    }

    private mutating func next<T>(_ body: (JSONNode) throws -> T) throws -> T {
        guard !isAtEnd else {
            throw PayloadError(.missing, path: [String(currentIndex)], "is required")
        }
        let element = JSONNode(document: node.document, index: child)
        do {
            let value = try body(element)
            child = Int(element.token.next)
            currentIndex += 1
            return value
        } catch let error as PayloadError {
            throw error.inside(String(currentIndex))
        }
    }

    mutating func decodeNil() throws -> Bool {
        guard !isAtEnd, node.document.tokens[child].kind == .null else { return false }
        child += 1
        currentIndex += 1
        return true
    }

    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
        try next { try $0.decodeValue(type) }
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try next { try NodeDecoder(node: $0).container(keyedBy: type) }
    }

    mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
        try next { try NodeDecoder(node: $0).unkeyedContainer() }
    }

    mutating func superDecoder() throws -> any Decoder {
        try next { NodeDecoder(node: $0) }
    }
}

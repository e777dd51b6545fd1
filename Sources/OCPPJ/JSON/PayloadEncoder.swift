/// Writes a message's payload as compact JSON, members in the order of the type's declaration, absent optionals left out.
public enum PayloadEncoder {
    /// - Throws: `PayloadError` for a number that JSON cannot hold (not a number, infinity).
    public static func encode<T: Encodable>(_ value: T) throws -> [UInt8] {
        let output = EncodingOutput()
        try output.write(value)
        // A type without members opens no container.
        return output.writer.bytes.isEmpty ? Array("{}".utf8) : output.writer.bytes
    }
}

/// The text under construction with the containers that are open, shared by all containers of one encoding.
///
/// `Encodable` never says that a container is finished. It is when something is written to one further out, or when the
/// value that opened it has returned.
final class EncodingOutput {
    enum Container {
        case object, array
    }

    var writer = JSONWriter()
    private var open: [(container: Container, isEmpty: Bool)] = []

    var depth: Int { open.count }

    func begin(_ container: Container) -> Int {
        writer.raw(container == .object ? UInt8(ascii: "{") : UInt8(ascii: "["))
        open.append((container, true))
        return open.count
    }

    /// Closes every container deeper than `depth`.
    func close(downTo depth: Int) {
        while open.count > depth, let last = open.popLast() {
            writer.raw(last.container == .object ? UInt8(ascii: "}") : UInt8(ascii: "]"))
        }
    }

    /// Makes ready for the next element of the container at `depth`.
    func separate(at depth: Int) {
        close(downTo: depth)
        if open[depth - 1].isEmpty {
            open[depth - 1].isEmpty = false
        } else {
            writer.raw(UInt8(ascii: ","))
        }
    }

    func key(_ name: String, at depth: Int) {
        separate(at: depth)
        writer.string(name)
        writer.raw(UInt8(ascii: ":"))
    }

    func write<T: Encodable>(_ value: T) throws {
        if let text = value as? String {
            writer.string(text)
            return
        }
        let depth = open.count
        let length = writer.bytes.count
        try value.encode(to: OutputEncoder(output: self))
        close(downTo: depth)
        if writer.bytes.count == length { writer.raw("{}") }
    }

    func write(_ value: Double) throws {
        guard value.isFinite else { throw PayloadError(.constraint, "must be a finite number") }
        writer.raw(Array(value.description.utf8))
    }

    func write(_ value: Bool) {
        if value { writer.raw("true") } else { writer.raw("false") }
    }
}

/// The encoder that a payload's types see.
struct OutputEncoder: Encoder {
    let output: EncodingOutput

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(OutputKeyedContainer(output: output, depth: output.begin(.object)))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        OutputUnkeyedContainer(output: output, depth: output.begin(.array))
    }

    func singleValueContainer() -> any SingleValueEncodingContainer {
        OutputValueContainer(output: output)
    }
}

struct OutputKeyedContainer<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let output: EncodingOutput
    let depth: Int

    var codingPath: [any CodingKey] { [] }

    func encodeNil(forKey key: Key) throws {
        output.key(key.stringValue, at: depth)
        output.writer.raw("null")
    }

    func encode(_ value: String, forKey key: Key) throws {
        output.key(key.stringValue, at: depth)
        output.writer.string(value)
    }

    func encode(_ value: Int, forKey key: Key) throws {
        output.key(key.stringValue, at: depth)
        output.writer.number(value)
    }

    func encode(_ value: Bool, forKey key: Key) throws {
        output.key(key.stringValue, at: depth)
        output.write(value)
    }

    func encode(_ value: Double, forKey key: Key) throws {
        output.key(key.stringValue, at: depth)
        try output.write(value)
    }

    func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
        output.key(key.stringValue, at: depth)
        try output.write(value)
    }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type, forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        output.key(key.stringValue, at: depth)
        return OutputEncoder(output: output).container(keyedBy: keyType)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        output.key(key.stringValue, at: depth)
        return OutputEncoder(output: output).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { OutputEncoder(output: output) }

    func superEncoder(forKey key: Key) -> any Encoder {
        output.key(key.stringValue, at: depth)
        return OutputEncoder(output: output)
    }
}

struct OutputUnkeyedContainer: UnkeyedEncodingContainer {
    let output: EncodingOutput
    let depth: Int
    private(set) var count = 0

    init(output: EncodingOutput, depth: Int) {
        self.output = output
        self.depth = depth
    }

    var codingPath: [any CodingKey] { [] }

    private mutating func next() {
        output.separate(at: depth)
        count += 1
    }

    mutating func encodeNil() throws {
        next()
        output.writer.raw("null")
    }

    mutating func encode<T: Encodable>(_ value: T) throws {
        next()
        try output.write(value)
    }

    mutating func nestedContainer<NestedKey: CodingKey>(
        keyedBy keyType: NestedKey.Type
    ) -> KeyedEncodingContainer<NestedKey> {
        next()
        return OutputEncoder(output: output).container(keyedBy: keyType)
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        next()
        return OutputEncoder(output: output).unkeyedContainer()
    }

    mutating func superEncoder() -> any Encoder {
        next()
        return OutputEncoder(output: output)
    }
}

struct OutputValueContainer: SingleValueEncodingContainer {
    let output: EncodingOutput

    var codingPath: [any CodingKey] { [] }

    func encodeNil() throws { output.writer.raw("null") }
    func encode(_ value: Bool) throws { output.write(value) }
    func encode(_ value: String) throws { output.writer.string(value) }
    func encode(_ value: Double) throws { try output.write(value) }
    func encode(_ value: Float) throws { try output.write(Double(value)) }
    func encode(_ value: Int) throws { output.writer.number(value) }
    func encode(_ value: Int8) throws { output.writer.number(value) }
    func encode(_ value: Int16) throws { output.writer.number(value) }
    func encode(_ value: Int32) throws { output.writer.number(value) }
    func encode(_ value: Int64) throws { output.writer.number(value) }
    func encode(_ value: UInt) throws { output.writer.number(value) }
    func encode(_ value: UInt8) throws { output.writer.number(value) }
    func encode(_ value: UInt16) throws { output.writer.number(value) }
    func encode(_ value: UInt32) throws { output.writer.number(value) }
    func encode(_ value: UInt64) throws { output.writer.number(value) }
    func encode<T: Encodable>(_ value: T) throws { try output.write(value) }
}

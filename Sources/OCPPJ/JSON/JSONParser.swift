/// Reads JSON (RFC 8259) strictly into tokens.
struct JSONParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let maximumDepth: Int
    private var position = 0
    private var hasNonASCII = false
    private(set) var tokens: [JSONToken] = []

    private init(bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
        tokens.reserveCapacity(bytes.count / 8 + 4)
    }

    /// - Throws: `JSONSyntaxError` for anything but one JSON value in UTF-8, nested at most `maximumDepth` deep.
    static func parse(_ bytes: [UInt8], maximumDepth: Int) throws(JSONSyntaxError) -> JSONDocument {
        guard bytes.count < Int(UInt32.max) else {
            throw JSONSyntaxError(reason: "the text is too long", offset: 0)
        }
        let result = bytes.withUnsafeBufferPointer { buffer -> Result<JSONParser, JSONSyntaxError> in
            var parser = JSONParser(bytes: buffer, maximumDepth: maximumDepth)
            do throws(JSONSyntaxError) {
                try parser.value(depth: 0)
                parser.skipSpace()
                guard parser.position == buffer.count else { throw parser.error("unexpected text after the value") }
                return .success(parser)
            } catch {
                return .failure(error)
            }
        }
        let parser = try result.get()
        if parser.hasNonASCII, String(validating: bytes, as: UTF8.self) == nil {
            throw JSONSyntaxError(reason: "the text is not UTF-8", offset: 0)
        }
        return JSONDocument(bytes: bytes, tokens: parser.tokens)
    }

    private func error(_ reason: Phrase) -> JSONSyntaxError {
        JSONSyntaxError(reason: position < bytes.count ? reason : "the text ends too early", offset: position)
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private mutating func value(depth: Int) throws(JSONSyntaxError) {
        skipSpace()
        guard position < bytes.count else { throw error("a value is missing") }
        switch bytes[position] {
        case UInt8(ascii: "\""): try string()
        case UInt8(ascii: "{"): try object(depth: depth)
        case UInt8(ascii: "["): try array(depth: depth)
        case UInt8(ascii: "t"): try literal("true", .true)
        case UInt8(ascii: "f"): try literal("false", .false)
        case UInt8(ascii: "n"): try literal("null", .null)
        default: try number()
        }
    }

    private mutating func literal(_ text: StaticString, _ kind: JSONToken.Kind) throws(JSONSyntaxError) {
        let start = position
        for index in 0..<text.utf8CodeUnitCount {
            guard position < bytes.count, bytes[position] == text.utf8Start[index] else { throw error("unknown word") }
            position += 1
        }
        append(kind, from: start)
    }

    private mutating func append(_ kind: JSONToken.Kind, from start: Int, isEscaped: Bool = false) {
        tokens.append(
            JSONToken(
                kind: kind, isEscaped: isEscaped, start: UInt32(truncatingIfNeeded: start),
                end: UInt32(truncatingIfNeeded: position), next: UInt32(truncatingIfNeeded: tokens.count + 1)))
    }

    private mutating func number() throws(JSONSyntaxError) {
        let start = position
        if peek() == UInt8(ascii: "-") { position += 1 }
        if peek() == UInt8(ascii: "0") {
            position += 1
        } else {
            guard digits() else { throw error("a value was expected") }
        }
        if peek() == UInt8(ascii: ".") {
            position += 1
            guard digits() else { throw error("digits are missing after the decimal point") }
        }
        if let byte = peek(), byte | 0x20 == UInt8(ascii: "e") {
            position += 1
            if let sign = peek(), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { position += 1 }
            guard digits() else { throw error("digits are missing in the exponent") }
        }
        append(.number, from: start)
    }

    private func peek() -> UInt8? {
        position < bytes.count ? bytes[position] : nil
    }

    private mutating func digits() -> Bool {
        let start = position
        while position < bytes.count, bytes[position] &- 0x30 <= 9 { position += 1 }
        return position > start
    }

    private mutating func string() throws(JSONSyntaxError) {
        position += 1
        let start = position
        var isEscaped = false
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                append(.string, from: start, isEscaped: isEscaped)
                position += 1
                return
            }
            if byte == UInt8(ascii: "\\") {
                isEscaped = true
                try escape()
            } else if byte < 0x20 {
                throw error("a control character stands in a string")
            } else {
                if byte >= 0x80 { hasNonASCII = true }
                position += 1
            }
        }
        throw error("a string does not end")
    }

    private mutating func escape() throws(JSONSyntaxError) {
        position += 1
        switch peek() {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
            UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            position += 1
        case UInt8(ascii: "u"):
            position += 1
            for _ in 0..<4 {
                guard let byte = peek(), byte.hexadecimalValue != nil else { throw error("\\u needs four hexadecimal digits") }
                position += 1
            }
        default: throw error("unknown escape in a string")
        }
    }

    private mutating func array(depth: Int) throws(JSONSyntaxError) {
        let index = try open(.array, depth: depth)
        if closes(with: UInt8(ascii: "]"), index) { return }
        while true {
            try value(depth: depth + 1)
            if closes(with: UInt8(ascii: "]"), index) { return }
            guard peek() == UInt8(ascii: ",") else { throw error("',' or ']' was expected") }
            position += 1
        }
    }

    private mutating func object(depth: Int) throws(JSONSyntaxError) {
        let index = try open(.object, depth: depth)
        if closes(with: UInt8(ascii: "}"), index) { return }
        while true {
            skipSpace()
            guard peek() == UInt8(ascii: "\"") else { throw error("a member's name was expected") }
            try string()
            skipSpace()
            guard peek() == UInt8(ascii: ":") else { throw error("':' was expected") }
            position += 1
            try value(depth: depth + 1)
            if closes(with: UInt8(ascii: "}"), index) { return }
            guard peek() == UInt8(ascii: ",") else { throw error("',' or '}' was expected") }
            position += 1
        }
    }

    private mutating func open(_ kind: JSONToken.Kind, depth: Int) throws(JSONSyntaxError) -> Int {
        guard depth < maximumDepth else { throw error("nested deeper than \(maximumDepth)") }
        tokens.append(JSONToken(kind: kind, start: UInt32(truncatingIfNeeded: position)))
        position += 1
        return tokens.count - 1
    }

    private mutating func closes(with byte: UInt8, _ index: Int) -> Bool {
        skipSpace()
        guard peek() == byte else { return false }
        position += 1
        tokens[index].end = UInt32(truncatingIfNeeded: position)
        tokens[index].next = UInt32(truncatingIfNeeded: tokens.count)
        return true
    }
}

extension UInt8 {
    /// The value of an ASCII hexadecimal digit.
    package var hexadecimalValue: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x41 + 10
        case 0x61...0x66: self - 0x61 + 10
        default: nil
        }
    }
}

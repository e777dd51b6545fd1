/// Takes a `multipart/form-data` body apart (RFC 7578, RFC 2046 section 5.1) as it comes, whatever the size of its pieces.
///
/// Lenient where devices are sloppy: lines may end in LF alone, and the last boundary may lack its dashes.
struct MultipartParser: Sendable {
    enum Event: Hashable, Sendable {
        /// A part begins; the names of its headers are in lower case.
        case part(headers: [String: String])
        case content([UInt8])
        case endOfPart
    }

    /// Headers of a part longer than this are refused.
    static let longestHeaders = 16_384

    /// What is wrong with the body, for people.
    struct Malformed: Error, Hashable, CustomStringConvertible {
        let description: String
    }

    private enum State {
        /// Before the first boundary.
        case preamble
        /// Behind a boundary: its dashes, or the end of its line.
        case boundary
        case headers
        case content
        /// Behind the last boundary.
        case epilogue
    }

    /// A line feed, two dashes and the boundary. The body is read as if a line feed stood before it, for a boundary at its
    /// beginning.
    private let delimiter: [UInt8]
    private var state = State.preamble
    private var buffer: [UInt8] = [0x0A]
    /// Whether some of the content was given out, and with it the line feed before it dropped.
    private var contentHasBegun = false

    init(boundary: String) {
        delimiter = Array("\n--\(boundary)".utf8)
    }

    /// Whether a part began and has not ended: at the end of the body, something is missing.
    var isInsidePart: Bool { state == .content || state == .headers }

    /// Takes a piece of the body.
    ///
    /// - Throws: `Malformed`.
    mutating func feed(_ bytes: some Collection<UInt8>) throws(Malformed) -> [Event] {
        buffer.append(contentsOf: bytes)
        var events: [Event] = []
        while try step(&events) {}
        return events
    }

    /// - Returns: whether there may be more to do with what is there.
    private mutating func step(_ events: inout [Event]) throws(Malformed) -> Bool {
        switch state {
        case .preamble:
            guard let found = firstDelimiter else {
                // The beginning of a boundary may be at the end.
                buffer.removeFirst(max(0, buffer.count - delimiter.count + 1))
                return false
            }
            buffer.removeFirst(found.upperBound)
            state = .boundary
            return true
        case .boundary:
            return try behindBoundary()
        case .headers:
            return try readHeaders(&events)
        case .content:
            return readContent(&events)
        case .epilogue:
            buffer.removeAll()
            return false
        }
    }

    /// Looks for line feeds first, of which there are few.
    private var firstDelimiter: Range<Int>? {
        var from = buffer.startIndex
        while let index = buffer[from...].firstIndex(of: 0x0A) {
            if buffer[index...].starts(with: delimiter) { return index..<index + delimiter.count }
            from = index + 1
        }
        return nil
    }

    private mutating func behindBoundary() throws(Malformed) -> Bool {
        if buffer.starts(with: [0x2D, 0x2D]) {
            state = .epilogue
            return true
        }
        guard let end = buffer.firstIndex(of: 0x0A) else {
            guard buffer.count < 256 else { throw Malformed(description: "A boundary does not end its line.") }
            return false
        }
        guard buffer[..<end].allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else {
            throw Malformed(description: "A boundary does not end its line.")
        }
        // The line feed stays: headers end at an empty line, which may be the first.
        buffer.removeFirst(end)
        state = .headers
        return true
    }

    private mutating func readHeaders(_ events: inout [Event]) throws(Malformed) -> Bool {
        guard let (end, next) = endOfHeaders else {
            guard buffer.count <= Self.longestHeaders else { throw Malformed(description: "The headers of a part are too long.") }
            return false
        }
        var headers: [String: String] = [:]
        for line in String(decoding: buffer[..<end], as: UTF8.self).split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2 else { continue }
            headers[parts[0].lowercased().trimmingSpaces] = String(parts[1]).trimmingSpaces
        }
        // The line feed before the content stays, because a boundary may follow at once.
        buffer.removeFirst(next)
        events.append(.part(headers: headers))
        state = .content
        return true
    }

    /// Where the headers end, and where the line feed of the empty line is.
    private var endOfHeaders: (Int, Int)? {
        for index in buffer.indices where buffer[index] == 0x0A {
            var next = index + 1
            if next < buffer.count, buffer[next] == 0x0D { next += 1 }
            if next < buffer.count, buffer[next] == 0x0A { return (index, next) }
        }
        return nil
    }

    /// Gives out what cannot be a boundary any more.
    private mutating func readContent(_ events: inout [Event]) -> Bool {
        if let found = firstDelimiter {
            var end = found.lowerBound
            if end > 0, buffer[end - 1] == 0x0D { end -= 1 }
            emit(upTo: end, &events)
            buffer.removeFirst(found.upperBound)
            events.append(.endOfPart)
            contentHasBegun = false
            state = .boundary
            return true
        }
        // A boundary may begin in what is held back: a carriage return, a line feed, dashes.
        let kept = delimiter.count + 1
        if buffer.count > kept {
            let count = buffer.count - kept
            emit(upTo: count, &events)
            buffer.removeFirst(count)
        }
        return false
    }

    /// Gives out the beginning of the buffer, without the line feed that ends the headers.
    private mutating func emit(upTo end: Int, _ events: inout [Event]) {
        let start = contentHasBegun ? 0 : 1
        guard end >= start else { return }
        contentHasBegun = true
        if end > start { events.append(.content(Array(buffer[start..<end]))) }
    }
}

extension String {
    /// Without spaces and tabs around it.
    fileprivate var trimmingSpaces: String {
        let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        let start = drop(while: isSpace)
        return start.lastIndex { !isSpace($0) }.map { String(start[...$0]) } ?? ""
    }
}

@testable import WebAPI

/// A form as a charge point uploads it. Whatever the pieces that it comes in, the same parts come out.
///
/// The first byte says how long the boundary is that follows, the second how the rest is cut.
struct MultipartTarget: FuzzTarget {
    private enum Outcome: Equatable {
        case parts([Part], isInside: Bool)
        case malformed
    }

    private struct Part: Equatable {
        var headers: [String: String]
        var content: [UInt8] = []
        var hasEnded = false
    }

    func test(_ bytes: [UInt8]) {
        guard bytes.count > 3 else { return }
        let length = 1 + Int(bytes[0] % 8)
        let boundary = String(decoding: bytes.dropFirst(2).prefix(length), as: UTF8.self)
        let body = Array(bytes.dropFirst(2 + length))
        let whole = read(body, boundary: boundary, piece: max(body.count, 1))
        let inPieces = read(body, boundary: boundary, piece: 1 + Int(bytes[1] % 32))
        // How much of a line without an end is taken depends on how it comes: both refuse, or neither does, unless it is that long.
        guard whole != .malformed, inPieces != .malformed else { return }
        expect(whole == inPieces, "pieces make no difference")
    }

    private func read(_ body: [UInt8], boundary: String, piece: Int) -> Outcome {
        var parser = MultipartParser(boundary: boundary)
        var parts: [Part] = []
        var position = 0
        while position < body.count {
            let end = min(position + piece, body.count)
            guard let events = try? parser.feed(body[position..<end]) else { return .malformed }
            for event in events {
                switch event {
                case .part(let headers): parts.append(Part(headers: headers))
                case .content(let bytes):
                    expect(!parts.isEmpty && !parts[parts.count - 1].hasEnded, "content is inside a part")
                    parts[parts.count - 1].content += bytes
                case .endOfPart:
                    expect(!parts.isEmpty && !parts[parts.count - 1].hasEnded, "a part ends once")
                    parts[parts.count - 1].hasEnded = true
                }
            }
            position = end
        }
        // What is held back of a part that goes on depends on the pieces.
        if let last = parts.last, !last.hasEnded { parts[parts.count - 1].content = [] }
        return .parts(parts, isInside: parser.isInsidePart)
    }
}

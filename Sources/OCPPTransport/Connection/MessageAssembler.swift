import NIOCore
import NIOWebSocket

/// Puts WebSocket frames together to messages (RFC 6455, section 5.4).
struct MessageAssembler {
    enum Result: Hashable {
        /// A whole message.
        case message([UInt8], isBinary: Bool)
        /// More frames must come.
        case incomplete
        /// The peer broke the protocol or the limit; the connection must be closed with this code.
        case violation(code: UInt16, reason: String)
    }

    let maximumBytes: Int
    private var partial: [UInt8]?
    private var isBinary = false

    init(maximumBytes: Int) {
        self.maximumBytes = maximumBytes
    }

    mutating func add(_ frame: WebSocketFrame) -> Result {
        let bytes = frame.unmaskedBytes
        switch (frame.opcode, partial) {
        case (.continuation, nil):
            return .violation(code: 1002, reason: "a continuation without a first frame")
        case (.continuation, .some(var message)):
            // The copy is given up before it grows, so that a message of many fragments is not copied for each.
            partial = nil
            message.append(contentsOf: bytes)
            return finish(message, isLast: frame.fin)
        case (_, .some):
            return .violation(code: 1002, reason: "a new message inside a fragmented one")
        case (let opcode, nil):
            isBinary = opcode == .binary
            return finish(bytes, isLast: frame.fin)
        }
    }

    private mutating func finish(_ message: [UInt8], isLast: Bool) -> Result {
        guard message.count <= maximumBytes else {
            return .violation(code: 1009, reason: "a message longer than \(maximumBytes) bytes")
        }
        guard isLast else {
            partial = message
            return .incomplete
        }
        return .message(message, isBinary: isBinary)
    }
}

extension WebSocketFrame {
    /// The payload, unmasked in the one copy that is made of it.
    fileprivate var unmaskedBytes: [UInt8] {
        var bytes = Array(data.readableBytesView)
        guard let key = maskKey else { return bytes }
        let mask = (key[0], key[1], key[2], key[3])
        bytes.withUnsafeMutableBufferPointer { buffer in
            var position = 0
            while position + 4 <= buffer.count {
                buffer[position] ^= mask.0
                buffer[position + 1] ^= mask.1
                buffer[position + 2] ^= mask.2
                buffer[position + 3] ^= mask.3
                position += 4
            }
            while position < buffer.count {
                buffer[position] ^= key[position & 3]
                position += 1
            }
        }
        return bytes
    }
}

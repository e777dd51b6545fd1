import NIOCore

/// An unmasked, unfragmented text frame (RFC 6455, section 5.2), as a server sends it.
enum TextFrame {
    static func encode(_ text: [UInt8], allocator: ByteBufferAllocator) -> ByteBuffer {
        var buffer = allocator.buffer(capacity: 10 + text.count)
        // FIN, and the opcode for text.
        buffer.writeInteger(0x81 as UInt8)
        switch text.count {
        case ...125:
            buffer.writeInteger(UInt8(text.count))
        case ...Int(UInt16.max):
            buffer.writeInteger(126 as UInt8)
            buffer.writeInteger(UInt16(text.count))
        default:
            buffer.writeInteger(127 as UInt8)
            buffer.writeInteger(UInt64(text.count))
        }
        buffer.writeBytes(text)
        return buffer
    }
}

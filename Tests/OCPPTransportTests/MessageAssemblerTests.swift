import NIOCore
import NIOWebSocket
import Testing

@testable import OCPPTransport

@Suite("Messages from frames")
struct MessageAssemblerTests {
    private func frame(_ opcode: WebSocketOpcode, _ text: String, fin: Bool = true, masked: Bool = false) -> WebSocketFrame {
        var data = ByteBuffer(string: text)
        let key: WebSocketMaskingKey? = masked ? [0x1D, 0xF2, 0x00, 0x7E] : nil
        if let key { data.webSocketMask(key) }
        return WebSocketFrame(fin: fin, opcode: opcode, maskKey: key, data: data)
    }

    @Test("a single frame is a message, unmasked whatever its length", arguments: ["", "a", "abc", "abcd", "abcdefg", "[2,\"1\",\"Heartbeat\",{}]"])
    func single(text: String) {
        var assembler = MessageAssembler(maximumBytes: 100)
        #expect(assembler.add(frame(.text, text, masked: true)) == .message(Array(text.utf8), isBinary: false))
    }

    @Test("fragments become one message, as often as they come")
    func fragments() {
        var assembler = MessageAssembler(maximumBytes: 100)
        for _ in 0..<3 {
            #expect(assembler.add(frame(.text, "ab", fin: false)) == .incomplete)
            #expect(assembler.add(frame(.continuation, "cd", fin: false)) == .incomplete)
            #expect(assembler.add(frame(.continuation, "ef")) == .message(Array("abcdef".utf8), isBinary: false))
        }
    }

    @Test("a binary message says so, in fragments too")
    func binary() {
        var assembler = MessageAssembler(maximumBytes: 100)
        #expect(assembler.add(frame(.binary, "ab", fin: false)) == .incomplete)
        #expect(assembler.add(frame(.continuation, "cd")) == .message(Array("abcd".utf8), isBinary: true))
    }

    @Test("the limit holds for the sum of the fragments")
    func limit() {
        var assembler = MessageAssembler(maximumBytes: 4)
        #expect(assembler.add(frame(.text, "abcd")) == .message(Array("abcd".utf8), isBinary: false))
        #expect(assembler.add(frame(.text, "abc", fin: false)) == .incomplete)
        #expect(assembler.add(frame(.continuation, "de")).violationCode == 1009)
    }

    @Test("frames in an order that RFC 6455 forbids are a violation")
    func order() {
        var assembler = MessageAssembler(maximumBytes: 100)
        #expect(assembler.add(frame(.continuation, "x")).violationCode == 1002)
        #expect(assembler.add(frame(.text, "x", fin: false)) == .incomplete)
        #expect(assembler.add(frame(.text, "y")).violationCode == 1002)
    }
}

extension MessageAssembler.Result {
    fileprivate var violationCode: UInt16? {
        if case .violation(let code, _) = self { code } else { nil }
    }
}

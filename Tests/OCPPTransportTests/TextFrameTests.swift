import NIOCore
import NIOEmbedded
import NIOWebSocket
import Testing

@testable import OCPPTransport

@Suite("Text frames")
struct TextFrameTests {
    @Test("a WebSocket decoder reads back what was written", arguments: [0, 1, 125, 126, 127, 65_535, 65_536, 100_000])
    func roundTrip(length: Int) throws {
        let text = (0..<length).map { UInt8(ascii: "a") + UInt8($0 % 26) }
        let channel = EmbeddedChannel(handler: ByteToMessageHandler(WebSocketFrameDecoder(maxFrameSize: 1 << 20)))
        try channel.writeInbound(TextFrame.encode(text, allocator: channel.allocator))
        let frame = try #require(try channel.readInbound(as: WebSocketFrame.self))
        #expect(frame.fin)
        #expect(frame.opcode == .text)
        #expect(frame.maskKey == nil)
        #expect(Array(frame.data.readableBytesView) == text)
    }
}

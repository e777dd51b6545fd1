import HTTPTypes
import NIOCore
import NIOPosix

/// An upload whose connection is lost in the middle.
enum BrokenUpload {
    /// Sends the beginning of a body, closes, and returns when the server has closed too.
    static func send(_ path: String, headers: HTTPFields, port: Int) async throws {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelOption(.allowRemoteHalfClosure, value: true)
            .connect(host: "127.0.0.1", port: port).get()
        var text = "PUT \(path) HTTP/1.1\r\nHost: x\r\n"
        for field in headers { text += "\(field.name): \(field.value)\r\n" }
        text += "\r\n"
        if headers[.transferEncoding] != nil { text += "3e8\r\n" }
        text += String(repeating: "x", count: 500)
        try await channel.writeAndFlush(ByteBuffer(string: text)).get()
        try await channel.close(mode: .output)
        try await channel.closeFuture.get()
    }
}

import NIOCore

/// An HTTP response written by hand, for peers that HTTP handlers are not troubled with.
enum RawAnswer {
    /// - Parameters:
    ///   - status: code and phrase.
    ///   - text: one sentence for the peer's log.
    static func text(status: String, _ text: String) -> String {
        "HTTP/1.1 \(status)\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: \(text.utf8.count + 1)\r\n"
            + "Connection: close\r\n\r\n\(text)\n"
    }
}

extension ChannelHandlerContext {
    /// Closes in a second. To close while the peer still sends would reset the connection, and it would never read why.
    func closeSoon() {
        let channel = channel
        eventLoop.scheduleTask(in: .seconds(1)) { channel.close(mode: .all, promise: nil) }
    }
}

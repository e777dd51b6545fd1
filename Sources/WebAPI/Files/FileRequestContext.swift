import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1

/// What is known of a request to the listener for files: also who sent it.
struct FileRequestContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The peer's address without its port; `unknown` when the connection is gone already.
    let peer: String
    private let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? "unknown"
        channel = source.channel
    }

    /// Ends the connection soon, whatever the peer still sends: the server reads the body of a request that it refused, and a stranger
    /// could hold all connections with bodies that never end.
    func closeSoon() {
        let channel = channel
        channel.eventLoop.scheduleTask(in: .seconds(10)) { channel.close(promise: nil) }
    }

    /// Tells a peer that asks before it sends its body (RFC 9110, section 10.1.1) that the body is wanted. Without that, curl waits
    /// for a second, and some devices for ever. To be called before anything else is answered.
    func inviteBody(of request: Request) {
        guard request.headers[.expect]?.lowercased() == "100-continue" else { return }
        let channel = channel
        channel.eventLoop.execute {
            // Below the encoder, because a route cannot write an answer of its own before the one that it returns.
            guard let encoder = try? channel.pipeline.syncOperations.context(handlerType: HTTPResponseEncoder.self) else { return }
            encoder.writeAndFlush(NIOAny(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n")), promise: nil)
        }
    }
}

import Hummingbird
import NIOCore

/// What is known of a request to the listener for files: also who sent it.
struct FileRequestContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// The peer's address without its port; `unknown` when the connection is gone already.
    let peer: String

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? "unknown"
    }
}

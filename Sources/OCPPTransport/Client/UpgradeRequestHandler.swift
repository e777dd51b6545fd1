import NIOCore
import NIOHTTP1
import NIOSSL

/// Asks for the upgrade, and reports when the server refuses it.
final class UpgradeRequestHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let target: String
    private let headers: HTTPHeaders
    private let patience: TimeAmount
    private let failed: (ConnectFailure) -> Void
    private var limit: Scheduled<Void>?
    private var head: HTTPResponseHead?
    private var body = ""

    /// - Parameters:
    ///   - patience: how long the answer is waited for.
    ///   - failed: called when there will be no upgrade, with the reason; further calls are to be ignored.
    init(
        target: String, headers: HTTPHeaders, patience: TimeAmount, failed: @escaping (ConnectFailure) -> Void
    ) {
        self.target = target
        self.headers = headers
        self.patience = patience
        self.failed = failed
    }

    func channelActive(context: ChannelHandlerContext) {
        let head = HTTPRequestHead(version: .http1_1, method: .GET, uri: target, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
        limit = context.eventLoop.assumeIsolated().scheduleTask(in: patience) {
            self.failed(.unreachable("no answer to the upgrade in time"))
            context.close(promise: nil)
        }
        context.fireChannelActive()
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        limit?.cancel()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): self.head = head
        case .body(let buffer): body += String(buffer: buffer)
        case .end: refuse(context)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        refuse(context)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        failed(TLSFailure.connectFailure(error) ?? Self.hangUp(error) ?? .protocolError("\(error)"))
        context.close(promise: nil)
    }

    /// The end of the connection, when the error is that: a reset, or a TLS connection that is closed without a word.
    private static func hangUp(_ error: any Error) -> ConnectFailure? {
        let isEnd = error is IOError || error is ChannelError || (error as? NIOSSLError) == .uncleanShutdown
        return isEnd ? .hungUp("\(error)") : nil
    }

    private func refuse(_ context: ChannelHandlerContext) {
        if let head {
            let text = body.split(separator: "\n").first.map(String.init) ?? head.status.reasonPhrase
            failed(
                .refused(
                    status: Int(head.status.code), reason: text, challenge: head.headers.first(name: "WWW-Authenticate")))
        } else {
            failed(.hungUp("the connection was closed without an answer"))
        }
        context.close(promise: nil)
    }
}

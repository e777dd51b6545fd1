import NIOCore
import NIOHTTP1
import NIOWebSocket
import OCPPJ

/// Answers every HTTP request that did not become a WebSocket: refusals of the admission, and requests that never asked
/// for an upgrade. Leaves the pipeline with the upgrade.
final class UpgradeRefusalHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let decision: UpgradeDecision

    init(decision: UpgradeDecision) {
        self.decision = decision
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .end = unwrapInboundIn(data) else { return }
        if let refusal = decision.refusal {
            respond(
                context, status: HTTPResponseStatus(statusCode: refusal.status), text: refusal.reason,
                retryAfterSeconds: refusal.retryAfterSeconds)
        } else {
            respond(
                context, status: .upgradeRequired,
                text: "This is an OCPP endpoint: connect with a WebSocket and the subprotocol ocpp1.6.")
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // That there is no upgrade is told as an error too; the answer follows with the end of the request.
        guard !(error is NIOWebSocketUpgradeError), !(error is HTTPServerUpgradeErrors) else { return }
        context.close(promise: nil)
    }

    private func respond(
        _ context: ChannelHandlerContext, status: HTTPResponseStatus, text: String, retryAfterSeconds: Int? = nil
    ) {
        var body = context.channel.allocator.buffer(string: text)
        body.writeString("\n")
        var headers: HTTPHeaders = [
            "Content-Type": "text/plain; charset=utf-8", "Content-Length": String(body.readableBytes),
            "Connection": "close",
        ]
        if status == .unauthorized {
            headers.add(name: "WWW-Authenticate", value: "Basic realm=\"OCPP\", charset=\"UTF-8\"")
        }
        if let retryAfterSeconds { headers.add(name: "Retry-After", value: String(retryAfterSeconds)) }
        if status == .upgradeRequired {
            headers.add(name: "Upgrade", value: "websocket")
            headers.replaceOrAdd(name: "Connection", value: "close, Upgrade")
        }
        context.write(wrapOutboundOut(.head(.init(version: .http1_1, status: status, headers: headers))), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil)
        let loopBound = NIOLoopBound(context, eventLoop: context.eventLoop)
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
            loopBound.value.close(promise: nil)
        }
    }
}

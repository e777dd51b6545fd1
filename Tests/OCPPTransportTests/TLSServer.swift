import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import NIOWebSocket
import OCPPJ
import Synchronization

@testable import OCPPTransport

/// A WebSocket server behind TLS that answers every CALL with the action's name.
final class TLSServer: Sendable {
    let port: Int
    private let channel: any Channel
    private let seen = SeenCertificates()

    /// The certificates that clients have shown, the latest last.
    var clientCertificates: [NIOSSLCertificate] { seen.all }

    /// - Parameters:
    ///   - clientRoots: whom clients' certificates must be from; nil to ask for none.
    ///   - change: what else is to be so.
    init(
        _ identity: TestAuthority.Issued, clientRoots: [String]? = nil,
        change: (inout TLSConfiguration) -> Void = { _ in }
    ) async throws {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: try NIOSSLCertificate.fromPEMBytes(Array(identity.certificate.utf8)).map { .certificate($0) },
            privateKey: .privateKey(try NIOSSLPrivateKey(bytes: Array(identity.key.utf8), format: .pem)))
        if let clientRoots {
            configuration.certificateVerification = .noHostnameVerification
            configuration.trustRoots = .certificates(
                try clientRoots.flatMap { try NIOSSLCertificate.fromPEMBytes(Array($0.utf8)) })
        }
        change(&configuration)
        let context = try NIOSSLContext(configuration: configuration)
        let seen = seen
        let loops = try await LoopContexts(group: MultiThreadedEventLoopGroup.singleton)
        channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
                    let upgrader = NIOWebSocketServerUpgrader(
                        shouldUpgrade: { channel, _ in
                            channel.eventLoop.makeSucceededFuture(["Sec-WebSocket-Protocol": "ocpp1.6"])
                        },
                        upgradePipelineHandler: { channel, _ in
                            channel.eventLoop.makeCompletedFuture {
                                let pipeline = channel.pipeline.syncOperations
                                let tls = try pipeline.handler(type: NIOSSLServerHandler.self)
                                if let certificate = tls.peerCertificate { seen.append(certificate) }
                                guard let loop = loops.context(for: channel.eventLoop) else { return }
                                try pipeline.addHandler(
                                    OCPPConnectionHandler(
                                        responder: Echo(), settings: ConnectionSettings(), maximumMessageBytes: 65_536,
                                        side: .server, time: SystemTime(), loop: loop))
                            }
                        })
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline(
                        withServerUpgrade: (upgraders: [upgrader], completionHandler: { _ in }))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        port = channel.localAddress?.port ?? 0
    }

    func close() async throws { try await channel.close() }
}

private final class SeenCertificates: Sendable {
    private let list = Mutex<[NIOSSLCertificate]>([])

    var all: [NIOSSLCertificate] { list.withLock { $0 } }

    func append(_ certificate: NIOSSLCertificate) { list.withLock { $0.append(certificate) } }
}

private final class Echo: CallResponder {
    func answer(_ call: InboundCall) async -> CallAnswer { .result(Array(#"{"echo":"\#(call.action)"}"#.utf8)) }
    func opened(_ link: any ChargePointLink) {}
    func closed(_ reason: DisconnectReason) {}
    func observed(_ frame: ObservedFrame) {}
    func deviated(_ deviation: ProtocolDeviation, detail: String) {}
}

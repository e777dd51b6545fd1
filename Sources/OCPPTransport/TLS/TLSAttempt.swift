import NIOCore
import NIOSSL
import OCPPJ

/// What is known of one TLS connection until its upgrade. Bound to the channel's event loop.
final class TLSAttempt {
    private let remoteAddress: String
    private let time: any TimeSource
    private let observer: (any HandshakeObserver)?
    private(set) var hello: ClientHello?
    /// The certificate that the client was shown; nil before its ClientHello.
    private var shown: CertificateKind?
    /// The chain that the client presented, in DER; empty when it presented none, or when its session was resumed.
    private var clientCertificates: [[UInt8]] = []
    private var isFinished = false

    init(remoteAddress: String, time: any TimeSource, observer: (any HandshakeObserver)?) {
        self.remoteAddress = remoteAddress
        self.time = time
        self.observer = observer
    }

    /// The ClientHello was read, and the client is shown this certificate.
    func began(_ hello: ClientHello, showing kind: CertificateKind) {
        self.hello = hello
        shown = kind
    }

    func presented(_ certificates: [[UInt8]]) {
        clientCertificates = certificates
    }

    /// The handshake failed. Only the first reason counts: what follows is its consequence.
    func fail(_ reason: String) {
        guard !isFinished else { return }
        isFinished = true
        observer?.handshakeFailed(
            HandshakeFailure(
                time: time.now(), remoteAddress: remoteAddress, serverName: hello?.serverName,
                offeredVersions: hello?.versionNames ?? [], offeredCipherSuites: hello?.cipherSuiteNames ?? [],
                reason: reason))
    }

    func fail(_ error: any Error) {
        fail(HandshakeFailureReason.words(for: error, hello: hello, shown: shown))
    }

    /// The peer began a TLS handshake on the plain port.
    func failOnPlainPort(_ bytes: [UInt8]) {
        if case .hello(let hello) = ClientHello.read(bytes) { self.hello = hello }
        fail("TLS on the plain port: connect to the port for wss, or with ws")
    }

    /// Time is up.
    func expire(afterSeconds seconds: Int) {
        fail(hello == nil ? "no ClientHello within \(seconds) s" : "the handshake was not finished within \(seconds) s")
    }

    func succeeded() {
        isFinished = true
        hello = nil
    }

    /// What the admission is told, once the handshake has succeeded.
    func security(of handler: NIOSSLHandler) -> TransportSecurity {
        let version =
            switch handler.tlsVersion {
            case .tlsv13: "TLSv1.3"
            case .tlsv12: "TLSv1.2"
            default: "unknown"
            }
        var chain = clientCertificates
        // A resumed session brings back the client's own certificate, and no callback.
        if chain.isEmpty, let own = try? handler.peerCertificate?.toDERBytes() { chain = [own] }
        return TransportSecurity(version: version, clientCertificates: chain)
    }

    /// Gives up what is not needed any longer: the callback that leads here lives as long as the connection.
    func release() {
        clientCertificates = []
    }
}

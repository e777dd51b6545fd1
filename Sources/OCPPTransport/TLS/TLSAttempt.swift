import NIOCore
import NIOSSL
import OCPPJ
import SwiftASN1
import X509

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
    /// What the peer sent last in clear text, if it was an alert.
    private var alert: TLSAlert?
    private var isFinished = false
    /// In Unicode scalars.
    private static let longestSubject = 500

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

    /// Bytes came, before they are decrypted.
    func heard(_ bytes: ByteBuffer) {
        if !isFinished, let alert = TLSAlert(endOf: bytes) { self.alert = alert }
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
                clientCertificateSubject: clientCertificates.first.flatMap(Self.subject(of:)), reason: reason))
    }

    /// A certificate's subject as text, cut when it is long; nil when it cannot be read.
    private static func subject(of certificate: [UInt8]) -> String? {
        (try? Certificate(derEncoded: certificate))?.subject.description.cut(to: longestSubject)
    }

    func fail(_ error: any Error) {
        if let alert {
            fail(HandshakeFailureReason.words(for: alert, shown: shown))
        } else {
            fail(HandshakeFailureReason.words(for: error, hello: hello, shown: shown))
        }
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

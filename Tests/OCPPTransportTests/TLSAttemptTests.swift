import OCPPJ
import Synchronization
import Testing

@testable import OCPPTransport

@Suite("What is known of a TLS connection")
struct TLSAttemptTests {
    private static let presented: [([[UInt8]], String?)] = [
        (TestCertificates.chain.derChain, "CN=CP-1"), (TestCertificates.selfSigned.derChain, "CN=CP-1"), ([[0x30, 0x00]], nil), ([], nil),
    ]

    @Test("a failure tells whose certificate the peer presented", arguments: presented)
    func certificate(chain: [[UInt8]], subject: String?) throws {
        let observer = Observer()
        let attempt = TLSAttempt(remoteAddress: "10.0.0.1:1000", time: SystemTime(), observer: observer)
        attempt.presented(chain)
        attempt.fail("the peer hung up")
        attempt.fail("a consequence")
        let failures = observer.failures.withLock { $0 }
        #expect(failures.map(\.reason) == ["the peer hung up"])
        #expect(failures.first?.clientCertificateSubject == subject)
    }
}

private final class Observer: HandshakeObserver {
    let failures = Mutex<[HandshakeFailure]>([])

    func handshakeFailed(_ failure: HandshakeFailure) {
        failures.withLock { $0.append(failure) }
    }
}

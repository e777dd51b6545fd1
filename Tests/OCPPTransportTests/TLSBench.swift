import Foundation
import Logging
import NIOCore
import NIOPosix
import NIOSSL
import OCPPJ
import Synchronization
import Testing

@testable import OCPPTransport

/// A listener with TLS whose admission refuses everyone with 403 and remembers what TLS said about them.
final class TLSBench: Sendable {
    let listener: OCPPListener
    private let admission = RememberingAdmission()
    private let observer: RememberingObserver
    private let failureStream: AsyncStream<HandshakeFailure>
    private let directory: URL

    init() async throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "tls-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        let (stream, continuation) = AsyncStream.makeStream(of: HandshakeFailure.self)
        failureStream = stream
        observer = RememberingObserver(continuation)
        listener = try OCPPListener(
            configuration: OCPPListenerConfiguration(
                host: "127.0.0.1", port: 0, handshakeTimeoutSeconds: 600,
                tls: OCPPListenerConfiguration.TLSPort(host: "127.0.0.1", port: 0)),
            identities: TestCertificates.identities, admission: admission, observer: observer, time: SystemTime(),
            group: MultiThreadedEventLoopGroup.singleton, logger: Logger(label: "test"))
        _ = try await listener.start()
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)
    }

    /// What the admission was told about TLS, in order.
    var seen: [TransportSecurity] { admission.seen.withLock { $0 } }
    var failures: [HandshakeFailure] { observer.failures.withLock { $0 } }

    func nextFailure() async throws -> HandshakeFailure {
        try #require(await failureStream.first { _ in true })
    }

    func path(_ name: String) -> String { directory.appending(path: name).path }

    func write(_ text: String, _ name: String) throws -> String {
        try text.write(toFile: path(name), atomically: true, encoding: .utf8)
        return path(name)
    }

    /// The arguments with which openssl presents a certificate.
    func files(_ identity: ServerIdentity, _ name: String) -> [String] {
        let end = "-----END CERTIFICATE-----\n"
        let chain = identity.certificateChain.replacing(end, with: end + "\0").split(separator: "\0").map(String.init)
        guard
            let own = try? write(chain.first ?? "", "\(name).pem"), let key = try? write(identity.privateKey, "\(name).key"),
            let rest = try? write(chain.dropFirst().joined(), "\(name).chain.pem")
        else { return [] }
        return ["-cert", own, "-key", key] + (chain.count > 1 ? ["-cert_chain", rest] : [])
    }

    /// Connects with `openssl s_client`, asks for the upgrade and returns everything that the program prints.
    func openssl(_ arguments: [String]) async throws -> String {
        let port = try #require(listener.tlsPort)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["openssl", "s_client", "-connect", "127.0.0.1:\(port)", "-servername", "localhost", "-ign_eof"] + arguments
        let input = Pipe()
        let output = Pipe()
        process.standardInput = input
        process.standardOutput = output
        process.standardError = output
        try process.run()
        // With a broken pipe the handshake has failed, which the test sees anyway.
        try? input.fileHandleForWriting.write(contentsOf: Data(Self.request.utf8))
        let data = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: output.fileHandleForReading.readDataToEndOfFile())
            }
        }
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    private static let request =
        "GET /ocpp/CP-1 HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: ocpp1.6\r\n\r\n"
}

private final class RememberingAdmission: ConnectionAdmission {
    let seen = Mutex<[TransportSecurity]>([])

    func decide(_ request: UpgradeRequest) async throws(AdmissionRefusal) -> AdmittedConnection {
        if let security = request.security { seen.withLock { $0.append(security) } }
        throw AdmissionRefusal(status: 403, reason: "not you")
    }
}

private final class RememberingObserver: HandshakeObserver {
    let failures = Mutex<[HandshakeFailure]>([])
    private let continuation: AsyncStream<HandshakeFailure>.Continuation

    init(_ continuation: AsyncStream<HandshakeFailure>.Continuation) {
        self.continuation = continuation
    }

    func handshakeFailed(_ failure: HandshakeFailure) {
        failures.withLock { $0.append(failure) }
        continuation.yield(failure)
    }
}

extension ServerIdentity {
    /// Every certificate of the chain in DER.
    var derChain: [[UInt8]] {
        ((try? NIOSSLCertificate.fromPEMBytes(Array(certificateChain.utf8))) ?? []).compactMap { try? $0.toDERBytes() }
    }

    /// The first line of the certificate's Base64 that tells it from others.
    var pemBody: String {
        certificateChain.split(separator: "\n").dropFirst(3).first.map(String.init) ?? ""
    }
}

import NIOSSL
import Synchronization

/// The contexts of TLS that clients share: to make one takes milliseconds and tens of KiB, so that all charge points with
/// the same certificates have one.
final class ClientTLSContexts: Sendable {
    /// So many are kept. With more, which means as many charge points with certificates of their own, all are forgotten and
    /// made again as they are needed.
    private static let capacity = 10_000

    private let contexts = Mutex<[ClientTLS: NIOSSLContext]>([:])

    /// - Throws: `ConnectFailure.unusableTLS`.
    func context(for tls: ClientTLS) throws(ConnectFailure) -> NIOSSLContext {
        if let known = contexts.withLock({ $0[tls] }) { return known }
        let made: NIOSSLContext
        do {
            made = try NIOSSLContext(configuration: Self.configuration(of: tls))
        } catch {
            throw .unusableTLS("\(error)")
        }
        return contexts.withLock { contexts in
            if let other = contexts[tls] { return other }
            if contexts.count >= Self.capacity { contexts.removeAll() }
            contexts[tls] = made
            return made
        }
    }

    private static func configuration(of tls: ClientTLS) throws -> TLSConfiguration {
        var configuration = TLSConfiguration.makeClientConfiguration()
        switch tls.offer {
        // Security whitepaper, A00.FR.312.
        case .usual:
            configuration.minimumTLSVersion = .tlsv12
        case .cipherSuite(let number):
            configuration.minimumTLSVersion = .tlsv12
            configuration.maximumTLSVersion = .tlsv12
            configuration.cipherSuiteValues = [NIOTLSCipher(number)]
        case .outdated:
            configuration.minimumTLSVersion = .tlsv1
            configuration.maximumTLSVersion = .tlsv11
        }
        configuration.certificateVerification = tls.verifiesHostname ? .fullVerification : .noHostnameVerification
        if !tls.trustRoots.isEmpty {
            configuration.trustRoots = .certificates(
                try tls.trustRoots.flatMap { try NIOSSLCertificate.fromPEMBytes(Array($0.utf8)) })
        }
        if let chain = tls.certificateChain {
            configuration.certificateChain = try NIOSSLCertificate.fromPEMBytes(Array(chain.utf8)).map {
                .certificate($0)
            }
        }
        if let key = tls.privateKey {
            configuration.privateKey = .privateKey(try NIOSSLPrivateKey(bytes: Array(key.utf8), format: .pem))
        }
        return configuration
    }
}

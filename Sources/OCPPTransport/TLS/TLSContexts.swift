import NIOCore
import NIOSSL
import OCPPJ

/// What TLS handshakes work with: a context for each of the two certificates, both for TLS 1.2 and 1.3.
///
/// A context also holds the keys of its session tickets. So a context lives as long as its certificate does: a reconnect storm
/// resumes its sessions, which costs the server a fraction of a handshake.
struct TLSContexts: Sendable {
    let identities: ServerIdentities
    private let ellipticCurve: NIOSSLContext
    private let rsa: NIOSSLContext
    private let curve: CertificateCurve

    /// - Parameter previous: the contexts in use, of which those whose certificate is the same are kept.
    /// - Throws: `TLSIdentityError`.
    init(_ identities: ServerIdentities, replacing previous: TLSContexts? = nil) throws(TLSIdentityError) {
        self.identities = identities
        if let previous, previous.identities.ellipticCurve == identities.ellipticCurve {
            (ellipticCurve, curve) = (previous.ellipticCurve, previous.curve)
        } else {
            let (context, key) = try Self.context(identities.ellipticCurve, .ellipticCurve)
            guard let curve = CertificateCurve.allCases.first(where: { key.contains($0.objectIdentifier) }) else {
                throw TLSIdentityError(reason: "the EC certificate has no key on the curve P-256, P-384 or P-521")
            }
            (ellipticCurve, self.curve) = (context, curve)
        }
        if let previous, previous.identities.rsa == identities.rsa {
            rsa = previous.rsa
        } else {
            let (context, key) = try Self.context(identities.rsa, .rsa)
            guard key.contains(Self.rsaEncryption) else {
                throw TLSIdentityError(reason: "the RSA certificate has no RSA key")
            }
            rsa = context
        }
    }

    /// The certificate for this client, and the context with it.
    func choose(for hello: ClientHello) -> (CertificateKind, NIOSSLContext) {
        let kind = CertificateKind.choose(for: hello, curve: curve)
        return switch kind {
        case .ellipticCurve: (kind, ellipticCurve)
        case .rsa: (kind, rsa)
        }
    }

    /// The object identifier of RSA keys, in DER (RFC 8017, appendix C).
    private static let rsaEncryption: [UInt8] = [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01]

    /// - Returns: the context and the certificate's public key in DER.
    private static func context(
        _ identity: ServerIdentity, _ kind: CertificateKind
    ) throws(TLSIdentityError) -> (NIOSSLContext, [UInt8]) {
        do {
            let chain = try NIOSSLCertificate.fromPEMBytes(Array(identity.certificateChain.utf8))
            guard let own = chain.first else {
                throw TLSIdentityError(reason: "the \(kind.words) certificate chain is empty")
            }
            let key = try NIOSSLPrivateKey(bytes: Array(identity.privateKey.utf8), format: .pem)
            let publicKey = try own.extractPublicKey().toSPKIBytes()
            return (try NIOSSLContext(configuration: configuration(chain, key, kind)), publicKey)
        } catch let error as TLSIdentityError {
            throw error
        } catch {
            throw TLSIdentityError(
                reason: "the \(kind.words) certificate of the server and its key cannot be used together: \(error)")
        }
    }

    private static func configuration(
        _ chain: [NIOSSLCertificate], _ key: NIOSSLPrivateKey, _ kind: CertificateKind
    ) -> TLSConfiguration {
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
        configuration.minimumTLSVersion = .tlsv12
        configuration.cipherSuiteValues = kind.cipherSuites
        configuration.curves = [.x25519, .secp256r1, .secp384r1, .secp521r1]
        // Asked for, never demanded, and judged by the admission with an HTTP status that tells what is wrong. No roots of trust
        // are needed here.
        configuration.certificateVerification = .optionalVerification
        configuration.trustRoots = .certificates([])
        configuration.verifySignatureAlgorithms = [
            .ecdsaSecp256R1Sha256, .rsaPssRsaeSha256, .rsaPkcs1Sha256, .ecdsaSecp384R1Sha384, .rsaPssRsaeSha384,
            .rsaPkcs1Sha384, .ecdsaSecp521R1Sha512, .rsaPssRsaeSha512, .rsaPkcs1Sha512,
        ]
        // How long the end of a connection waits for the peer's.
        configuration.shutdownTimeout = .seconds(2)
        return configuration
    }
}

extension CertificateKind {
    /// The suites of TLS 1.2, the best first; those of TLS 1.3 need no choice. With the RSA key also the two with static RSA
    /// that the security whitepaper demands (A00.FR.317).
    fileprivate var cipherSuites: [NIOTLSCipher] {
        switch self {
        case .ellipticCurve:
            [
                .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
                .TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
            ]
        case .rsa:
            [
                .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
                .TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256, .TLS_RSA_WITH_AES_128_GCM_SHA256,
                .TLS_RSA_WITH_AES_256_GCM_SHA384,
            ]
        }
    }
}

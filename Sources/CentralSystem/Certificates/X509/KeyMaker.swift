import CryptoExtras
import Crypto
import Dispatch
import X509

/// Makes keys. That of RSA takes from a tenth of a second to several, so it has a queue of its own.
enum KeyMaker {
    private static let queue = DispatchQueue(label: "stationmaster.keys", qos: .utility)

    /// - Parameter rsaBits: the length of an RSA key; one on an elliptic curve is of P-256.
    static func make(_ kind: KeyKind, rsaBits: Int) async throws -> Certificate.PrivateKey {
        switch kind {
        case .ellipticCurve: Certificate.PrivateKey(P256.Signing.PrivateKey())
        case .rsa:
            try await withCheckedThrowingContinuation { continuation in
                queue.async {
                    continuation.resume(
                        with: Result {
                            Certificate.PrivateKey(
                                try _RSA.Signing.PrivateKey(keySize: _RSA.Signing.KeySize(bitCount: rsaBits)))
                        })
                }
            }
        }
    }

    /// Runs work with private keys where it holds up nobody else.
    static func perform<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Swift.Result { try work() }) }
        }
    }
}

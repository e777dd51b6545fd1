package import X509
import Crypto
import CryptoExtras

/// The two families of keys that the security whitepaper knows (A00.FR.504 and following).
package enum KeyKind: String, CaseIterable, Sendable {
    case rsa = "RSA"
    case ellipticCurve = "EC"
}

/// A public key in facts.
package struct KeyFacts: Hashable, Sendable {
    package var kind: KeyKind
    /// Of the modulus, or of the curve.
    package var bits: Int

    /// Nil for a key of neither family.
    package init?(_ key: Certificate.PublicKey) {
        if let rsa = _RSA.Signing.PublicKey(key) {
            (kind, bits) = (.rsa, rsa.keySizeInBits)
        } else if P256.Signing.PublicKey(key) != nil {
            (kind, bits) = (.ellipticCurve, 256)
        } else if P384.Signing.PublicKey(key) != nil {
            (kind, bits) = (.ellipticCurve, 384)
        } else if P521.Signing.PublicKey(key) != nil {
            (kind, bits) = (.ellipticCurve, 521)
        } else {
            return nil
        }
    }

    /// `RSA 2048`, `EC P-256`.
    package var text: String {
        switch kind {
        case .rsa: "RSA \(bits)"
        case .ellipticCurve: "EC P-\(bits)"
        }
    }
}

/// The curve of an elliptic curve key, as TLS numbers what belongs to it.
enum CertificateCurve: Hashable, Sendable, CaseIterable {
    case p256, p384, p521

    /// RFC 8446, section 4.2.7.
    var group: UInt16 {
        switch self {
        case .p256: 0x0017
        case .p384: 0x0018
        case .p521: 0x0019
        }
    }

    /// The one algorithm that a key on this curve signs with in TLS 1.3 (RFC 8446, section 4.2.3).
    var signatureAlgorithm: UInt16 {
        switch self {
        case .p256: 0x0403
        case .p384: 0x0503
        case .p521: 0x0603
        }
    }

    /// The object identifier in a SubjectPublicKeyInfo, in DER.
    var objectIdentifier: [UInt8] {
        switch self {
        case .p256: [0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07]
        case .p384: [0x2B, 0x81, 0x04, 0x00, 0x22]
        case .p521: [0x2B, 0x81, 0x04, 0x00, 0x23]
        }
    }
}

/// Which of the two certificates a client is shown.
///
/// TLS libraries take one certificate for a context, and the security whitepaper demands suites that need an elliptic curve key
/// and suites that need an RSA key (A00.FR.317), so the choice is made before the handshake.
enum CertificateKind: Hashable, Sendable {
    case ellipticCurve, rsa

    /// ECDHE_ECDSA with AES-GCM or ChaCha20 (RFC 5289, RFC 7905).
    private static let ellipticCurveSuites: Set<UInt16> = [0xC02B, 0xC02C, 0xCCA9]
    /// ECDSA with SHA-256, SHA-384, SHA-512 and SHA-1, which TLS 1.2 does not tie to a curve.
    private static let ellipticCurveSignatures: Set<UInt16> = [0x0403, 0x0503, 0x0603, 0x0203]

    /// The one with which the handshake succeeds; the elliptic curve one when both do, because it costs the server a tenth.
    ///
    /// - Parameter curve: that of the server's elliptic curve certificate.
    static func choose(for hello: ClientHello, curve: CertificateCurve) -> CertificateKind {
        if hello.versions.contains(ClientHello.tls13) {
            return hello.signatureAlgorithms?.contains(curve.signatureAlgorithm) == true ? .ellipticCurve : .rsa
        }
        guard hello.cipherSuites.contains(where: ellipticCurveSuites.contains) else { return .rsa }
        // A client that names no groups or algorithms takes any (RFC 8422, section 4; RFC 5246, section 7.4.1.4.1).
        let takesCurve = hello.groups?.contains(curve.group) ?? true
        let takesSignature = hello.signatureAlgorithms?.contains(where: ellipticCurveSignatures.contains) ?? true
        return takesCurve && takesSignature ? .ellipticCurve : .rsa
    }

    /// For people.
    var words: String {
        switch self {
        case .ellipticCurve: "EC"
        case .rsa: "RSA"
        }
    }
}

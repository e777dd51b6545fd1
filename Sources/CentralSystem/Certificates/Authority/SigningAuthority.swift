import OCPPJ
import SwiftASN1
import X509

/// A certificate of an authority together with its key: what signs.
struct SigningAuthority: Sendable {
    /// Charge points whose clocks are slow by no more than this take a root and the server's certificate.
    private static let clockToleranceSeconds = 86_400
    /// The same for a charge point's own certificate: little, because it uses the one whose validity began last (whitepaper,
    /// A02.FR.09), which an older one from elsewhere must not be.
    private static let chargePointToleranceSeconds = 60

    let certificate: DecodedCertificate
    /// Those that have issued it, nearest first; empty for a root, and as far as the operator gave them.
    let issuers: [DecodedCertificate]
    private let privateKey: Certificate.PrivateKey

    /// - Throws: `CertificateFault` when the key is not the certificate's, or the certificate may not sign.
    init(certificate: DecodedCertificate, issuers: [DecodedCertificate], privateKey: Certificate.PrivateKey) throws(CertificateFault) {
        guard privateKey.publicKey == certificate.certificate.publicKey else {
            throw CertificateFault("the key is not that of the first certificate, \(certificate.subject)")
        }
        guard certificate.isAuthority else {
            throw CertificateFault("\(certificate.subject) is not the certificate of an authority (basicConstraints)")
        }
        self.certificate = certificate
        self.issuers = issuers
        self.privateKey = privateKey
    }

    /// A new root. Its name ends in a random part, so that two servers never have roots of the same name.
    init(root name: String, key: Certificate.PrivateKey, from moment: Timestamp, years: Int) throws {
        let subject = try DistinguishedName {
            OrganizationName("Stationmaster")
            CommonName("\(name) \(Certificate.SerialNumber.random128().bytes.prefix(4).hexadecimal)")
        }
        let identifier = SubjectKeyIdentifier(hash: key.publicKey)
        let certificate = try Certificate(
            version: .v3, serialNumber: .random128(), publicKey: key.publicKey,
            notValidBefore: moment.advanced(bySeconds: -Self.clockToleranceSeconds).date,
            notValidAfter: moment.advanced(bySeconds: years * 365 * 86_400).date, issuer: subject, subject: subject,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 1))
                Critical(KeyUsage(keyCertSign: true, cRLSign: true))
                identifier
                AuthorityKeyIdentifier(keyIdentifier: identifier.keyIdentifier)
            },
            issuerPrivateKey: key)
        self.certificate = try DecodedCertificate(certificate)
        issuers = []
        privateKey = key
    }

    /// This authority and those above it, as they follow a certificate that it signs.
    var chain: [DecodedCertificate] { [certificate] + issuers }

    /// The key in PEM, for the file that it is kept in.
    var privateKeyText: String {
        get throws { PEMBlock.withLineFeeds(try privateKey.serializeAsPEM().pemString) + "\n" }
    }

    /// Signs a certificate with the default algorithm of this authority's key: SHA256withRSA (PKCS#1) for RSA, which certification asks
    /// for, ECDSA with SHA-256 for P-256.
    ///
    /// - Parameters:
    ///   - purpose: what the holder is, for the extended key usage.
    ///   - names: alternative names of the subject; none for charge points.
    ///   - days: how long it is valid, but never longer than this authority.
    func issue(
        _ subject: DistinguishedName, publicKey: Certificate.PublicKey, for purpose: ExtendedKeyUsage.Usage,
        names: [GeneralName] = [], from moment: Timestamp, days: Int
    ) throws -> DecodedCertificate {
        let isRSA = KeyFacts(publicKey)?.kind == .rsa
        let ownIdentifier = try certificate.certificate.extensions.subjectKeyIdentifier?.keyIdentifier
            ?? SubjectKeyIdentifier(hash: certificate.certificate.publicKey).keyIdentifier
        let tolerance = purpose == .clientAuth ? Self.chargePointToleranceSeconds : Self.clockToleranceSeconds
        let start = max(moment.advanced(bySeconds: -tolerance), certificate.notBefore)
        let end = min(moment.advanced(bySeconds: days * 86_400), certificate.notAfter)
        return try DecodedCertificate(
            Certificate(
                version: .v3, serialNumber: .random128(), publicKey: publicKey, notValidBefore: start.date,
                notValidAfter: end.date, issuer: certificate.certificate.subject, subject: subject,
                extensions: Certificate.Extensions {
                    Critical(BasicConstraints.notCertificateAuthority)
                    // A server's RSA key decrypts the secret of the suites with static RSA.
                    Critical(KeyUsage(digitalSignature: true, keyEncipherment: isRSA))
                    try ExtendedKeyUsage([purpose])
                    SubjectKeyIdentifier(hash: publicKey)
                    AuthorityKeyIdentifier(keyIdentifier: ownIdentifier)
                    if !names.isEmpty { SubjectAlternativeNames(names) }
                },
                issuerPrivateKey: privateKey))
    }
}

extension Certificate.SerialNumber {
    /// 16 random bytes, positive and never with a leading zero.
    static func random128() -> Certificate.SerialNumber {
        var generator = SystemRandomNumberGenerator()
        var bytes = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
        bytes[0] = bytes[0] & 0x3F | 0x40
        return Certificate.SerialNumber(bytes: bytes)
    }
}

import Crypto
import Foundation
import SwiftASN1
import X509
import _CryptoExtras

/// The certificates that the test itself needs: roots of its own, and what is signed with them.
package struct CertificateWorkshop: Sendable {
    /// A root whose charge point certificates the Central System shall take.
    package struct Root: Sendable {
        package let name: String
        /// In PEM.
        package let certificate: String
    }

    /// Somebody who signs certificates.
    struct Authority: Sendable {
        let name: DistinguishedName
        let key: Certificate.PrivateKey
        let certificate: Certificate
    }

    private let ellipticCurve: Authority
    private let rsa: Authority

    /// Makes new keys and roots.
    package init() throws(CaseFailure) {
        do {
            ellipticCurve = try Self.authority(
                "Stationmaster certification EC root", Certificate.PrivateKey(P256.Signing.PrivateKey()))
            rsa = try Self.authority(
                "Stationmaster certification RSA root",
                Certificate.PrivateKey(_RSA.Signing.PrivateKey(keySize: .bits2048)))
        } catch {
            throw .inconclusive("the test cannot make its own certificates: \(error)")
        }
    }

    /// The roots that charge point certificates of the test lead to.
    package var clientRoots: [Root] {
        [
            Root(name: "certification-ec", certificate: Self.pem(ellipticCurve.certificate)),
            Root(name: "certification-rsa", certificate: Self.pem(rsa.certificate)),
        ]
    }

    /// A new certificate for a charge point.
    ///
    /// - Parameter commonName: the serial number of the charge point.
    package func clientCertificate(
        commonName: String, key kind: TestStation.CertificateKey
    ) throws(CaseFailure) -> ClientCertificate {
        do {
            let authority = kind == .rsa ? rsa : ellipticCurve
            let key =
                kind == .rsa
                ? try Certificate.PrivateKey(_RSA.Signing.PrivateKey(keySize: .bits2048))
                : Certificate.PrivateKey(P256.Signing.PrivateKey())
            let certificate = try Self.certificate(
                subject: DistinguishedName { CommonName(commonName) }, publicKey: key.publicKey, issuer: authority.name,
                signedWith: authority.key,
                extensions: Certificate.Extensions {
                    Critical(BasicConstraints.notCertificateAuthority)
                    Critical(KeyUsage(digitalSignature: true))
                    try ExtendedKeyUsage([.clientAuth])
                })
            return ClientCertificate(
                chain: Self.pem(certificate) + Self.pem(authority.certificate),
                key: try key.serializeAsPEM().pemString + "\n")
        } catch {
            throw .inconclusive("the test cannot make its own certificates: \(error)")
        }
    }

    /// A new authority whose certificate it has signed itself.
    static func authority(_ name: String, _ key: Certificate.PrivateKey) throws -> Authority {
        let subject = try DistinguishedName {
            OrganizationName("Stationmaster")
            CommonName(name)
        }
        let certificate = try certificate(
            subject: subject, publicKey: key.publicKey, issuer: subject, signedWith: key,
            extensions: Certificate.Extensions {
                Critical(BasicConstraints.isCertificateAuthority(maxPathLength: nil))
                Critical(KeyUsage(keyCertSign: true, cRLSign: true))
            })
        return Authority(name: subject, key: key, certificate: certificate)
    }

    /// A certificate that is valid for a month.
    static func certificate(
        subject: DistinguishedName, publicKey: Certificate.PublicKey, issuer: DistinguishedName,
        signedWith key: Certificate.PrivateKey, extensions: Certificate.Extensions
    ) throws -> Certificate {
        try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: publicKey,
            notValidBefore: .now - 3600, notValidAfter: .now + 86_400 * 30, issuer: issuer, subject: subject,
            extensions: extensions, issuerPrivateKey: key)
    }

    static func pem(_ certificate: Certificate) -> String {
        do {
            return try certificate.serializeAsPEM().pemString + "\n"
        } catch {
            // A certificate that was just made can always be written.
            return ""
        }
    }
}

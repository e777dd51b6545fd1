import Crypto
import CryptoExtras
import Foundation
import SwiftASN1
import X509

@testable import Certification

/// A chain as CertificateSigned brings it, made right or wrong in one way.
struct TestChain {
    /// What is wrong with it.
    enum Fault: CaseIterable {
        case carriageReturns, onlyTheLeaf, rootFirst, otherKey, otherIssuersName, otherIssuersKey, otherCommonName
        case noCommonName, noUsage, otherUsage, otherFamily, privateKeyInside, noPEM, tooLong, damaged, longerHash
    }

    let text: String
    /// The key of the request.
    let publicKey: Certificate.PublicKey
    let kind: TestStation.CertificateKey

    static let commonName = "SN-1"

    init(_ kind: TestStation.CertificateKey, _ fault: Fault? = nil) throws {
        self.kind = kind
        let other: TestStation.CertificateKey = kind == .rsa ? .ellipticCurve : .rsa
        let own = try Self.key(kind)
        let authorityKey = fault == .longerHash
            ? Certificate.PrivateKey(P384.Signing.PrivateKey()) : try Self.key(fault == .otherFamily ? other : kind)
        let authority = try CertificateWorkshop.authority("Issuing authority", authorityKey)
        let signingKey = fault == .otherIssuersKey ? try Self.key(kind) : authority.key
        let leaf = try CertificateWorkshop.certificate(
            subject: Self.subject(fault), publicKey: fault == .otherKey ? Self.key(kind).publicKey : own.publicKey,
            issuer: fault == .otherIssuersName ? DistinguishedName { CommonName("Somebody else") } : authority.name,
            signedWith: signingKey, extensions: Self.extensions(fault))
        publicKey = own.publicKey
        let (first, second) = (CertificateWorkshop.pem(leaf), CertificateWorkshop.pem(authority.certificate))
        text =
            switch fault {
            case .carriageReturns: (first + second).replacing("\n", with: "\r\n")
            case .onlyTheLeaf: first
            case .rootFirst: second + first
            case .privateKeyInside: first + second + (try own.serializeAsPEM().pemString) + "\n"
            case .noPEM: "no certificate"
            case .tooLong: first + second + String(repeating: second, count: 30)
            case .damaged: first + PEMDocument(type: "CERTIFICATE", derBytes: [0x30, 0x03, 0x02, 0x01, 0x01]).pemString
            default: first + second
            }
    }

    /// What the check finds wrong.
    var problems: [String] {
        CertificateChainCheck(text: text, publicKey: publicKey, kind: kind, commonName: Self.commonName).findings
            .compactMap(\.problem)
    }

    private static func key(_ kind: TestStation.CertificateKey) throws -> Certificate.PrivateKey {
        kind == .rsa
            ? try Certificate.PrivateKey(_RSA.Signing.PrivateKey(keySize: .bits2048))
            : Certificate.PrivateKey(P256.Signing.PrivateKey())
    }

    private static func subject(_ fault: Fault?) throws -> DistinguishedName {
        switch fault {
        case .otherCommonName: try DistinguishedName { CommonName("SN-2") }
        case .noCommonName: try DistinguishedName { OrganizationName("SN-1") }
        default: try DistinguishedName { CommonName(commonName) }
        }
    }

    private static func extensions(_ fault: Fault?) throws -> Certificate.Extensions {
        try Certificate.Extensions {
            Critical(BasicConstraints.notCertificateAuthority)
            if fault != .noUsage { try ExtendedKeyUsage([fault == .otherUsage ? .serverAuth : .clientAuth]) }
        }
    }
}

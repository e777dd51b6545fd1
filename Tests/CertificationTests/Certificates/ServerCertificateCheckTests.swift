import Crypto
import Foundation
import SwiftASN1
import Testing
import X509

@testable import Certification

@Suite("The server's certificate")
struct ServerCertificateCheckTests {
    private static let host = "csms.example.com"

    private func problems(_ pem: String, host: String = host) throws -> [String] {
        try ServerCertificateCheck(der: PEMDocument(pemString: pem).derBytes, host: host).findings.compactMap(\.problem)
    }

    private func certificate(_ commonName: String, serialNumber: [UInt8] = [1]) throws -> String {
        let key = Certificate.PrivateKey(P256.Signing.PrivateKey())
        let subject = try DistinguishedName { CommonName(commonName) }
        return CertificateWorkshop.pem(
            try Certificate(
                version: .v3, serialNumber: Certificate.SerialNumber(bytes: serialNumber), publicKey: key.publicKey,
                notValidBefore: .now, notValidAfter: .now + 3600, issuer: subject, subject: subject,
                extensions: Certificate.Extensions { SubjectAlternativeNames([.dnsName(Self.host)]) }, issuerPrivateKey: key))
    }

    @Test("a CN that is the name of the endpoint is right, in upper or lower case")
    func rightName() throws {
        #expect(try problems(certificate(Self.host)) == [])
        #expect(try problems(certificate("CSMS.example.com")) == [])
    }

    @Test("a name in subjectAltName does not make up for the CN", arguments: ["csms", "*.example.com", "example.com"])
    func otherName(commonName: String) throws {
        #expect(
            try problems(certificate(commonName))
                == ["the CN of the server's certificate was \(commonName), expected csms.example.com"])
    }

    @Test("an endpoint given by its address says nothing about the CN, unless it is empty", arguments: ["127.0.0.1", "::1"])
    func address(host: String) throws {
        let findings = ServerCertificateCheck(
            der: try PEMDocument(pemString: certificate("anything")).derBytes, host: host).findings
        #expect(findings.allSatisfy { $0.problem == nil })
        #expect(
            findings.last?.verdict == .notLookedAt("the endpoint is given by its address; the CN is anything"))
        #expect(
            try problems(UnusualCertificates.nameless, host: host)
                == ["the CN of the server's certificate was absent or empty, expected \(host)"])
    }

    @Test("a serial number of 0 is none")
    func serialNumber() throws {
        #expect(
            try problems(certificate(Self.host, serialNumber: [0]))
                == ["the serial number of the server's certificate was 0, expected one"])
    }

    @Test(
        "keys that are too short are named, of any kind",
        arguments: [
            (UnusualCertificates.weakRSA, "RSA with 1024 bits, expected at least 2048"),
            (UnusualCertificates.weakCurve, "EC with 192 bits, expected at least 224"),
            (UnusualCertificates.edwards, "of an unknown kind, expected RSA, DSA or EC"),
        ])
    func weakKeys(pem: String, expected: String) throws {
        #expect(try problems(pem) == ["the key of the server's certificate was \(expected)"])
    }

    @Test(
        "keys of the least size are long enough, of any kind",
        arguments: [
            (UnusualCertificates.smallCurve, KeyFacts.Kind.ellipticCurve, 224), (UnusualCertificates.dsa, .dsa, 2048),
            (UnusualCertificates.issuer, .rsa, 2048), (UnusualCertificates.firstVersion, .rsa, 2048),
        ])
    func sizes(pem: String, kind: KeyFacts.Kind, bits: Int) throws {
        let facts = try CertificateFacts(PEMDocument(pemString: pem).derBytes)
        #expect(facts.key.kind == kind)
        #expect(facts.key.bits == bits)
        #expect(facts.key.isLongEnough("the key").problem == nil)
    }

    @Test("bytes that are no certificate are said to be none")
    func damaged() throws {
        for bytes: [UInt8] in [[], [0x30, 0x00], [0x05, 0x00], Array(repeating: 0x30, count: 40)] {
            let findings = ServerCertificateCheck(der: bytes, host: Self.host).findings
            #expect(findings.count == 1)
            #expect(findings[0].problem?.hasPrefix("the server's certificate cannot be read") == true)
        }
    }
}

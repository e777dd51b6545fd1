import ChargePointSimulator
import Crypto
import Foundation
import OCPP16
import OCPPJ
import SwiftASN1
import Testing
import X509

@testable import Certification

@Suite("The workshop of the test's certificates")
struct WorkshopTests {
    private let workshop: CertificateWorkshop

    init() throws {
        workshop = try CertificateWorkshop()
    }

    @Test(
        "a certificate for a charge point passes the check that is made of a Central System's",
        arguments: TestStation.CertificateKey.allCases)
    func clientCertificates(kind: TestStation.CertificateKey) throws {
        let certificate = try workshop.clientCertificate(commonName: "SN-1", key: kind)
        let key = try Certificate.PrivateKey(pemEncoded: certificate.key).publicKey
        let check = CertificateChainCheck(text: certificate.chain, publicKey: key, kind: kind, commonName: "SN-1")
        #expect(check.findings.compactMap(\.problem) == [])
    }

    @Test("the signature of firmware verifies, and the invalid one does not")
    func firmware() throws {
        let image = Array("an image".utf8)
        for isValid in [true, false] {
            let signing = try workshop.firmwareSigning(of: image, isValid: isValid)
            let certificate = try Certificate(pemEncoded: signing.signingCertificate)
            let key = try #require(P256.Signing.PublicKey(certificate.publicKey))
            let bytes = try #require(Data(base64Encoded: signing.signature))
            let signature = try P256.Signing.ECDSASignature(derRepresentation: bytes)
            #expect(key.isValidSignature(signature, for: SHA256.hash(data: image)) == isValid)
        }
    }

    @Test(
        "a root to be installed fits into the message and has hash data in each algorithm",
        arguments: TestStation.CertificateKey.allCases)
    func roots(kind: TestStation.CertificateKey) throws {
        let root = try workshop.root("Root", key: kind)
        #expect(root.pem.unicodeScalars.count <= 5500)
        for (algorithm, digits) in zip(HashAlgorithmEnumType.allCases, [64, 96, 128]) {
            #expect(try root.hashData(algorithm, issuer: nil).issuerKeyHash.text.count == digits)
        }
    }

    @Test("what a charge point shows of an arrived chain has no root in it, and the serial number no leading zeros")
    func arrived() throws {
        let certificate = try workshop.clientCertificate(commonName: "SN-1", key: .ellipticCurve)
        let request = CertificateSigned(certificateChain: try BoundedString(certificate.chain))
        let arrived = ArrivedCertificate(
            call: try ReceivedCall(messageID: "1", request: request, payload: JSONNode.parse(Array("{}".utf8), maximumDepth: 4)), key: certificate.key)
        let shown = try PEMDocument.parseMultiple(pemString: arrived.own.chain)
        let sent = try PEMDocument.parseMultiple(pemString: certificate.chain)
        #expect(shown == [sent[0]])
        #expect(try arrived.own.key == certificate.key)
        #expect(try !arrived.serialNumber.hasPrefix("0"))
    }
}

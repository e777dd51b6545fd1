import Crypto
import SwiftASN1
import Testing
import X509

@testable import Certification

@Suite("The chain in CertificateSigned")
struct CertificateChainCheckTests {
    /// What is said about each fault; nil where nothing may be said. A part of it is enough.
    private static func expected(_ fault: TestChain.Fault) -> String? {
        switch fault {
        case .carriageReturns: "had CR in its line endings"
        case .onlyTheLeaf: "held 1 certificate, expected"
        case .rootFirst: "had the certificate for the key of the request in place 2, expected it to be first"
        case .otherKey: "had no certificate for the key of the request"
        case .otherIssuersName: "issued by CN=Somebody else before that of"
        case .otherIssuersKey: "whose signature does not verify with the key of the second"
        case .otherCommonName: "whose CN was SN-2, expected SN-1"
        case .noCommonName: "whose CN was absent, expected SN-1"
        case .noUsage: "without extendedKeyUsage, expected clientAuth"
        case .otherUsage: "with another extendedKeyUsage, expected clientAuth"
        case .otherFamily: "had a first certificate signed with"
        case .privateKeyInside: "held a PEM block PRIVATE KEY"
        case .noPEM: "held 0 certificates"
        case .tooLong: "expected at most 10000"
        case .damaged: "held a certificate that cannot be read"
        case .longerHash: nil
        }
    }

    @Test("a chain that is right is not objected to", arguments: TestStation.CertificateKey.allCases)
    func right(kind: TestStation.CertificateKey) throws {
        #expect(try TestChain(kind).problems == [])
    }

    @Test("each fault of a chain is named", arguments: TestChain.Fault.allCases)
    func wrong(fault: TestChain.Fault) throws {
        let problems = try TestChain(.ellipticCurve, fault).problems
        guard let expected = Self.expected(fault) else {
            #expect(problems == [])
            return
        }
        #expect(problems.contains { $0.hasPrefix("CertificateSigned.req: certificateChain") && $0.contains(expected) }, "\(problems)")
    }

    @Test("a certificate for an RSA key that is signed with ECDSA is objected to, and the other way round")
    func families() throws {
        #expect(try TestChain(.rsa, .otherFamily).problems.first?.hasSuffix("SHA256withECDSA, expected SHA256withRSA") == true)
        #expect(
            try TestChain(.ellipticCurve, .otherFamily).problems.first?.hasSuffix("SHA256withRSA, expected SHA256withECDSA") == true)
    }

    @Test(
        "unusual signatures are named although the library does not read them",
        arguments: [(UnusualCertificates.probabilistic, "RSA-PSS"), (UnusualCertificates.outdatedHash, "SHA1withRSA")])
    func unusualSignatures(leaf: String, name: String) throws {
        let facts = try CertificateFacts(PEMDocument(pemString: leaf).derBytes)
        let check = CertificateChainCheck(
            text: leaf + "\n" + UnusualCertificates.issuer + "\n",
            publicKey: try Certificate.PublicKey(derEncoded: facts.publicKey), kind: .rsa, commonName: "SN-1")
        let problem = try #require(check.findings.compactMap(\.problem).first)
        #expect(problem.hasSuffix("had a first certificate signed with \(name), expected SHA256withRSA"))
    }

    @Test("a chain with everything wrong at once never ends a check early without a problem")
    func nothing() {
        for text in ["", "\r\n", "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n", "-----BEGIN CERTIFICATE-----"] {
            let key = CertificateChainCheckTests.anyKey
            let check = CertificateChainCheck(text: text, publicKey: key, kind: .rsa, commonName: "SN-1")
            #expect(check.findings.contains { $0.problem != nil })
        }
    }

    private static let anyKey = Certificate.PrivateKey(P256.Signing.PrivateKey()).publicKey
}

import Crypto
import Foundation
import OCPPJ
import SwiftASN1
import Testing
import X509

@testable import CentralSystem

@Suite("Requests for certificates")
struct CertificateRequestTests {
    private let holder = CertificateHolder(
        chargePoint: ChargePointReference(key: 1, identity: "CP-1"), serialNumber: "SN-1")

    private func objection(_ pem: String, _ settings: CertificateSettings = CertificateSettings()) -> String? {
        do throws(CertificateFault) {
            return try CertificateRequest(pem: pem).objection(for: holder, settings)
        } catch {
            return error.reason
        }
    }

    @Test("keys of RSA and of the curves are taken, with any line endings and words around")
    func good() async throws {
        let rsa = try CertificateFixture.request(key: try await CertificateFixture.rsaKey.value)
        let keys: [Certificate.PrivateKey] = [
            Certificate.PrivateKey(P256.Signing.PrivateKey()), Certificate.PrivateKey(P384.Signing.PrivateKey()),
            Certificate.PrivateKey(P521.Signing.PrivateKey()),
        ]
        for text in [rsa] + (try keys.map { try CertificateFixture.request(key: $0) }) {
            #expect(objection(text) == nil)
            #expect(objection(text.replacing("\n", with: "\r\n")) == nil)
            #expect(objection("Certificate Request:\n  Data\n" + text + "\n\n") == nil)
            #expect(objection(text.replacing("CERTIFICATE REQUEST", with: "NEW CERTIFICATE REQUEST")) == nil)
        }
    }

    @Test("text that is no request is refused", arguments: [
        "", "nonsense", "-----BEGIN CERTIFICATE REQUEST-----", "-----BEGIN CERTIFICATE REQUEST-----\n-----END CERTIFICATE REQUEST-----",
        "-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----",
        "-----BEGIN CERTIFICATE REQUEST-----\n****\n-----END CERTIFICATE REQUEST-----",
        "-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE-----",
        "-----BEGIN CERTIFICATE REQUEST-----\n-----BEGIN CERTIFICATE REQUEST-----\nMIIB\n-----END CERTIFICATE REQUEST-----",
        "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----",
        "-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE REQUEST-----",
    ])
    func nonsense(text: String) {
        #expect(objection(text) != nil)
    }

    @Test("a request is refused whose signature is not of its own key, whichever byte was changed")
    func tampered() throws {
        let block = try PEMBlock.all(in: try CertificateFixture.request())[0]
        for index in stride(from: 0, to: block.content.count, by: 7) {
            var content = block.content
            content[index] ^= 0x01
            #expect(objection(PEMBlock(label: block.label, content: content).text) != nil, "byte \(index)")
        }
    }

    @Test("a request that is cut off is refused, wherever")
    func cut() throws {
        let block = try PEMBlock.all(in: try CertificateFixture.request())[0]
        for count in 1..<block.content.count {
            #expect(objection(PEMBlock(label: block.label, content: Array(block.content.prefix(count))).text) != nil)
        }
    }

    @Test("keys that are too short or of another kind are refused")
    func keys() throws {
        // openssl req -new -newkey rsa:1024 -nodes -subj /CN=CP-1
        #expect(objection(Self.shortRSA)?.contains("2048 bits at least") == true)
        #expect(objection(try CertificateFixture.request(key: Certificate.PrivateKey(Curve25519.Signing.PrivateKey()))) != nil)
    }

    @Test("the common name must be the charge point's, as the setting says", arguments: [
        (CertificateSubjectRule.serialNumberOrIdentity, "CP-1" as String?, true), (.serialNumberOrIdentity, "SN-1", true),
        (.serialNumberOrIdentity, "CP-2", false), (.serialNumberOrIdentity, "cp-1", false), (.serialNumberOrIdentity, nil, false),
        (.serialNumber, "SN-1", true), (.serialNumber, "CP-1", false), (.identity, "CP-1", true), (.identity, "SN-1", false),
        (.any, "CP-2", true), (.any, nil, true),
    ])
    func subject(rule: CertificateSubjectRule, name: String?, isTaken: Bool) throws {
        let text = try CertificateFixture.request(name)
        #expect((objection(text, CertificateSettings(subject: rule)) == nil) == isTaken)
    }

    @Test("without a registered serial number, the rule of serial numbers lets nobody in")
    func unregistered() throws {
        let holder = CertificateHolder(chargePoint: holder.chargePoint)
        let request = try CertificateRequest(pem: try CertificateFixture.request("CP-1"))
        #expect(request.objection(for: holder, CertificateSettings(subject: .serialNumber)) != nil)
        #expect(request.objection(for: holder, CertificateSettings()) == nil)
    }

    @Test("the organization counts only where one is set", arguments: [
        ("", nil as String?, true), ("", "Anybody", true), ("Operator", "Operator", true), ("Operator", nil, false), ("Operator", "Other", false),
    ])
    func organization(wanted: String, given: String?, isTaken: Bool) throws {
        let text = try CertificateFixture.request(organization: given)
        #expect((objection(text, CertificateSettings(organization: wanted)) == nil) == isTaken)
    }

    @Test("two common names are one too many")
    func twoNames() throws {
        let subject = try DistinguishedName {
            CommonName("CP-1")
            CommonName("CP-2")
        }
        let request = try CertificateSigningRequest(
            version: .v1, subject: subject, privateKey: CertificateFixture.newKey(),
            attributes: CertificateSigningRequest.Attributes())
        #expect(objection(try request.serializeAsPEM().pemString)?.contains("2 common names") == true)
    }

    private static let shortRSA = """
        -----BEGIN CERTIFICATE REQUEST-----
        MIIBTjCBuAIBADAPMQ0wCwYDVQQDDARDUC0xMIGfMA0GCSqGSIb3DQEBAQUAA4GN
        ADCBiQKBgQDEm+I+Fq801fMqm3cL4fgGIcGDc5DQEzFya9YK/+KRtLwuXDDQQPlY
        Ly93wUYYHUxcKgaUCUVaF2ykFOn35Lo58NBR7pslafGjQWE1L+hl8xMNge3Rcf7+
        Usj8vwL+v0kevPVFBWXsjh0Qslzb6tYTZQA1prD/aSB4F282wsZOqQIDAQABoAAw
        DQYJKoZIhvcNAQELBQADgYEAiHwNASQJeYc2lCwaoOgMG9RteUMLqIDwzbPXdNq1
        3JZtfe5FJc/8htExfYhK9neReOokNQ29v2FhX4EAk9cw+AUYMUiZzgT0ubZ4UhJY
        kZA8y8FsEWBg0190BXYOYd3UmsqLFytdjxrGxDPklj3J4NWh+uNhX+y3S9gtVOUL
        DRk=
        -----END CERTIFICATE REQUEST-----
        """
}

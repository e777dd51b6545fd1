import Foundation
import OCPPJ
import SwiftASN1
import Testing
import X509

@testable import CentralSystem

@Suite("The certificate authority")
struct CertificateAuthorityTests {
    private let folder = CertificateFixture.temporaryFolder()

    private func open(_ settings: AuthoritySettings = AuthoritySettings(rsaBits: 2048)) async throws -> CertificateAuthority {
        try await CertificateAuthority(
            in: try CertificateDirectory(folder, logger: CertificateFixture.logger), settings: settings,
            at: CentralSystemFixture.morning)
    }

    private func mode(_ name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: name.isEmpty ? folder : "\(folder)/\(name)")
        return try #require(attributes[.posixPermissions] as? Int)
    }

    @Test("its keys are readable by their owner alone, and the next start finds the same")
    func files() async throws {
        let made = try await open()
        #expect(try mode("") == 0o700)
        #expect(try mode("authority-ec.pem") == 0o600)
        #expect(try mode("authority-rsa.pem") == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["authority-ec.pem", "authority-rsa.pem"])
        let found = try await open()
        for kind in KeyKind.allCases { #expect(found.chain(kind) == made.chain(kind)) }
    }

    @Test("rights that are too wide are taken away")
    func mended() async throws {
        _ = try await open()
        #expect(chmod(folder, 0o755) == 0)
        #expect(chmod("\(folder)/authority-ec.pem", 0o644) == 0)
        _ = try await open()
        #expect(try mode("") == 0o700)
        #expect(try mode("authority-ec.pem") == 0o600)
    }

    @Test("a link in place of a key's file is refused")
    func link() async throws {
        _ = try await open()
        try FileManager.default.moveItem(atPath: "\(folder)/authority-ec.pem", toPath: "\(folder)/elsewhere.pem")
        try FileManager.default.createSymbolicLink(
            atPath: "\(folder)/authority-ec.pem", withDestinationPath: "\(folder)/elsewhere.pem")
        await #expect(throws: CertificateFault.self) { try await open() }
    }

    @Test("a damaged key's file stops the start and is not replaced")
    func damaged() async throws {
        _ = try await open()
        try "nothing".write(toFile: "\(folder)/authority-rsa.pem", atomically: false, encoding: .utf8)
        await #expect(throws: CertificateFault.self) { try await open() }
        #expect(try String(contentsOfFile: "\(folder)/authority-rsa.pem", encoding: .utf8) == "nothing")
    }

    @Test("what a stop in the middle of writing has left is no hindrance")
    func leftover() async throws {
        let directory = try CertificateDirectory(folder, logger: CertificateFixture.logger)
        try "half".write(toFile: "\(folder)/authority-ec.pem.new", atomically: false, encoding: .utf8)
        try directory.write("whole", to: "authority-ec.pem")
        #expect(try directory.read("authority-ec.pem") == "whole")
    }

    @Test("a root may sign certificates and nothing else")
    func root() async throws {
        let authority = try await CertificateFixture.authority.value
        for kind in KeyKind.allCases {
            let root = try #require(authority.chain(kind).first)
            #expect(authority.chain(kind).count == 1)
            #expect(root.isSelfSigned)
            #expect(root.isAuthority)
            #expect(root.key?.kind == kind)
            let usage = try #require(try root.certificate.extensions.keyUsage)
            #expect(usage == KeyUsage(keyCertSign: true, cRLSign: true))
            #expect(root.serialNumber.count == 32)
            #expect(root.notAfter.seconds(since: CentralSystemFixture.morning) == 20 * 365 * 86_400)
        }
    }

    @Test("an operator's intermediate takes the place of the root made here, for its kind of key")
    func intermediate() async throws {
        let root = try await CertificateFixture.foreignRoot("Offline root", years: 10)
        let key = CertificateFixture.newKey()
        let intermediate = try Certificate(
            version: .v3, serialNumber: .random128(), publicKey: key.publicKey,
            notValidBefore: CentralSystemFixture.morning.date,
            notValidAfter: CentralSystemFixture.morning.advanced(bySeconds: 86_400 * 100).date,
            issuer: root.certificate.certificate.subject, subject: try CertificateFixture.name("Issuing"),
            extensions: Certificate.Extensions { Critical(BasicConstraints.isCertificateAuthority(maxPathLength: 0)) },
            issuerPrivateKey: try Certificate.PrivateKey(pemEncoded: try root.privateKeyText))
        let settings = try write(try DecodedCertificate(intermediate).pem + root.certificate.pem, key)
        let authority = try await open(settings)
        #expect(authority.chain(.ellipticCurve).map(\.subject) == ["CN=Issuing", root.certificate.subject])
        #expect(authority.chain(.rsa).count == 1)
        let leaf = try authority.signing(.ellipticCurve).issue(
            try CertificateFixture.name("CP-1"), publicKey: CertificateFixture.newKey().publicKey, for: .clientAuth,
            from: CentralSystemFixture.morning, days: 365)
        #expect(authority.chain(.ellipticCurve)[0].hasIssued(leaf))
        // Never longer than its issuer.
        #expect(leaf.notAfter == authority.chain(.ellipticCurve)[0].notAfter)
    }

    @Test("files of an operator that do not fit are refused")
    func unfit() async throws {
        let root = try await CertificateFixture.foreignRoot()
        await #expect(throws: CertificateFault.self) { try await open(try write(root.certificate.pem, CertificateFixture.newKey())) }
        let leafKey = CertificateFixture.newKey()
        let leaf = try root.issue(
            try CertificateFixture.name("CP-1"), publicKey: leafKey.publicKey, for: .clientAuth,
            from: CentralSystemFixture.morning, days: 1)
        await #expect(throws: CertificateFault.self) { try await open(try write(leaf.pem, leafKey)) }
        await #expect(throws: CertificateFault.self) {
            try await open(AuthoritySettings(certificateEC: "\(folder)/missing.pem", keyEC: "\(folder)/missing.pem"))
        }
    }

    private func write(_ certificates: String, _ key: Certificate.PrivateKey) throws -> AuthoritySettings {
        let (file, keyFile) = (CertificateFixture.temporaryFolder(), CertificateFixture.temporaryFolder())
        try certificates.write(toFile: file, atomically: true, encoding: .utf8)
        try key.serializeAsPEM().pemString.write(toFile: keyFile, atomically: true, encoding: .utf8)
        return AuthoritySettings(certificateEC: file, keyEC: keyFile, rsaBits: 2048)
    }
}

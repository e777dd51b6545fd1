import Foundation
import OCPPJ
import SwiftASN1
import Synchronization
import Testing
import X509

@testable import CentralSystem

@Suite("Certificates of the server")
struct ServerCertificatesTests {
    private let time = ManualTime(CentralSystemFixture.morning)
    private let folder = CertificateFixture.temporaryFolder()

    private func authority() async throws -> CertificateAuthority {
        try await CertificateAuthority(
            in: try CertificateDirectory(folder, logger: CertificateFixture.logger),
            settings: AuthoritySettings(rsaBits: 2048), at: CentralSystemFixture.morning)
    }

    private func open(
        _ authority: CertificateAuthority,
        _ settings: ServerCertificateSettings = ServerCertificateSettings(
            serverName: "csms.example.com", alternativeNames: ["10.0.0.1", "2001:db8::1", "csms.example.com", "other.example.com"])
    ) async throws -> ServerCertificates {
        try await ServerCertificates(authority: authority, settings: settings, time: time, logger: CertificateFixture.logger)
    }

    @Test("both kinds are issued by the authority, for the server's name, its other names and addresses")
    func made() async throws {
        let authority = try await authority()
        let current = try await open(authority).current
        for (identity, kind) in [(current.ellipticCurve, KeyKind.ellipticCurve), (current.rsa, .rsa)] {
            let keyed = try KeyedCertificates(certificates: identity.certificateChain, key: identity.privateKey)
            let own = keyed.certificates[0]
            #expect(keyed.certificates.count == 1, "the root is left out")
            #expect(own.key?.kind == kind)
            #expect(own.commonNames == ["csms.example.com"])
            #expect(authority.chain(kind)[0].hasIssued(own))
            #expect(try own.certificate.extensions.extendedKeyUsage?.contains(.serverAuth) == true)
            let usage = try #require(try own.certificate.extensions.keyUsage)
            #expect(usage.keyEncipherment == (kind == .rsa), "static RSA needs it")
            let names = try #require(try own.certificate.extensions.subjectAlternativeNames)
            #expect(Array(names) == ["csms.example.com", "10.0.0.1", "2001:db8::1", "other.example.com"].map(ServerName.generalName))
            let mode = try FileManager.default.attributesOfItem(atPath: "\(folder)/server-\(kind.rawValue.lowercased()).pem")
            #expect(mode[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test("the next start finds the same certificates; another name has new ones made")
    func kept() async throws {
        let authority = try await authority()
        let first = try await open(authority).current
        #expect(try await open(authority).current == first)
        let renamed = try await open(authority, ServerCertificateSettings(serverName: "other.example.com")).current
        #expect(renamed.ellipticCurve != first.ellipticCurve)
        #expect(renamed.rsa != first.rsa)
    }

    @Test("they are renewed before they expire, once, and whoever listens is told")
    func renewed() async throws {
        let certificates = try await open(try await authority())
        let told = Mutex(0)
        certificates.onChange { _ in told.withLock { $0 += 1 } }
        let first = certificates.current
        time.advance(seconds: 366 * 86_400)
        await certificates.refresh()
        #expect(certificates.current == first)
        time.advance(seconds: 2 * 86_400)
        await certificates.refresh()
        let second = certificates.current
        #expect(second.ellipticCurve != first.ellipticCurve)
        #expect(second.rsa != first.rsa)
        await certificates.refresh()
        #expect(certificates.current == second)
        #expect(told.withLock { $0 } == 2)
    }

    @Test("an operator's files are taken up when they change; broken ones change nothing")
    func files() async throws {
        let authority = try await authority()
        let root = try await CertificateFixture.foreignRoot("Corporate", years: 3)
        let (file, keyFile) = ("\(folder)/own.pem", "\(folder)/own.key")
        func write() throws -> String {
            let key = CertificateFixture.newKey()
            let own = try root.issue(
                try CertificateFixture.name("csms.example.com"), publicKey: key.publicKey, for: .serverAuth,
                from: time.now(), days: 300)
            try own.pem.write(toFile: file, atomically: true, encoding: .utf8)
            try key.serializeAsPEM().pemString.write(toFile: keyFile, atomically: true, encoding: .utf8)
            return own.pem
        }
        let first = try write()
        let settings = ServerCertificateSettings(serverName: "csms.example.com", certificateEC: file, keyEC: keyFile)
        let certificates = try await open(authority, settings)
        #expect(certificates.current.ellipticCurve.certificateChain == first)
        let rsa = certificates.current.rsa
        let second = try write()
        await certificates.refresh()
        #expect(certificates.current.ellipticCurve.certificateChain == second)
        #expect(certificates.current.rsa == rsa)
        for broken in ["", "nonsense", first] {
            try broken.write(toFile: file, atomically: true, encoding: .utf8)
            await certificates.refresh()
            #expect(certificates.current.ellipticCurve.certificateChain == second)
        }
        try FileManager.default.removeItem(atPath: file)
        await certificates.refresh()
        #expect(certificates.current.ellipticCurve.certificateChain == second)
        await #expect(throws: CertificateFault.self) { try await open(authority, settings) }
    }

    @Test("an RSA certificate in the place of one with an elliptic curve key is refused at the start")
    func wrongKind() async throws {
        let authority = try await authority()
        let made = "\(folder)/server-rsa.pem"
        _ = try await open(authority)
        await #expect(throws: CertificateFault.self) {
            try await open(authority, ServerCertificateSettings(serverName: "a", certificateEC: made, keyEC: made))
        }
    }
}

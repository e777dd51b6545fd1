import Foundation
import Logging
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

    @Test("what was made and cannot be written is kept until it can")
    func unwritten() async throws {
        let certificates = try await open(try await authority())
        let first = certificates.current
        time.advance(seconds: 368 * 86_400)
        // In the way of the file that gets its name when it is whole.
        let obstacle = "\(folder)/server-rsa.pem.new"
        try FileManager.default.createDirectory(atPath: obstacle, withIntermediateDirectories: false)
        await certificates.refresh()
        let made = try #require(certificates.unwritten(.rsa))
        #expect(certificates.unwritten(.ellipticCurve) == nil)
        #expect(certificates.current.rsa == first.rsa)
        await certificates.refresh()
        #expect(certificates.unwritten(.rsa) == made)
        try FileManager.default.removeItem(atPath: obstacle)
        await certificates.refresh()
        #expect(certificates.unwritten(.rsa) == nil)
        #expect(made.contains(certificates.current.rsa.privateKey))
    }

    @Test("an operator's key that everybody can read is warned of, at the start and when it changes")
    func exposed() async throws {
        let authority = try await authority()
        let root = try await CertificateFixture.foreignRoot("Corporate", years: 3)
        let (file, keyFile) = ("\(folder)/own.pem", "\(folder)/own.key")
        let lines = Mutex<[String]>([])
        let logger = Logger(label: "test") { _ in LinesLog { line in lines.withLock { $0.append(line) } } }
        func write(_ mode: Int) throws {
            let key = CertificateFixture.newKey()
            let own = try root.issue(
                try CertificateFixture.name("a"), publicKey: key.publicKey, for: .serverAuth, from: time.now(), days: 300)
            try own.pem.write(toFile: file, atomically: true, encoding: .utf8)
            try key.serializeAsPEM().pemString.write(toFile: keyFile, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: keyFile)
        }
        func warnings() -> Int { lines.withLock { $0.filter { $0.contains("can be read by every user") && $0.contains(keyFile) }.count } }
        try write(0o644)
        let certificates = try await ServerCertificates(
            authority: authority, settings: ServerCertificateSettings(serverName: "a", certificateEC: file, keyEC: keyFile),
            time: time, logger: logger)
        #expect(warnings() == 1)
        await certificates.refresh()
        #expect(warnings() == 1)
        try write(0o640)
        await certificates.refresh()
        #expect(warnings() == 1)
        try write(0o604)
        await certificates.refresh()
        #expect(warnings() == 2)
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

/// Hands on what is logged, with its metadata, line by line.
private struct LinesLog: LogHandler {
    let write: @Sendable (String) -> Void
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info

    init(_ write: @escaping @Sendable (String) -> Void) {
        self.write = write
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        write("\(event.message) \(event.metadata ?? [:])")
    }
}

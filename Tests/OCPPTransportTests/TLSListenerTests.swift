import Foundation
import Logging
import NIOCore
import NIOPosix
import OCPPJ
import Synchronization
import Testing

@testable import OCPPTransport

/// The TLS port, driven by the client program of openssl: sessions, certificates and failures as another implementation has them.
@Suite("TLS listener", .timeLimit(.minutes(10)))
struct TLSListenerTests {
    @Test("the admission is told the version, and that there is no certificate", arguments: ["TLSv1.2", "TLSv1.3"])
    func version(version: String) async throws {
        let bench = try await TLSBench()
        let said = try await bench.openssl([flag(version)])
        #expect(said.contains("HTTP/1.1 403 Forbidden"))
        #expect(bench.seen == [TransportSecurity(version: version)])
        #expect(bench.failures.isEmpty)
    }

    @Test("client certificates reach the admission whatever is wrong with them", arguments: ["TLSv1.2", "TLSv1.3"], Presented.all)
    func clientCertificates(version: String, presented: Presented) async throws {
        let bench = try await TLSBench()
        let said = try await bench.openssl([flag(version)] + bench.files(presented.identity, "client"))
        #expect(said.contains("HTTP/1.1 403 Forbidden"))
        #expect(bench.seen == [TransportSecurity(version: version, clientCertificates: presented.identity.derChain)])
        #expect(bench.failures.isEmpty)
    }

    @Test("a session is resumed, and the admission still sees the client's certificate", arguments: ["TLSv1.2", "TLSv1.3"], [
        ["-cipher", "ECDHE-ECDSA-AES128-GCM-SHA256", "-sigalgs", "ECDSA+SHA256:RSA-PSS+SHA256"],
        ["-cipher", "AES256-GCM-SHA384", "-sigalgs", "RSA-PSS+SHA256:RSA+SHA256"],
    ])
    func resumption(version: String, suites: [String]) async throws {
        let bench = try await TLSBench()
        // A client certificate of the kind that the algorithms allow; with those of RSA alone there is none at hand that is valid.
        let isEC = suites.contains { $0.contains("ECDSA") }
        let certificate = isEC ? bench.files(TestCertificates.selfSigned, "client") : bench.files(TestCertificates.expired, "client")
        let session = bench.path("session")
        let first = try await bench.openssl([flag(version), "-sess_out", session] + suites + certificate)
        #expect(first.contains("New, \(version)"))
        let second = try await bench.openssl([flag(version), "-sess_in", session] + suites)
        #expect(second.contains("Reused, \(version)"))
        let leaf = (isEC ? TestCertificates.selfSigned : TestCertificates.expired).derChain
        #expect(bench.seen == Array(repeating: TransportSecurity(version: version, clientCertificates: leaf), count: 2))
    }

    @Test("a new certificate is shown at once, and the other one's sessions stay good")
    func replaced() async throws {
        let bench = try await TLSBench()
        let rsa = ["-tls1_2", "-cipher", "AES128-GCM-SHA256"]
        let session = bench.path("session")
        _ = try await bench.openssl(rsa + ["-sess_out", session])
        let before = try await bench.openssl(["-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-GCM-SHA256"])
        #expect(before.contains(TestCertificates.ellipticCurve.pemBody))
        try bench.listener.use(
            ServerIdentities(ellipticCurve: TestCertificates.otherEllipticCurve, rsa: TestCertificates.rsa))
        let after = try await bench.openssl(["-tls1_2", "-cipher", "ECDHE-ECDSA-AES128-GCM-SHA256"])
        #expect(after.contains(TestCertificates.otherEllipticCurve.pemBody))
        #expect(try await bench.openssl(rsa + ["-sess_in", session]).contains("Reused, TLSv1.2"))
    }

    @Test("certificates that cannot be used are refused, and those in use stay")
    func unusable() async throws {
        let bench = try await TLSBench()
        let mixed = ServerIdentity(
            certificateChain: TestCertificates.ellipticCurve.certificateChain,
            privateKey: TestCertificates.otherEllipticCurve.privateKey)
        let unusable = [
            ServerIdentities(ellipticCurve: mixed, rsa: TestCertificates.rsa),
            ServerIdentities(ellipticCurve: TestCertificates.rsa, rsa: TestCertificates.rsa),
            ServerIdentities(ellipticCurve: TestCertificates.ellipticCurve, rsa: TestCertificates.ellipticCurve),
            ServerIdentities(ellipticCurve: ServerIdentity(certificateChain: "", privateKey: ""), rsa: TestCertificates.rsa),
        ]
        for identities in unusable {
            let error = #expect(throws: TLSIdentityError.self) { try bench.listener.use(identities) }
            #expect(error?.description.contains("PRIVATE KEY") == false)
        }
        #expect(try await bench.openssl(["-tls1_3"]).contains("HTTP/1.1 403 Forbidden"))
    }

    @Test("failed handshakes are told with what was offered and why", arguments: [
        (["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"], ["TLS 1.1"], "offers only TLS 1.1; TLS 1.2 is the minimum"),
        (["-tls1_2", "-cipher", "ECDHE-RSA-AES128-SHA"], ["TLS 1.2"], "no common cipher suite"),
        (
            ["-tls1_3", "-verify_return_error", "-CAfile", "/etc/hostname", "-no-CApath", "-no-CAstore"], ["TLS 1.3"],
            "the peer sent the alert unknown CA: it does not trust our certificate (it was shown the EC certificate)"
        ),
    ])
    func failures(arguments: [String], versions: [String], reason: String) async throws {
        let bench = try await TLSBench()
        var arguments = arguments
        if let index = arguments.firstIndex(of: "/etc/hostname") {
            // A root that vouches for nothing here.
            arguments[index] = try bench.write(TestCertificates.selfSigned.certificateChain, "root.pem")
        }
        _ = try await bench.openssl(arguments)
        let failure = try await bench.nextFailure()
        #expect(failure.reason == reason)
        #expect(failure.offeredVersions == versions)
        #expect(!failure.offeredCipherSuites.isEmpty)
        #expect(failure.serverName == "localhost")
        #expect(failure.remoteAddress.hasPrefix("127.0.0.1:"))
        #expect(bench.seen.isEmpty)
    }

    private func flag(_ version: String) -> String { version == "TLSv1.2" ? "-tls1_2" : "-tls1_3" }
}

/// A client's certificate with what is wrong with it.
struct Presented: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let identity: ServerIdentity

    static let all = [
        Presented(testDescription: "of a foreign authority", identity: TestCertificates.chain),
        Presented(testDescription: "self-signed", identity: TestCertificates.selfSigned),
        Presented(testDescription: "expired", identity: TestCertificates.expired),
    ]
}

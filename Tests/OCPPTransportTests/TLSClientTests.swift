import NIOCore
import NIOPosix
import NIOSSL
import OCPPJ
import Testing

@testable import OCPPTransport

/// The client of `wss://` URLs against a real TLS server on loopback.
@Suite("TLS client", .timeLimit(.minutes(10)))
struct TLSClientTests {
    private let authority: TestAuthority

    init() throws {
        authority = try TestAuthority()
    }

    @Test("a CALL is answered over TLS, whether the server is named or is an address", arguments: ["localhost", "127.0.0.1"])
    func call(host: String) async throws {
        let identity = try authority.issue("server", names: ["localhost"], address: [127, 0, 0, 1])
        try await withServer(identity) { server, client in
            let link = try await client.connect(
                to: "wss://\(host):\(server.port)/ocpp/CP-1", tls: ClientTLS(trustRoots: [authority.root]),
                responder: SilentResponder())
            let reply = try await link.call("Heartbeat", payload: Array("{}".utf8), timeout: .seconds(120))
            #expect(reply.payload["echo"]?.string == "Heartbeat")
            #expect(server.clientCertificates.isEmpty)
            link.close(.shutdown)
        }
    }

    @Test("the client shows its own certificate to a server that asks for one")
    func clientCertificate() async throws {
        let own = try authority.issue("CP-1")
        let tls = ClientTLS(trustRoots: [authority.root], certificateChain: own.certificate, privateKey: own.key)
        try await withServer(try authority.issue("server", names: ["localhost"]), clientRoots: [authority.root]) {
            server, client in
            let link = try await client.connect(
                to: "wss://localhost:\(server.port)/CP-1", tls: tls, responder: SilentResponder())
            #expect(server.clientCertificates == (try NIOSSLCertificate.fromPEMBytes(Array(own.certificate.utf8))))
            link.close(.shutdown)
        }
    }

    @Test("a certificate of nobody who is trusted is told from other failures")
    func untrusted() async throws {
        let stranger = try TestAuthority(name: "Stranger")
        let identity = try authority.issue("server", names: ["localhost"])
        #expect(try await failure(identity, ClientTLS(trustRoots: [stranger.root])) == .untrustedCertificate)
        #expect(try await failure(identity, nil) == .untrustedCertificate)
    }

    @Test("an expired certificate is not trusted")
    func expired() async throws {
        let identity = try authority.issue("server", names: ["localhost"], valid: -3600 ... -60)
        #expect(try await failure(identity, ClientTLS(trustRoots: [authority.root])) == .untrustedCertificate)
    }

    @Test("a certificate for another host is told from other failures", arguments: ["localhost", "127.0.0.1"])
    func nameMismatch(host: String) async throws {
        let identity = try authority.issue("server", names: ["elsewhere.example"], address: [192, 0, 2, 1])
        #expect(try await failure(identity, ClientTLS(trustRoots: [authority.root]), host: host) == .nameMismatch)
    }

    @Test("the host is not compared when that is not wanted, but the roots are")
    func withoutHostname() async throws {
        let identity = try authority.issue("server", names: ["elsewhere.example"])
        let stranger = try TestAuthority(name: "Stranger")
        #expect(try await failure(identity, ClientTLS(trustRoots: [authority.root], verifiesHostname: false)) == nil)
        #expect(
            try await failure(identity, ClientTLS(trustRoots: [stranger.root], verifiesHostname: false))
                == .untrustedCertificate)
    }

    @Test("a server that demands a certificate refuses a client without one", arguments: [TLSVersion.tlsv12, .tlsv13])
    func alert(version: TLSVersion) async throws {
        let identity = try authority.issue("server", names: ["localhost"])
        let failure = try await failure(identity, ClientTLS(trustRoots: [authority.root]), clientRoots: [authority.root]) {
            $0.maximumTLSVersion = version
        }
        #expect(failure == .alert)
    }

    @Test("nothing older than TLS 1.2 is spoken")
    func oldVersion() async throws {
        let identity = try authority.issue("server", names: ["localhost"])
        let failure = try await failure(identity, ClientTLS(trustRoots: [authority.root])) {
            $0.minimumTLSVersion = .tlsv1
            $0.maximumTLSVersion = .tlsv11
        }
        #expect(failure == .noCommonVersion)
    }

    @Test("a server that never answers is not waited for", arguments: ["ws", "wss"])
    func silentServer(scheme: String) async throws {
        let server = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(server.localAddress?.port)
        let client = try await OCPPClient(
            group: MultiThreadedEventLoopGroup.singleton, time: SystemTime(), patience: .milliseconds(50))
        let failure = await #expect(throws: ConnectFailure.self) {
            try await client.connect(to: "\(scheme)://127.0.0.1:\(port)/CP-1", responder: SilentResponder())
        }
        #expect(failure == .unreachable("no answer to the upgrade in time"))
        try await server.close()
    }

    @Test("a key that is none is reported before anything is sent")
    func unusableKey() async throws {
        let own = try authority.issue("CP-1")
        let tls = ClientTLS(certificateChain: own.certificate, privateKey: "no key")
        let client = try await OCPPClient(group: MultiThreadedEventLoopGroup.singleton, time: SystemTime())
        let failure = await #expect(throws: ConnectFailure.self) {
            try await client.connect(to: "wss://localhost:1/CP-1", tls: tls, responder: SilentResponder())
        }
        guard case .unusableTLS = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(failure?.description.contains("no key") == false)
    }

    @Test("equal certificates share one context, others do not")
    func sharedContexts() throws {
        let contexts = ClientTLSContexts()
        let first = try contexts.context(for: ClientTLS(trustRoots: [authority.root]))
        #expect(try contexts.context(for: ClientTLS(trustRoots: [authority.root])) === first)
        #expect(try contexts.context(for: ClientTLS(trustRoots: [authority.root], verifiesHostname: false)) !== first)
    }

    /// Why TLS failed; nil when it did not.
    private func failure(
        _ identity: TestAuthority.Issued, _ tls: ClientTLS?, host: String = "localhost", clientRoots: [String]? = nil,
        change: (inout TLSConfiguration) -> Void = { _ in }
    ) async throws -> TLSFailure? {
        try await withServer(identity, clientRoots: clientRoots, change: change) { server, client in
            do throws(ConnectFailure) {
                let link = try await client.connect(
                    to: "wss://\(host):\(server.port)/CP-1", tls: tls, responder: SilentResponder())
                link.close(.shutdown)
                return nil
            } catch {
                guard case .tls(let failure, let detail) = error else { throw error }
                #expect(!detail.isEmpty)
                return failure
            }
        }
    }

    private func withServer<Result>(
        _ identity: TestAuthority.Issued, clientRoots: [String]? = nil,
        change: (inout TLSConfiguration) -> Void = { _ in },
        _ body: (TLSServer, OCPPClient) async throws -> Result
    ) async throws -> Result {
        let server = try await TLSServer(identity, clientRoots: clientRoots, change: change)
        let client = try await OCPPClient(group: MultiThreadedEventLoopGroup.singleton, time: SystemTime())
        let result = try await body(server, client)
        try await server.close()
        return result
    }
}

private struct SilentResponder: CallResponder {
    func answer(_ call: InboundCall) async -> CallAnswer { .result(Array("{}".utf8)) }
    func opened(_ link: any ChargePointLink) {}
    func closed(_ reason: DisconnectReason) {}
    func observed(_ frame: ObservedFrame) {}
    func deviated(_ deviation: ProtocolDeviation, detail: String) {}
}

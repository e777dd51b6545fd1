import Testing

@testable import OCPPTransport

@Suite("ClientHello")
struct ClientHelloTests {
    @Test("versions, suites, algorithms, groups and the server name are read")
    func whole() {
        let hello = HelloBytes(
            version: 0x0303, suites: [0x1301, 0xC02B, 0x00FF],
            extensions: [
                HelloBytes.serverName("csms.example.com"), HelloBytes.groups([0x001D, 0x0017]),
                HelloBytes.signatures([0x0403, 0x0804]), HelloBytes.versions([0x0304, 0x0303]),
            ])
        #expect(
            ClientHello.read(hello.bytes())
                == .hello(
                    ClientHello(
                        versions: [0x0304, 0x0303], cipherSuites: [0x1301, 0xC02B, 0x00FF],
                        signatureAlgorithms: [0x0403, 0x0804], groups: [0x001D, 0x0017], serverName: "csms.example.com")))
    }

    @Test("a ClientHello without extensions is one of its version", arguments: [0x0300, 0x0301, 0x0302, 0x0303] as [UInt16])
    func bare(version: UInt16) {
        let hello = HelloBytes(version: version, suites: [0x002F], extensions: nil)
        #expect(ClientHello.read(hello.bytes()) == .hello(ClientHello(versions: [version], cipherSuites: [0x002F])))
    }

    @Test("any beginning of a ClientHello is incomplete, in one record and in many", arguments: [16_384, 100, 7, 1])
    func prefixes(recordLength: Int) {
        let bytes = HelloBytes.typical.bytes(recordLength: recordLength)
        for length in 0..<bytes.count {
            guard case .incomplete(let needs) = ClientHello.read(Array(bytes.prefix(length))) else {
                Issue.record("\(length) bytes are no beginning")
                return
            }
            #expect(needs > length && needs <= bytes.count)
        }
        #expect(ClientHello.read(bytes) == ClientHello.read(HelloBytes.typical.bytes()))
    }

    @Test("a long ClientHello that comes byte by byte is read a few times", arguments: [(16_384, 4), (100, 100), (1, 100)])
    func trickle(recordLength: Int, most: Int) {
        var hello = HelloBytes.typical
        hello.extensions?.append(HelloBytes.padding(3000))
        let bytes = hello.bytes(recordLength: recordLength)
        var reads = 0
        var needed = 1
        for length in 1...bytes.count where length >= needed {
            reads += 1
            if case .incomplete(let needs) = ClientHello.read(Array(bytes.prefix(length))) { needed = needs }
        }
        #expect(ClientHello.read(bytes) == ClientHello.read(HelloBytes.typical.bytes()))
        #expect(needed == bytes.count)
        #expect(reads <= most)
    }

    @Test("what follows the ClientHello does not matter")
    func followed() {
        #expect(ClientHello.read(HelloBytes.typical.bytes() + [1, 2, 3]) == ClientHello.read(HelloBytes.typical.bytes()))
    }

    @Test("values that only test the tolerance of servers are left out")
    func tolerance() throws {
        let hello = HelloBytes(
            version: 0x0303, suites: [0x2A2A, 0xC02B],
            extensions: [HelloBytes.groups([0x4A4A, 0x0017]), HelloBytes.versions([0xFAFA, 0x0304])])
        guard case .hello(let read) = ClientHello.read(hello.bytes()) else {
            Issue.record("not read")
            return
        }
        #expect(read.cipherSuites == [0xC02B])
        #expect(read.groups == [0x0017])
        #expect(read.versions == [0x0304])
    }

    @Test("what is no ClientHello is told apart", arguments: [
        ("GET /ocpp/CP-1 HTTP/1.1\r\n", "not TLS at all: an HTTP request to the TLS port"),
        ("G", "not TLS at all: an HTTP request to the TLS port"),
        ("\u{80}\u{2E}", "not TLS at all"),
        ("SSH-2.0-OpenSSH_9", "not TLS at all"),
        ("\u{15}\u{3}\u{1}", "a TLS alert in place of a ClientHello"),
        ("\u{16}\u{2}\u{1}\u{0}\u{5}", "not TLS, or a record of another kind inside the ClientHello"),
        ("\u{16}\u{3}\u{1}\u{0}\u{0}", "a TLS record of 0 bytes"),
        ("\u{16}\u{3}\u{1}\u{7F}\u{7F}", "a TLS record of 32639 bytes"),
        ("\u{16}\u{3}\u{1}\u{0}\u{4}\u{2}\u{0}\u{0}\u{0}", "a handshake that does not begin with a ClientHello"),
        ("\u{16}\u{3}\u{1}\u{0}\u{4}\u{1}\u{0}\u{7F}\u{7F}", "a ClientHello longer than 16384 bytes"),
        ("\u{16}\u{3}\u{1}\u{0}\u{6}\u{1}\u{0}\u{0}\u{2}\u{3}\u{3}", "a ClientHello that cannot be read"),
    ])
    func strange(text: String, reason: String) {
        #expect(ClientHello.read(text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }) == .invalid(reason))
    }

    @Test("the form of SSL 2.0 is told apart")
    func ancient() {
        #expect(ClientHello.read([0x80, 0x2E, 0x01, 0x03, 0x01]) == .invalid("a ClientHello in the form of SSL 2.0"))
    }

    @Test("a change of any one byte is read, refused or waited for, and leads nowhere else")
    func mutations() {
        let bytes = HelloBytes.typical.bytes()
        for index in bytes.indices {
            for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
                var changed = bytes
                changed[index] = value
                _ = ClientHello.read(changed)
            }
        }
    }

    @Test("a server name that people should not be shown is left out", arguments: ["a\nb", "", "a b", String(repeating: "x", count: 256)])
    func serverName(name: String) {
        let hello = HelloBytes(version: 0x0303, suites: [0x002F], extensions: [HelloBytes.serverName(name)])
        #expect(ClientHello.read(hello.bytes()) == .hello(ClientHello(versions: [0x0303], cipherSuites: [0x002F])))
    }

    @Test("names are those of the registry, and hexadecimal where there is none")
    func names() {
        let hello = ClientHello(versions: [0x0301, 0x0304, 0x7F12], cipherSuites: [0xC02B, 0x009C, 0xABCD, 0x0001])
        #expect(hello.versionNames == ["TLS 1.0", "TLS 1.3", "0x7F12"])
        #expect(
            hello.cipherSuiteNames
                == ["TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256", "TLS_RSA_WITH_AES_128_GCM_SHA256", "0xABCD", "0x0001"])
    }
}

@Suite("The choice of the certificate")
struct CertificateKindTests {
    static let cases: [(String, ClientHello, CertificateKind)] = [
        ("an ECDSA suite", ClientHello(versions: [0x0303], cipherSuites: [0xC02B]), .ellipticCurve),
        ("an ECDSA suite with AES-256", ClientHello(versions: [0x0303], cipherSuites: [0xC02C]), .ellipticCurve),
        ("static RSA", ClientHello(versions: [0x0303], cipherSuites: [0x009C, 0x009D]), .rsa),
        ("both, RSA first", ClientHello(versions: [0x0303], cipherSuites: [0x009C, 0xC02B]), .ellipticCurve),
        ("ECDSA with CBC alone, which we lack", ClientHello(versions: [0x0303], cipherSuites: [0xC009, 0x009C]), .rsa),
        (
            "another curve", ClientHello(versions: [0x0303], cipherSuites: [0xC02B, 0x009C], groups: [0x0018, 0x001D]), .rsa
        ),
        (
            "our curve", ClientHello(versions: [0x0303], cipherSuites: [0xC02B, 0x009C], groups: [0x001D, 0x0017]),
            .ellipticCurve
        ),
        (
            "RSA signatures alone",
            ClientHello(versions: [0x0303], cipherSuites: [0xC02B, 0xC02F], signatureAlgorithms: [0x0401, 0x0804]), .rsa
        ),
        (
            "ECDSA of another hash, which TLS 1.2 allows",
            ClientHello(versions: [0x0303], cipherSuites: [0xC02B], signatureAlgorithms: [0x0503]), .ellipticCurve
        ),
        (
            "TLS 1.3 with our algorithm",
            ClientHello(versions: [0x0304, 0x0303], cipherSuites: [0x1301], signatureAlgorithms: [0x0804, 0x0403]),
            .ellipticCurve
        ),
        (
            "TLS 1.3 with the algorithm of another curve",
            ClientHello(versions: [0x0304], cipherSuites: [0x1301], signatureAlgorithms: [0x0503, 0x0804]), .rsa
        ),
        ("TLS 1.3 without algorithms", ClientHello(versions: [0x0304], cipherSuites: [0x1301]), .rsa),
    ]

    @Test("is the elliptic curve one where the client can use it", arguments: cases)
    func choice(name: String, hello: ClientHello, kind: CertificateKind) {
        #expect(CertificateKind.choose(for: hello, curve: .p256) == kind)
    }
}

@Suite("Reasons of failed handshakes")
struct HandshakeFailureReasonTests {
    @Test("say what is wrong", arguments: [
        ("NO_SHARED_CIPHER", "no common cipher suite"),
        ("UNSUPPORTED_PROTOCOL", "offers only TLS 1.0; TLS 1.2 is the minimum"),
        ("TLSV1_ALERT_UNKNOWN_CA", "the peer sent the alert unknown CA: it does not trust our certificate (it was shown the RSA certificate)"),
        ("SSLV3_ALERT_CERTIFICATE_EXPIRED", "the peer sent the alert certificate expired: our certificate has expired by its clock (it was shown the RSA certificate)"),
        ("TLSV1_ALERT_INTERNAL_ERROR", "the peer sent the alert internal error (it was shown the RSA certificate)"),
        ("BAD_DECRYPT", "the handshake failed: bad decrypt"),
    ])
    func words(name: String, words: String) {
        let hello = ClientHello(versions: [0x0301], cipherSuites: [0x002F])
        #expect(HandshakeFailureReason.words(for: name, hello: hello, shown: .rsa) == words)
    }

    @Test("are found in what BoringSSL says")
    func name() {
        let text = "Error: 268435703 error:100000f7:SSL routines:OPENSSL_internal:WRONG_VERSION_NUMBER at a/b.cc:10"
        #expect(HandshakeFailureReason.name(in: text) == "WRONG_VERSION_NUMBER")
        #expect(HandshakeFailureReason.name(in: "EOF during handshake") == nil)
    }
}

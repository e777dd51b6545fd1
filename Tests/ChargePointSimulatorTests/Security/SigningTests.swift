import Crypto
import CryptoExtras
import OCPP16
import OCPPJ
import OCPPTransport
import SwiftASN1
import Testing
import X509

@testable import ChargePointSimulator

@Suite("The charge point's own certificate")
struct SigningTests {
    private let authority: TestAuthority
    private let trigger = ExtendedTriggerMessage(requestedMessage: .signChargePointCertificate)

    init() throws {
        authority = try TestAuthority()
    }

    /// A charge point that has just sent a request for a certificate.
    private func asking(
        _ profile: ChargePointSecurity.Profile = .tlsWithCertificate, change: (inout ChargePointSecurity) -> Void = { _ in }
    ) throws -> (Bench, csr: String) {
        var bench = try secureBench(profile, authority: authority, change: change)
        #expect(try bench.command(trigger).status == .accepted)
        let csr = try #require(bench.messages.compactMap(\.signCertificate).last?.csr.text)
        bench.forget()
        return (bench, csr)
    }

    private func bring(_ chain: String, to bench: inout Bench) throws -> CertificateSignedStatusEnumType {
        try bench.command(CertificateSigned(certificateChain: BoundedString(chain))).status
    }

    @Test("the request is signed with a new key, for the serial number and the CpoName", arguments: KeyKind.allCases)
    func request(kind: KeyKind) throws {
        let (bench, csr) = try asking {
            $0.keyKind = kind
            $0.serialNumber = "SN-42"
            $0.cpoName = "Example Charging"
        }
        let request = try CertificateSigningRequest(pemEncoded: csr)
        #expect(request.publicKey.isValidSignature(request.signature, for: request))
        #expect("\(request.subject)" == "CN=SN-42,O=Example Charging")
        switch kind {
        case .ellipticCurve: #expect(P256.Signing.PublicKey(request.publicKey) != nil)
        case .rsa: #expect(_RSA.Signing.PublicKey(request.publicKey)?.keySizeInBits == 2048)
        }
        var again = bench
        #expect(try again.command(trigger).status == .accepted)
        let other = try #require(again.messages.compactMap(\.signCertificate).last?.csr.text)
        #expect(try CertificateSigningRequest(pemEncoded: other).publicKey != request.publicKey)
    }

    @Test("a new certificate is taken, and shown on a new connection")
    func taken() throws {
        var (bench, csr) = try asking()
        let chain = try authority.sign(csr)
        #expect(try bring(chain, to: &bench) == .accepted)
        #expect(bench.closes == [.closedByOperator("new credentials")])
        #expect(bench.accesses.last?.tls?.certificateChain == chain)
        #expect(bench.accesses.last?.tls?.privateKey == bench.signingRequests.last?.key)
        #expect(bench.summaries.allSatisfy { !$0.hasPrefix("Event") && $0 != "Boot" })
        // The same again was not asked for.
        #expect(try bring(chain, to: &bench) == .rejected)
    }

    @Test("a chain with an intermediate authority is taken")
    func intermediate() throws {
        let intermediate = try TestAuthority("Intermediate", issuer: authority)
        var (bench, csr) = try asking()
        #expect(try bring(intermediate.sign(csr), to: &bench) == .rejected)
        (bench, csr) = try asking()
        #expect(try bring(intermediate.sign(csr) + "\n" + intermediate.root.pem, to: &bench) == .accepted)
    }

    @Test("without profile 3 a new certificate is kept for later")
    func kept() throws {
        var (bench, csr) = try asking(.tlsWithBasic)
        #expect(try bring(authority.sign(csr), to: &bench) == .accepted)
        #expect(bench.closes.isEmpty)
        #expect(try bench.configure("SecurityProfile", "3") == .accepted)
        #expect(bench.accesses.last?.tls?.certificateChain != nil)
    }

    enum Flaw: CaseIterable {
        case otherKey, otherAuthority, expired, otherName, nonsense, tooLong, refusal
    }

    @Test("a certificate that is not in order is rejected and told as an event, and the old one stays", arguments: Flaw.allCases)
    func flawed(flaw: Flaw) throws {
        var (bench, csr) = try asking { if flaw == .refusal { $0.faults = [.refusesCertificates] } }
        let before = bench.accesses.last
        let chain =
            switch flaw {
            case .otherKey: try authority.own().chain
            case .otherAuthority: try TestAuthority("Stranger").sign(csr)
            case .expired: try authority.sign(csr, valid: -100...(-1))
            case .otherName: try authority.sign(csr, commonName: "CP-2")
            case .nonsense: "nothing"
            case .tooLong, .refusal: try authority.sign(csr)
            }
        if flaw == .tooLong { bench.set(.certificateSignedMaxChainSize, to: "100") }
        #expect(try bring(chain, to: &bench) == .rejected)
        #expect(bench.summaries == ["Event(InvalidChargePointCertificate)"])
        #expect(bench.closes.isEmpty)
        try bench.disconnect()
        bench.isReachable = true
        try bench.run(seconds: 10)
        #expect(bench.accesses.last == before)
    }

    @Test("a certificate that is not valid yet is shown as soon as it is")
    func notYet() throws {
        var (bench, csr) = try asking()
        let chain = try authority.sign(csr, valid: 3600...31_536_000)
        #expect(try bring(chain, to: &bench) == .accepted)
        try bench.run(seconds: 3590)
        #expect(bench.closes.isEmpty)
        try bench.run(seconds: 60)
        #expect(bench.accesses.last?.tls?.certificateChain == chain)
    }

    @Test("whoever is refused with the new certificate goes back to the old one")
    func fallsBack() throws {
        var (bench, csr) = try asking()
        let old = bench.accesses.last
        let chain = try authority.sign(csr)
        bench.obstacle = { $0.tls?.certificateChain == chain ? .refused : nil }
        #expect(try bring(chain, to: &bench) == .accepted)
        try bench.run(seconds: 60)
        #expect(bench.behaviour.isOnline)
        #expect(bench.accesses.last == old)
    }

    @Test("a refused request is sent again, later every time, and given up at last")
    func refused() throws {
        var bench = try secureBench(authority: authority)
        bench.answer = { message in
            message.signCertificate == nil ? nil : .success(try node(SignCertificateResponse(status: .rejected)))
        }
        #expect(try bench.command(trigger).status == .accepted)
        try bench.run(seconds: 86_400)
        let times = bench.sent.filter { $0.message.signCertificate != nil }.map { $0.at.seconds(since: morning) }
        #expect(times.count == 5)
        #expect(zip(times, times.dropFirst()).map { $1 - $0 } == [60, 120, 240, 480])
        #expect(Set(bench.messages.compactMap(\.signCertificate)).count == 1)
    }

    @Test("a request that no certificate follows is sent again")
    func unanswered() throws {
        var (bench, _) = try asking()
        try bench.run(seconds: 299)
        #expect(!bench.summaries.contains("SignCertificate"))
        try bench.run(seconds: 2)
        #expect(bench.summaries.contains("SignCertificate"))
    }

    @Test("a request that the connection was lost with is sent on the next one")
    func interrupted() throws {
        var bench = try secureBench(authority: authority)
        bench.answer = { message in
            message.signCertificate == nil ? nil : .failure(CallFailure(.disconnected, action: SignCertificate.action))
        }
        #expect(try bench.command(trigger).status == .accepted)
        bench.answer = nil
        try bench.run(seconds: 10)
        #expect(bench.summaries.filter { $0 == "SignCertificate" }.count == 2)
    }

    @Test("a certificate is renewed before it ends")
    func renewal() throws {
        let day = 86_400
        var bench = try secureBench(.tlsWithCertificate, authority: authority) {
            $0.certificate = try authority.own(valid: 0...(100 * day))
        }
        try bench.run(seconds: Double(69 * day))
        #expect(!bench.summaries.contains("SignCertificate"))
        try bench.run(seconds: Double(2 * day))
        #expect(bench.summaries.contains("SignCertificate"))
    }

    @Test("without a CpoName there is nothing to ask for")
    func withoutName() throws {
        var bench = try secureBench { $0.cpoName = "" }
        #expect(try bench.command(trigger).status == .rejected)
        #expect(bench.messages.isEmpty)
    }
}

import Crypto
import OCPP16
import OCPPJ
import OCPPTransport
import SwiftASN1
import Testing
import X509

@testable import ChargePointSimulator

@Suite("Installed certificates")
struct InstalledCertificateTests {
    @Test("an installed root is listed, trusted on the next connection, and deleted again")
    func life() throws {
        let first = try TestAuthority("First")
        let second = try TestAuthority("Second")
        var bench = try secureBench(.tlsWithBasic, authority: first)
        #expect(try bench.install(second.root) == .accepted)
        #expect(try bench.installed().count == 2)
        try bench.disconnect()
        bench.isReachable = true
        try bench.run(seconds: 10)
        #expect(bench.accesses.last?.tls?.trustRoots == [first.root.pem, second.root.pem])
        let data = try #require(try bench.installed().first)
        #expect(try bench.command(DeleteCertificate(certificateHashData: data)).status == .accepted)
        #expect(try bench.command(DeleteCertificate(certificateHashData: data)).status == .notFound)
        #expect(try bench.installed().count == 1)
        #expect(bench.logged.suffix(2) == ["ReconfigurationOfSecurityParameters", "ReconfigurationOfSecurityParameters"])
    }

    @Test("roots of the Central System and of the manufacturer are kept apart")
    func uses() throws {
        let authority = try TestAuthority()
        var bench = try secureBench()
        #expect(
            try bench.command(GetInstalledCertificateIds(certificateType: .manufacturerRootCertificate)).status == .notFound)
        #expect(try bench.install(authority.root, .manufacturerRootCertificate) == .accepted)
        #expect(try bench.installed(.manufacturerRootCertificate).count == 1)
        #expect(try bench.installed().isEmpty)
    }

    @Test("the hash data is that of RFC 6960, in each algorithm", arguments: [HashAlgorithmEnumType.sha256, .sha384, .sha512])
    func hashData(algorithm: HashAlgorithmEnumType) throws {
        let authority = try TestAuthority()
        var bench = try secureBench { $0.hashAlgorithm = algorithm }
        _ = try bench.install(authority.root)
        let data = try #require(try bench.installed().first)
        let certificate = authority.root.certificate
        var name = DER.Serializer()
        try name.serialize(certificate.issuer)
        let key = try #require(P256.Signing.PublicKey(certificate.publicKey)).x963Representation
        let (names, keys): (String, String) =
            switch algorithm {
            case .sha256: (hex(SHA256.hash(data: name.serializedBytes)), hex(SHA256.hash(data: key)))
            case .sha384: (hex(SHA384.hash(data: name.serializedBytes)), hex(SHA384.hash(data: key)))
            case .sha512: (hex(SHA512.hash(data: name.serializedBytes)), hex(SHA512.hash(data: key)))
            }
        #expect(data.hashAlgorithm == algorithm)
        #expect(data.issuerNameHash.text == names)
        #expect(data.issuerKeyHash.text == keys)
        #expect(data.serialNumber.text == InstalledCertificate.number(hex(certificate.serialNumber.bytes)))
        #expect(!data.serialNumber.text.hasPrefix("0"))
    }

    @Test("a certificate is found by any algorithm, and however the digits are written")
    func otherDigits() throws {
        let authority = try TestAuthority()
        var bench = try secureBench()
        _ = try bench.install(authority.root)
        let data = try authority.root.hashData(.sha512, issuer: nil)
        let shouted = CertificateHashDataType(
            hashAlgorithm: .sha512, issuerNameHash: try BoundedString(data.issuerNameHash.text.uppercased()),
            issuerKeyHash: try BoundedString(data.issuerKeyHash.text.uppercased()),
            serialNumber: try BoundedString(data.serialNumber.text.uppercased()))
        #expect(try bench.command(DeleteCertificate(certificateHashData: shouted)).status == .accepted)
    }

    @Test("what is no certificate, or an expired one, is rejected and told as an event")
    func invalid() throws {
        var bench = try secureBench()
        let expired = try TestAuthority(valid: -100...(-1))
        #expect(try bench.install(expired.root) == .rejected)
        let nonsense = InstallCertificate(
            certificateType: .manufacturerRootCertificate, certificate: try BoundedString("-----BEGIN CERTIFICATE-----"))
        #expect(try bench.command(nonsense).status == .rejected)
        #expect(bench.summaries == ["Event(InvalidCentralSystemCertificate)", "Event(InvalidFirmwareSigningCertificate)"])
        #expect(try bench.installed().isEmpty)
    }

    @Test("no more are installed than CertificateStoreMaxLength says, but one that is there is no new one")
    func full() throws {
        var bench = try secureBench()
        bench.set(.certificateStoreMaxLength, to: "2")
        let authority = try TestAuthority()
        #expect(try bench.install(authority.root) == .accepted)
        #expect(try bench.install(try TestAuthority().root, .manufacturerRootCertificate) == .accepted)
        #expect(try bench.install(try TestAuthority().root) == .rejected)
        #expect(try bench.install(authority.root) == .accepted)
        #expect(try bench.installed().count == 1)
    }

    @Test("the only root that the connection is verified by is not deleted, nor the charge point's own certificate")
    func inUse() throws {
        let authority = try TestAuthority()
        var bench = try secureBench(.tlsWithCertificate, authority: authority)
        let root = try #require(try bench.installed().first)
        #expect(try bench.command(DeleteCertificate(certificateHashData: root)).status == .failed)
        let own = try InstalledCertificate(pem: bench.behaviour.security.credentials.current.certificate?.leaf ?? "")
        let data = try own.hashData(.sha256, issuer: authority.root)
        #expect(try bench.command(DeleteCertificate(certificateHashData: data)).status == .failed)
        #expect(try bench.installed().count == 1)
    }

    @Test("with AdditionalRootCertificateCheck a new root must be signed by the old one, and replaces it")
    func additionalCheck() throws {
        let old = try TestAuthority("Old")
        let new = try TestAuthority("New", issuer: old)
        var bench = try secureBench(.tlsWithBasic, authority: old) { $0.checksAdditionalRoots = true }
        #expect(try bench.install(try TestAuthority("Stranger").root) == .rejected)
        #expect(try bench.install(new.root) == .accepted)
        #expect(try bench.installed().count == 1)
        // M05.FR.13: the old one still does when the new one does not.
        bench.obstacle = { $0.tls?.trustRoots.count == 2 ? nil : .invalidCertificate }
        try bench.disconnect()
        bench.isReachable = true
        try bench.run(seconds: 60)
        #expect(bench.accesses.suffix(2).map(\.tls?.trustRoots) == [[new.root.pem], [new.root.pem, old.root.pem]])
        #expect(bench.behaviour.isOnline)
    }

    @Test("the old root is forgotten when the new one has proven itself")
    func proven() throws {
        let old = try TestAuthority("Old")
        let new = try TestAuthority("New", issuer: old)
        var bench = try secureBench(.tlsWithBasic, authority: old) { $0.checksAdditionalRoots = true }
        #expect(try bench.install(new.root) == .accepted)
        #expect(bench.behaviour.security.certificates.fallbackRoot == old.root)
        try bench.disconnect()
        bench.isReachable = true
        try bench.run(seconds: 60)
        #expect(bench.behaviour.security.certificates.fallbackRoot == nil)
        #expect(bench.accesses.last?.tls?.trustRoots == [new.root.pem])
    }

    private func hex(_ bytes: some Sequence<UInt8>) -> String { Hexadecimal.text(of: bytes) }
}

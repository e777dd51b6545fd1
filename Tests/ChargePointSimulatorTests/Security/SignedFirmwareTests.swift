import Crypto
import CryptoExtras
import Foundation
import OCPP16
import OCPPJ
import Testing
import X509

@testable import ChargePointSimulator

@Suite("Signed firmware")
struct SignedFirmwareTests {
    enum Signer: CaseIterable {
        case rsaPSS, rsaPKCS1, ecdsa, ecdsaPlain
    }

    private let manufacturer: TestAuthority
    private let ownKey = P256.Signing.PrivateKey()
    private let file = RetrievedFile(name: "socket-2.1.0.bin", head: Array("version: 2.1.0\n".utf8), length: 15)

    init() throws {
        manufacturer = try TestAuthority("Manufacturer")
    }

    private func request(
        _ id: Int = 123, certificate: String? = nil, signature: Data? = nil, retrieveAt: Int = 0, installAt: Int? = nil
    ) throws -> SignedUpdateFirmware {
        let signature = try signature ?? ownKey.signature(for: file.digest).derRepresentation
        let certificate = try certificate ?? manufacturer.issue("Signer", for: .init(ownKey.publicKey))
        return SignedUpdateFirmware(
            requestId: id,
            firmware: FirmwareType(
                location: try BoundedString("http://files.example/socket-2.1.0.bin"),
                retrieveDateTime: DateTime(morning.advanced(bySeconds: retrieveAt)),
                installDateTime: installAt.map { DateTime(morning.advanced(bySeconds: $0)) },
                signingCertificate: try BoundedString(certificate),
                signature: try BoundedString(signature.base64EncodedString())))
    }

    private func bench(change: (inout ChargePointSecurity) -> Void = { _ in }) throws -> Bench {
        var bench = try secureBench {
            $0.manufacturerRoots = [manufacturer.root]
            change(&$0)
        }
        let file = file
        bench.files = { _ in .retrieved(file) }
        return bench
    }

    private func firmware(_ bench: Bench) -> [FirmwareStatusEnumType] { bench.messages.compactMap(\.signedFirmware).map(\.status) }

    @Test("goes from retrieving over the signature to a restart with the new version, each status with its number")
    func installed() throws {
        var bench = try bench()
        #expect(try bench.command(request()).status == .accepted)
        try bench.run(seconds: 200)
        #expect(
            firmware(bench) == [.downloading, .downloaded, .signatureVerified, .installing, .installRebooting, .installed])
        #expect(bench.messages.compactMap(\.signedFirmware).allSatisfy { $0.requestId == 123 })
        #expect(bench.messages.compactMap(\.boot).first?.firmwareVersion?.text == "2.1.0")
        let events = bench.messages.compactMap(\.event).map(\.type.text)
        #expect(Set(events) == ["ResetOrReboot", "StartupOfTheDevice", "FirmwareUpdated"])
        #expect(!bench.summaries.contains { $0.hasPrefix("Firmware(") })
    }

    @Test("signatures of each kind are verified", arguments: Signer.allCases)
    func signers(signer: Signer) throws {
        let rsa = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let isRSA = signer == .rsaPSS || signer == .rsaPKCS1
        let certificate = try manufacturer.issue("Signer", for: isRSA ? .init(rsa.publicKey) : .init(ownKey.publicKey))
        let signature =
            switch signer {
            case .rsaPSS: try rsa.signature(for: file.digest, padding: .PSS).rawRepresentation
            case .rsaPKCS1: try rsa.signature(for: file.digest, padding: .insecurePKCS1v1_5).rawRepresentation
            case .ecdsa: try ownKey.signature(for: file.digest).derRepresentation
            case .ecdsaPlain: try ownKey.signature(for: file.digest).rawRepresentation
            }
        var bench = try bench()
        #expect(try bench.command(request(certificate: certificate, signature: signature)).status == .accepted)
        try bench.run(seconds: 10)
        #expect(firmware(bench).contains(.signatureVerified))
    }

    @Test("firmware with another signature is not installed", arguments: [false, true])
    func invalidSignature(isFault: Bool) throws {
        var bench = try bench { if isFault { $0.faults = [.seesInvalidSignatures] } }
        let other = try ownKey.signature(for: SHA256.hash(data: Array("other firmware".utf8))).derRepresentation
        #expect(try bench.command(request(signature: isFault ? nil : other)).status == .accepted)
        try bench.run(seconds: 300)
        #expect(firmware(bench) == [.downloading, .downloaded, .invalidSignature])
        #expect(bench.messages.compactMap(\.event).map(\.type.text) == ["InvalidFirmwareSignature"])
        #expect(bench.connects == 1)
    }

    @Test("a text that is no signature at all is an invalid one")
    func noSignature() throws {
        var bench = try bench()
        #expect(try bench.command(request(signature: Data())).status == .accepted)
        try bench.run(seconds: 300)
        #expect(firmware(bench).last == .invalidSignature)
    }

    enum Flaw: CaseIterable {
        case otherAuthority, expired, notYet, nonsense, intermediate
    }

    @Test("a signing certificate that is not the manufacturer's, or not valid, is refused at once", arguments: Flaw.allCases)
    func invalidCertificate(flaw: Flaw) throws {
        let key = Certificate.PublicKey(ownKey.publicKey)
        let certificate =
            switch flaw {
            case .otherAuthority: try TestAuthority("Stranger").issue("Signer", for: key)
            case .expired: try manufacturer.issue("Signer", for: key, valid: -100...(-1))
            case .notYet: try manufacturer.issue("Signer", for: key, valid: 100...1000)
            case .nonsense: "nothing"
            case .intermediate: try TestAuthority("Intermediate", issuer: manufacturer).issue("Signer", for: key)
            }
        var bench = try bench()
        #expect(try bench.command(request(certificate: certificate)).status == .invalidCertificate)
        try bench.run(seconds: 100)
        #expect(bench.summaries == ["Event(InvalidFirmwareSigningCertificate)"])
        #expect(bench.transfers.isEmpty)
    }

    @Test("is retrieved and installed when it is to be")
    func scheduled() throws {
        var bench = try bench()
        #expect(try bench.command(request(retrieveAt: 100, installAt: 500)).status == .accepted)
        try bench.run(seconds: 490)
        #expect(firmware(bench) == [.downloadScheduled, .downloading, .downloaded, .signatureVerified, .installScheduled])
        #expect(!bench.summaries.contains("Unavailable(1)"))
        try bench.run(seconds: 200)
        #expect(firmware(bench).suffix(3) == [.installing, .installRebooting, .installed])
        #expect(bench.messages.compactMap(\.signedFirmware).first?.requestId == 123)
    }

    @Test("a new request takes the place of one that is not being installed yet")
    func replaced() throws {
        var bench = try bench()
        #expect(try bench.command(request(1, installAt: 500)).status == .accepted)
        try bench.run(seconds: 10)
        #expect(try bench.command(request(2)).status == .acceptedCanceled)
        #expect(firmware(bench).last == .installing)
        #expect(try bench.command(request(3)).status == .rejected)
        try bench.run(seconds: 600)
        let last = try #require(bench.messages.compactMap(\.signedFirmware).last)
        #expect(last == SignedFirmwareStatusNotification(status: .installed, requestId: 2))
        #expect(bench.messages.compactMap(\.signedFirmware).count { $0.status == .installed } == 1)
    }

    @Test("the last status is told when it is asked for, and Idle when it was Installed")
    func triggered() throws {
        var bench = try bench()
        let trigger = ExtendedTriggerMessage(requestedMessage: .firmwareStatusNotification)
        #expect(try bench.command(request(installAt: 500)).status == .accepted)
        bench.forget()
        _ = try bench.command(trigger)
        #expect(
            bench.messages.compactMap(\.signedFirmware)
                == [SignedFirmwareStatusNotification(status: .installScheduled, requestId: 123)])
        try bench.run(seconds: 700)
        bench.forget()
        _ = try bench.command(trigger)
        #expect(bench.messages.compactMap(\.signedFirmware) == [SignedFirmwareStatusNotification(status: .idle)])
    }

    @Test("UpdateFirmware without a signature is NotSupported")
    func unsigned() throws {
        var bench = try bench()
        let request = UpdateFirmware(location: AnyURI("http://files.example/x.bin"), retrieveDate: DateTime(morning))
        let error = try #require(throws: CallError.self) { _ = try bench.command(request) }
        #expect(error.code == .notSupported)
        try bench.run(seconds: 100)
        #expect(bench.transfers.isEmpty)
    }
}

import Crypto
import CryptoExtras
import Foundation
import OCPPJ
import Persistence
import SwiftASN1
import Testing
import X509

@testable import CentralSystem

@Suite("Signing firmware")
struct FirmwareSignerTests {
    private static let firmware = Array("version: 2.0\n".utf8) + (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 13) }

    /// A Central System with an image, and its files.
    private func system() async throws -> (CentralSystemFixture, MemoryStorage, image: Int64) {
        let storage = MemoryStorage()
        let fixture = try await CentralSystemFixture(files: FileExchange(storage: storage))
        let file = storage.put(Self.firmware, as: "image", in: .firmware)
        let image = try await fixture.system.firmwareImages.create(NewFirmwareImage(fileName: "fw.bin"), file)
        return (fixture, storage, image.id)
    }

    private func add(_ pair: SigningPair, _ fixture: CentralSystemFixture, name: String = "key") async throws -> FirmwareSigningKey {
        try await fixture.system.firmwareSigningKeys.create(
            NewFirmwareSigningKey(name: name, certificate: pair.certificate, privateKey: pair.privateKey), createdBy: "test")
    }

    @Test("the signature verifies over the whole image with the certificate that goes along", arguments: [
        (SigningPair.Kind.rsa, nil, FirmwareSignatureAlgorithm.rsaPSS), (.rsa, .rsaPKCS1, .rsaPKCS1), (.rsa, .rsaPSS, .rsaPSS),
        (.p256, nil, .ecdsa), (.p384, .ecdsa, .ecdsa), (.p521, nil, .ecdsa),
    ] as [(SigningPair.Kind, FirmwareSignatureAlgorithm?, FirmwareSignatureAlgorithm)])
    func signs(kind: SigningPair.Kind, wanted: FirmwareSignatureAlgorithm?, used: FirmwareSignatureAlgorithm) async throws {
        let (fixture, _, image) = try await system()
        let key = try await add(SigningPair(kind), fixture)
        let signer = fixture.system.firmwareUpdates.signer
        let signature = try await signer.signature(for: FirmwareSigning(.key(key.id, wanted)), of: .image(image))
        #expect(signature.algorithm == used)
        #expect(signature.warnings.isEmpty)
        #expect(signature.base64.count <= 800)
        #expect(signature.certificate == key.certificate)
        let bytes = try #require(Data(base64Encoded: signature.base64))
        let publicKey = try Certificate(pemEncoded: signature.certificate).publicKey
        let digest = SHA256.hash(data: Self.firmware)
        switch kind {
        case .rsa:
            let rsa = try #require(_RSA.Signing.PublicKey(publicKey))
            #expect(rsa.isValidSignature(
                .init(rawRepresentation: bytes), for: digest, padding: used == .rsaPSS ? .PSS : .insecurePKCS1v1_5))
        case .p256:
            #expect(try #require(P256.Signing.PublicKey(publicKey)).isValidSignature(.init(derRepresentation: bytes), for: digest))
        case .p384:
            #expect(try #require(P384.Signing.PublicKey(publicKey)).isValidSignature(.init(derRepresentation: bytes), for: digest))
        case .p521:
            #expect(try #require(P521.Signing.PublicKey(publicKey)).isValidSignature(.init(derRepresentation: bytes), for: digest))
        }
    }

    @Test("one signature serves every charge point")
    func once() async throws {
        let (fixture, _, image) = try await system()
        let key = try await add(SigningPair(.p256), fixture)
        let signer = fixture.system.firmwareUpdates.signer
        let signing = FirmwareSigning(.key(key.id, nil))
        // ECDSA never makes the same twice.
        let first = try await signer.signature(for: signing, of: .image(image)).base64
        #expect(try await signer.signature(for: signing, of: .image(image)).base64 == first)
    }

    @Test("what a key cannot do is refused", arguments: [
        (SigningPair.Kind.rsa, FirmwareSignatureAlgorithm.ecdsa), (.p256, .rsaPSS), (.p384, .rsaPKCS1),
    ])
    func impossible(kind: SigningPair.Kind, algorithm: FirmwareSignatureAlgorithm) async throws {
        let (fixture, _, image) = try await system()
        let key = try await add(SigningPair(kind), fixture)
        await #expect {
            _ = try await fixture.system.firmwareUpdates.signer.signature(
                for: FirmwareSigning(.key(key.id, algorithm)), of: .image(image))
        } throws: { ($0 as? FileExchangeError)?.member == "signed.signatureAlgorithm" }
    }

    @Test("a location elsewhere needs the image that it leads to, or a signature")
    func elsewhere() async throws {
        let (fixture, _, image) = try await system()
        let key = try await add(SigningPair(.p256), fixture)
        let signer = fixture.system.firmwareUpdates.signer
        await #expect {
            _ = try await signer.signature(for: FirmwareSigning(.key(key.id, nil)), of: .location("ftp://x/fw"))
        } throws: { ($0 as? FileExchangeError)?.member == "signed.imageId" }
        let signing = FirmwareSigning(.key(key.id, nil), imageId: image)
        #expect(try await signer.signature(for: signing, of: .location("ftp://x/fw")).algorithm == .ecdsa)
    }

    @Test("an image that is not what was uploaded is not signed")
    func changed() async throws {
        let (fixture, storage, image) = try await system()
        let key = try await add(SigningPair(.p256), fixture)
        _ = storage.put(Self.firmware.dropLast() + [0], as: "image", in: .firmware)
        await #expect(throws: FileExchangeError.self) {
            _ = try await fixture.system.firmwareUpdates.signer.signature(
                for: FirmwareSigning(.key(key.id, nil)), of: .image(image))
        }
    }

    @Test("a supplied signature is taken as it is; what is wrong with it is told", arguments: SigningPair.Kind.allCases)
    func supplied(kind: SigningPair.Kind) async throws {
        let (fixture, _, image) = try await system()
        let pair = try SigningPair(kind)
        let key = try await add(pair, fixture)
        let signer = fixture.system.firmwareUpdates.signer
        let good = try await signer.signature(for: FirmwareSigning(.key(key.id, nil)), of: .image(image))
        func check(_ signature: String, _ certificate: String) async throws -> FirmwareSignature {
            try await signer.signature(
                for: FirmwareSigning(.supplied(signature: signature, certificate: certificate)), of: .image(image))
        }
        let taken = try await check(good.base64, pair.certificate.replacingOccurrences(of: "\n", with: "\r\n"))
        #expect(taken.warnings.isEmpty)
        #expect(taken.algorithm == good.algorithm)
        #expect(taken.certificate == good.certificate)
        let wrong = String(good.base64.dropLast(8)) + "AAAAAAA="
        let other = try await check(wrong, pair.certificate)
        #expect(other.base64 == wrong)
        #expect(other.warnings == ["the signature does not verify against the certificate"])
        #expect(try await check("no base64!", pair.certificate).warnings == ["the signature is not Base64"])
        #expect(try await check(good.base64, "none").warnings == ["the signing certificate is not an X.509 certificate in PEM"])
        let old = try await check(good.base64, SigningPair(kind, notBefore: -100, notAfter: -1).certificate)
        #expect(old.warnings.first == "the signing certificate has expired")
        let young = try await check(good.base64, SigningPair(kind, notBefore: 50).certificate)
        #expect(young.warnings.first == "the signing certificate is not valid yet")
    }
}

@Suite("Keys that firmware is signed with")
struct FirmwareSigningKeyTests {
    private func system() async throws -> (CentralSystemFixture, MemoryStorage) {
        let storage = MemoryStorage()
        return (try await CentralSystemFixture(files: FileExchange(storage: storage)), storage)
    }

    private func create(
        _ fixture: CentralSystemFixture, _ name: String = "key", certificate: String, privateKey: String
    ) async throws -> FirmwareSigningKey {
        try await fixture.system.firmwareSigningKeys.create(
            NewFirmwareSigningKey(name: name, certificate: certificate, privateKey: privateKey), createdBy: "test")
    }

    @Test("the key lies in a file and nowhere in the database")
    func separate() async throws {
        let (fixture, storage) = try await system()
        let pair = try SigningPair(.p256)
        let key = try await create(fixture, certificate: pair.certificate, privateKey: pair.privateKey)
        let name = try #require(try await storage.names(in: .signingKeys).first)
        #expect(try await storage.read(name, in: .signingKeys) == Array(pair.privateKey.utf8))
        let row = try await fixture.database.read { try $0.row("SELECT * FROM firmware_signing_keys")?.text("certificate") }
        #expect(row == key.certificate)
        #expect(key.kind == .p256)
        #expect(key.subject == "CN=Firmware signer")
        try await fixture.system.firmwareSigningKeys.delete(key.id)
        #expect(try await storage.names(in: .signingKeys).isEmpty)
    }

    @Test("what does not fit together is refused, and leaves no file behind")
    func refused() async throws {
        let (fixture, storage) = try await system()
        let pair = try SigningPair(.p256)
        let other = try SigningPair(.rsa)
        let encrypted = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n"
        for (certificate, key, member) in [
            (pair.certificate, other.privateKey, "privateKey"), (pair.certificate, "none", "privateKey"),
            (pair.certificate, encrypted, "privateKey"), ("none", pair.privateKey, "certificate"),
            (String(repeating: "x", count: 5501), pair.privateKey, "certificate"),
        ] {
            await #expect {
                _ = try await create(fixture, certificate: certificate, privateKey: key)
            } throws: { ($0 as? FileExchangeError)?.member == member }
        }
        await #expect {
            _ = try await create(fixture, "a\u{202E}b", certificate: pair.certificate, privateKey: pair.privateKey)
        } throws: { ($0 as? FileExchangeError)?.member == "name" }
        _ = try await create(fixture, certificate: pair.certificate, privateKey: pair.privateKey)
        await #expect {
            _ = try await create(fixture, certificate: pair.certificate, privateKey: pair.privateKey)
        } throws: { ($0 as? FileExchangeError)?.code == .conflict }
        #expect(try await storage.names(in: .signingKeys).count == 1)
    }

    @Test("keys come in the forms that OpenSSL writes")
    func forms() throws {
        let rsa = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let elliptic = P256.Signing.PrivateKey()
        #expect(try SigningKeyMaterial(pem: rsa.pemRepresentation).kind == .rsa)
        #expect(try SigningKeyMaterial(pem: rsa.pkcs8PEMRepresentation.replacingOccurrences(of: "\n", with: "\r\n")).kind == .rsa)
        let parameters = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
        #expect(try SigningKeyMaterial(pem: parameters + elliptic.pemRepresentation).kind == .p256)
    }
}

import Crypto
import CryptoExtras
import Foundation
import OCPPJ
import SwiftASN1
import Synchronization
import X509

@testable import CentralSystem

/// Files in memory.
final class MemoryStorage: FileStorage {
    private let files = Mutex<[FileArea: [String: [UInt8]]]>([:])

    func put(_ content: [UInt8], as name: String, in area: FileArea) -> ReceivedFile {
        files.withLock { $0[area, default: [:]][name] = content }
        return ReceivedFile(
            storedName: name, sizeBytes: Int64(content.count), sha256: Hexadecimal.encode(Array(SHA256.hash(data: content))))
    }

    func names(in area: FileArea) async throws -> [String] { files.withLock { Array(($0[area] ?? [:]).keys) } }
    func remove(_ name: String, from area: FileArea) async throws { files.withLock { $0[area]?[name] = nil } }

    func write(_ content: [UInt8], in area: FileArea) async throws -> String {
        let name = FileToken.random(bytes: 16)
        files.withLock { $0[area, default: [:]][name] = content }
        return name
    }

    func read(_ name: String, in area: FileArea) async throws -> [UInt8] {
        guard let content = files.withLock({ $0[area]?[name] }) else { throw FileExchangeError(.notFound, "no file \(name)") }
        return content
    }

    func sha256(of name: String, in area: FileArea) async throws -> SHA256Digest {
        SHA256.hash(data: try await read(name, in: area))
    }
}

/// A key with a certificate for it, as an operator has them.
struct SigningPair {
    let certificate: String
    let privateKey: String

    enum Kind: String, CaseIterable {
        case rsa, p256, p384, p521
    }

    init(_ kind: Kind, notBefore: Int = 0, notAfter: Int = 86_400) throws {
        switch kind {
        case .rsa:
            let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
            try self.init(Certificate.PrivateKey(key), key.pkcs8PEMRepresentation, notBefore, notAfter)
        case .p256:
            let key = P256.Signing.PrivateKey()
            try self.init(Certificate.PrivateKey(key), key.pemRepresentation, notBefore, notAfter)
        case .p384:
            let key = P384.Signing.PrivateKey()
            try self.init(Certificate.PrivateKey(key), key.pemRepresentation, notBefore, notAfter)
        case .p521:
            let key = P521.Signing.PrivateKey()
            try self.init(Certificate.PrivateKey(key), key.pemRepresentation, notBefore, notAfter)
        }
    }

    /// - Parameters:
    ///   - notBefore: in seconds from the morning of the fixtures; so is `notAfter`.
    private init(_ key: Certificate.PrivateKey, _ pem: String, _ notBefore: Int, _ notAfter: Int) throws {
        let name = try DistinguishedName { CommonName("Firmware signer") }
        let morning = Date(timeIntervalSince1970: Double(CentralSystemFixture.morning.milliseconds) / 1000)
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: key.publicKey,
            notValidBefore: morning.addingTimeInterval(Double(notBefore)),
            notValidAfter: morning.addingTimeInterval(Double(notAfter)), issuer: name, subject: name,
            extensions: Certificate.Extensions(), issuerPrivateKey: key)
        self.certificate = try certificate.serializeAsPEM().pemString
        privateKey = pem
    }
}

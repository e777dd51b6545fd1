import Crypto
import Foundation
import OCPPJ
import Persistence
import Synchronization

/// Makes the signatures of signed updates, or takes supplied ones. Reads files piece by piece; nothing of it happens on an event loop.
struct FirmwareSigner: Sendable {
    let database: any Database
    let time: any TimeSource
    let files: FileExchange
    private let digests = FirmwareDigests()

    init(database: any Database, time: any TimeSource, files: FileExchange) {
        self.database = database
        self.time = time
        self.files = files
    }

    /// What a charge point is sent along with the firmware.
    ///
    /// - Parameter source: where the firmware comes from.
    /// - Throws: `FileExchangeError` (`.notFound`: no such image or key; `.invalidMember`; `.storageFailed`).
    func signature(for signing: FirmwareSigning, of source: NewFirmwareUpdate.Source) async throws -> FirmwareSignature {
        let image = try await image(signing, source)
        switch signing.origin {
        case .key(let id, let wanted):
            guard let image else {
                throw FileExchangeError.invalid(
                    "signed.imageId", "is required: this server can only sign an image that it has; else supply a signature")
            }
            return try await made(by: id, wanted, image)
        case .supplied(let signature, let certificate):
            let digest: SHA256Digest? = if let image { try await digest(of: image) } else { nil }
            let certificate = PEMText.normalized(certificate)
            let check = FirmwareSignatureCheck(
                signature: signature, certificate: certificate, digest: digest, at: time.now())
            return FirmwareSignature(
                base64: signature, certificate: certificate, algorithm: check.algorithm, warnings: check.warnings)
        }
    }

    private func image(_ signing: FirmwareSigning, _ source: NewFirmwareUpdate.Source) async throws -> FirmwareImage? {
        let id: Int64?
        switch source {
        case .image(let image): id = image
        case .location: id = signing.imageId
        }
        guard let id else { return nil }
        return try await database.read { try FirmwareImageService.find(id, in: $0) }
    }

    private func made(
        by id: Int64, _ wanted: FirmwareSignatureAlgorithm?, _ image: FirmwareImage
    ) async throws -> FirmwareSignature {
        let key = try await database.read { try FirmwareSigningKeyService.find(id, in: $0) }
        let algorithm = try SigningKeyMaterial.algorithm(of: key.kind, wanted: wanted)
        let warnings = Self.warnings(of: key, at: time.now())
        let known = try await database.read { try FirmwareSignatureStore.find(image: image.id, key: id, algorithm, in: $0) }
        if let known {
            return FirmwareSignature(
                base64: known, certificate: key.certificate, signingKeyId: id, algorithm: algorithm, warnings: warnings)
        }
        let digest = try await digest(of: image)
        let pem = String(decoding: try await files.storage.read(key.storedName, in: .signingKeys), as: UTF8.self)
        let signature = try SigningKeyMaterial(pem: pem).sign(digest, algorithm).base64EncodedString()
        try await database.write {
            try FirmwareSignatureStore.save(signature, image: image.id, key: id, algorithm, in: $0)
        }
        return FirmwareSignature(
            base64: signature, certificate: key.certificate, signingKeyId: id, algorithm: algorithm, warnings: warnings)
    }

    /// The digest of what is on disk, which must still be what was uploaded. Images do not change, so each is read once.
    private func digest(of image: FirmwareImage) async throws -> SHA256Digest {
        if let known = digests[image.id] { return known }
        let digest = try await files.storage.sha256(of: image.file.storedName, in: .firmware)
        guard Hexadecimal.encode(Array(digest)) == image.file.sha256 else {
            throw FileExchangeError(.storageFailed, "the file of image \(image.id) is not the one that was uploaded")
        }
        digests[image.id] = digest
        return digest
    }

    private static func warnings(of key: FirmwareSigningKey, at now: Timestamp) -> [String] {
        if key.notAfter < now { return ["the signing certificate has expired"] }
        return key.notBefore > now ? ["the signing certificate is not valid yet"] : []
    }
}

/// The digests of images that were read, by id: a supplied signature is held against the same image for every charge point.
private final class FirmwareDigests: Sendable {
    private let known = Mutex<[Int64: SHA256Digest]>([:])

    subscript(image: Int64) -> SHA256Digest? {
        get { known.withLock { $0[image] } }
        set { known.withLock { $0[image] = newValue } }
    }
}

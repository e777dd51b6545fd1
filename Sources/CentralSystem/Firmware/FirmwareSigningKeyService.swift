import Foundation
import OCPPJ
import Persistence
import SwiftASN1
import X509

/// The verbs on the keys that firmware is signed with.
///
/// Storage failures come as `DatabaseError`.
package struct FirmwareSigningKeyService: Sendable {
    let database: any Database
    let time: any TimeSource
    let files: FileExchange
    let failures: FailureLog

    /// The longest certificate that SignedUpdateFirmware carries, in characters.
    private static let longestCertificate = 5500

    /// Takes a key and the certificate that belongs to it.
    ///
    /// - Throws: `FileExchangeError` (`.invalidMember`; `.conflict` when the name is taken; `.storageFailed`, `.noRoom`).
    package func create(_ new: NewFirmwareSigningKey, createdBy: String) async throws -> FirmwareSigningKey {
        guard (1...100).contains(new.name.unicodeScalars.count), new.name.isPlainText else {
            throw FileExchangeError.invalid("name", "must have 1 to 100 characters, none of them a control character")
        }
        let certificate = PEMText.normalized(new.certificate)
        guard certificate.unicodeScalars.count <= Self.longestCertificate else {
            throw FileExchangeError.invalid("certificate", "must have at most \(Self.longestCertificate) characters")
        }
        guard let parsed = try? Certificate(pemEncoded: certificate) else {
            throw FileExchangeError.invalid("certificate", "must be one X.509 certificate in PEM")
        }
        let material = try SigningKeyMaterial(pem: new.privateKey)
        guard parsed.publicKey == material.publicKey else {
            throw FileExchangeError.invalid("privateKey", "does not belong to the certificate")
        }
        // Refused before anything lies on disk; the table has the last word.
        if try await database.read({ try FirmwareSigningKeyStore.isTaken(name: new.name, in: $0) }) { throw Self.taken(new.name) }
        let storedName = try await files.storage.write(Array(new.privateKey.utf8), in: .signingKeys)
        let key = FirmwareSigningKey(
            id: 0, name: new.name, kind: material.kind, certificate: certificate, subject: "\(parsed.subject)",
            notBefore: Timestamp(parsed.notValidBefore), notAfter: Timestamp(parsed.notValidAfter), createdAt: time.now(),
            createdBy: createdBy, storedName: storedName)
        do {
            return try await database.write { connection in
                if try FirmwareSigningKeyStore.isTaken(name: key.name, in: connection) { throw Self.taken(key.name) }
                return try FirmwareSigningKeyStore.insert(key, in: connection)
            }
        } catch {
            await files.discard(storedName, from: .signingKeys, failures: failures)
            throw error
        }
    }

    /// Keys, newest first.
    ///
    /// - Throws: `CentralSystemError` with code `.invalidCursor`.
    package func list(_ page: PageRequest = PageRequest()) async throws -> Page<FirmwareSigningKey> {
        let before = try page.rowID()
        let keys = try await database.read {
            try FirmwareSigningKeyStore.list(before: before, limit: page.limit + 1, in: $0)
        }
        return Page(keys, limit: page.limit) { String($0.id) }
    }

    /// - Throws: `FileExchangeError` with code `.notFound`.
    package func get(_ id: Int64) async throws -> FirmwareSigningKey {
        try await database.read { try Self.find(id, in: $0) }
    }

    /// Removes a key and its file. Signatures that went out with updates stay what they are.
    ///
    /// - Throws: `FileExchangeError` (`.notFound`; `.conflict` while a campaign needs it).
    package func delete(_ id: Int64) async throws {
        let removed = try await database.write { connection in
            let key = try Self.find(id, in: connection)
            if let campaign = try FirmwareCampaignStore.firstUsing(signingKey: id, in: connection) {
                throw FileExchangeError(.conflict, "signing key \(id) is in use by campaign \(campaign); cancel it first")
            }
            try FirmwareSigningKeyStore.delete(id, in: connection)
            return key
        }
        await files.discard(removed.storedName, from: .signingKeys, failures: failures)
    }

    static func find(_ id: Int64, in connection: any SQLConnection) throws -> FirmwareSigningKey {
        guard let key = try FirmwareSigningKeyStore.find(id, in: connection) else {
            throw FileExchangeError(.notFound, "there is no firmware signing key \(id)")
        }
        return key
    }

    private static func taken(_ name: String) -> FileExchangeError {
        FileExchangeError(.conflict, "there is a signing key \(name) already")
    }
}

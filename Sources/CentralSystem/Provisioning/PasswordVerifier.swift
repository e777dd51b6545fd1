import Dispatch

/// Compares passwords from the wire with stored hashes.
///
/// The slow hash runs on a queue of its own, one at a time: neither the threads of Swift concurrency nor more than one processor
/// are busy with it, however many strangers guess.
struct PasswordVerifier: Sendable {
    private static let queue = DispatchQueue(label: "stationmaster.passwords", qos: .utility)

    /// - Returns: in which form the password matched, nil when it did not.
    func verify(_ password: [UInt8], against hash: PasswordHash) async throws -> ChargePointPassword.Form? {
        switch hash.method {
        case .sha256: return try Self.match(password, hash)
        case .scrypt:
            return try await withCheckedThrowingContinuation { continuation in
                Self.queue.async { continuation.resume(with: Result { try Self.match(password, hash) }) }
            }
        }
    }

    /// Hashes a new password.
    func hash(_ password: ChargePointPassword) async throws -> PasswordHash {
        try await withCheckedThrowingContinuation { continuation in
            Self.queue.async { continuation.resume(with: Result { try PasswordHash(hashing: password) }) }
        }
    }

    private static func match(_ password: [UInt8], _ hash: PasswordHash) throws -> ChargePointPassword.Form? {
        for candidate in ChargePointPassword.candidates(received: password) {
            if try hash.matches(candidate.bytes) { return candidate.form }
        }
        return nil
    }
}

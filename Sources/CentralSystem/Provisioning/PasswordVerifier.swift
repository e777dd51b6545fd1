import Dispatch
import Synchronization

/// Compares passwords from the wire with stored hashes.
///
/// The slow hash runs on a queue of its own, one at a time: neither the threads of Swift concurrency nor more than one processor
/// are busy with it, however many strangers guess. Only so many wait; who comes then is told to come again.
struct PasswordVerifier: Sendable {
    /// Too many passwords wait to be compared.
    struct Busy: Error {}

    private static let queue = DispatchQueue(label: "stationmaster.passwords", qos: .utility)
    /// What operators set does not stand behind what strangers guess.
    private static let settingQueue = DispatchQueue(label: "stationmaster.passwords.setting", qos: .utility)
    private static let waiting = Atomic(0)
    /// Two seconds' work or so, which a charge point's own patience outlasts.
    private static let waitingLimit = 20

    /// - Returns: in which form the password matched, nil when it did not.
    /// - Throws: `Busy`.
    func verify(_ password: [UInt8], against hash: PasswordHash) async throws -> ChargePointPassword.Form? {
        switch hash.method {
        case .sha256: return try Self.match(password, hash)
        case .scrypt:
            guard Self.waiting.add(1, ordering: .relaxed).newValue <= Self.waitingLimit else {
                Self.waiting.subtract(1, ordering: .relaxed)
                throw Busy()
            }
            defer { Self.waiting.subtract(1, ordering: .relaxed) }
            return try await withCheckedThrowingContinuation { continuation in
                Self.queue.async { continuation.resume(with: Result { try Self.match(password, hash) }) }
            }
        }
    }

    /// Hashes a new password.
    func hash(_ password: ChargePointPassword) async throws -> PasswordHash {
        try await withCheckedThrowingContinuation { continuation in
            Self.settingQueue.async { continuation.resume(with: Result { try PasswordHash(hashing: password) }) }
        }
    }

    private static func match(_ password: [UInt8], _ hash: PasswordHash) throws -> ChargePointPassword.Form? {
        for candidate in ChargePointPassword.candidates(received: password) {
            if try hash.matches(candidate.bytes) { return candidate.form }
        }
        return nil
    }
}

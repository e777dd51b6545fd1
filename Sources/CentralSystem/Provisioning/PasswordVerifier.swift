import Dispatch
import OCPPJ
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
    /// How many wait, by the network that they come from.
    private static let waiting = Mutex<[PeerNetwork: Int]>([:])
    /// Two seconds' work or so, which a charge point's own patience outlasts.
    private static let waitingLimit = 20
    /// Of which one network has half, so that who guesses there keeps nobody else waiting.
    private static let networkLimit = 10

    /// - Parameter network: where the password comes from.
    /// - Returns: in which form the password matched, nil when it did not.
    /// - Throws: `Busy`.
    func verify(
        _ password: [UInt8], against hash: PasswordHash, from network: PeerNetwork
    ) async throws -> ChargePointPassword.Form? {
        switch hash.method {
        case .sha256: return try Self.match(password, hash)
        case .scrypt:
            guard Self.enter(network) else { throw Busy() }
            defer { Self.leave(network) }
            return try await withCheckedThrowingContinuation { continuation in
                Self.queue.async { continuation.resume(with: Result { try Self.match(password, hash) }) }
            }
        }
    }

    private static func enter(_ network: PeerNetwork) -> Bool {
        waiting.withLock { waiting in
            let count = waiting[network] ?? 0
            guard count < networkLimit, waiting.values.reduce(0, +) < waitingLimit else { return false }
            waiting[network] = count + 1
            return true
        }
    }

    private static func leave(_ network: PeerNetwork) {
        waiting.withLock { waiting in
            let count = (waiting[network] ?? 1) - 1
            waiting[network] = count > 0 ? count : nil
        }
    }

    /// Hashes a new password.
    func hash(_ password: ChargePointPassword) async throws -> PasswordHash {
        try await withCheckedThrowingContinuation { continuation in
            Self.settingQueue.async { continuation.resume(with: Result { try PasswordHash(hashing: password) }) }
        }
    }

    private static func match(_ password: [UInt8], _ hash: PasswordHash) throws -> ChargePointPassword.Form? {
        for candidate in ChargePointPassword.candidates(received: password) where hash.canMatch(candidate.bytes) {
            if try hash.matches(candidate.bytes) { return candidate.form }
        }
        return nil
    }
}

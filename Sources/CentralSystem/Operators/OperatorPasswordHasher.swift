import Dispatch
import Synchronization

/// Hashes users' passwords on a queue of its own, one at a time: however many strangers guess, one processor is busy with it at
/// most, and no thread of Swift concurrency or of an event loop.
final class OperatorPasswordHasher: Sendable {
    /// Too many passwords wait to be compared.
    struct Busy: Error {}

    /// Some five seconds' work.
    private static let waitingLimit = 16

    let cost: OperatorPasswordCost
    private let queue = DispatchQueue(label: "stationmaster.operators.passwords", qos: .utility)
    /// What administrators set does not stand behind what strangers guess.
    private let settingQueue = DispatchQueue(label: "stationmaster.operators.passwords.setting", qos: .utility)
    private let waiting = Atomic(0)

    init(cost: OperatorPasswordCost) {
        self.cost = cost
    }

    /// - Parameter hash: nil when there is no such user; that takes as long.
    /// - Throws: `Busy`.
    func verify(_ password: String, against hash: OperatorPasswordHash?) async throws -> Bool {
        guard waiting.add(1, ordering: .relaxed).newValue <= Self.waitingLimit else {
            waiting.subtract(1, ordering: .relaxed)
            throw Busy()
        }
        defer { waiting.subtract(1, ordering: .relaxed) }
        let known = hash ?? OperatorPasswordHash(ofNobodyWith: cost)
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try known.matches(Array(password.utf8)) }) }
        }
    }

    func hash(_ password: OperatorPassword) async throws -> OperatorPasswordHash {
        try await withCheckedThrowingContinuation { [cost] continuation in
            settingQueue.async {
                continuation.resume(with: Result { try OperatorPasswordHash(hashing: password.bytes, cost: cost) })
            }
        }
    }
}

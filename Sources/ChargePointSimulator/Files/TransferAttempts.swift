import OCPP16
import OCPPJ

/// How often, and when, a transfer is tried (OCPP 1.6, sections 6.25 and 6.55).
struct TransferAttempts: Hashable, Sendable {
    let location: String
    /// How often it is tried again (erratum 3.50); not at all when the Central System does not say.
    private var retriesLeft: Int
    /// Seconds from a failure to the next attempt.
    private let retryInterval: Int
    /// When the next attempt begins; nil while one is under way, or when there is none to come.
    private(set) var dueAt: Timestamp?
    /// The number of the transfer that is under way.
    private(set) var transfer: Int?

    /// What a charge point waits when the Central System does not say, in seconds.
    private static let usualRetryInterval = 60

    init(location: String, retries: Int?, retryInterval: Seconds?, startingAt start: Timestamp) {
        self.location = location
        retriesLeft = max(0, retries ?? 0)
        self.retryInterval = retryInterval?.value ?? Self.usualRetryInterval
        dueAt = start
    }

    mutating func began(_ transfer: Int) {
        dueAt = nil
        self.transfer = transfer
    }

    /// The transfer under way has come to its end.
    mutating func ended() {
        transfer = nil
    }

    /// The transfer under way has failed.
    ///
    /// - Returns: whether it will be tried again.
    mutating func failed(at now: Timestamp) -> Bool {
        transfer = nil
        guard retriesLeft > 0 else { return false }
        retriesLeft -= 1
        dueAt = now.advanced(bySeconds: retryInterval)
        return true
    }

    /// A reboot broke off what was under way: it begins anew.
    mutating func interrupted(at now: Timestamp) {
        guard transfer != nil else { return }
        transfer = nil
        dueAt = now
    }
}

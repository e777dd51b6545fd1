import OCPPJ
import Synchronization

/// Slows down who guesses passwords: for a user name from a network, whoever exists or not, for a network, and for a user name.
///
/// A few mistakes are free. From then on every attempt must wait, twice as long each time, counted from the moment that the last one
/// was refused. An attempt counts as a mistake from its beginning, so that many at once gain nothing; a success takes it back.
///
/// A stranger's mistakes must not keep the user out. So the long waits are for the user name together with the network. For the name
/// alone, against guesses from many networks, there are many free mistakes and short waits, and none at all for a network from which
/// the user has logged in before.
final class LoginThrottle: Sendable {
    struct Attempt: Hashable, Sendable {
        var user: String
        var network: PeerNetwork

        /// - Parameter address: with or without a port.
        init(user: String, address: String) {
            self.user = user
            network = PeerNetwork(address)
        }
    }

    private struct Tables: Sendable {
        var attempts = MistakeTable<Attempt>(freeMistakes: 5, longestWaitSeconds: 300)
        /// Several people may share an address.
        var networks = MistakeTable<PeerNetwork>(freeMistakes: 20, longestWaitSeconds: 300)
        var users = MistakeTable<String>(freeMistakes: 100, longestWaitSeconds: 4)
        /// From where users have logged in since the start.
        var familiar: Set<Attempt> = []
    }

    /// Beyond it any entry goes. Only successes fill it.
    private static let familiarCapacity = 10_000

    private let tables = Mutex(Tables())

    /// - Returns: how many seconds to wait; nil when the attempt may go on.
    func begin(_ attempt: Attempt, at now: Timestamp) -> Int? {
        tables.withLock { tables in
            let waits = [
                tables.attempts.wait(attempt, at: now), tables.networks.wait(attempt.network, at: now),
                tables.familiar.contains(attempt) ? nil : tables.users.wait(attempt.user, at: now),
            ]
            if let longest = waits.compactMap(\.self).max() { return longest }
            tables.attempts.note(attempt, at: now)
            tables.networks.note(attempt.network, at: now)
            tables.users.note(attempt.user, at: now)
            return nil
        }
    }

    /// - Parameter now: when the password had been compared, which takes a while.
    func failed(_ attempt: Attempt, at now: Timestamp) {
        tables.withLock { tables in
            tables.attempts.delay(attempt, until: now)
            tables.networks.delay(attempt.network, until: now)
            tables.users.delay(attempt.user, until: now)
        }
    }

    func succeeded(_ attempt: Attempt) {
        tables.withLock { tables in
            tables.attempts.forget(attempt)
            tables.networks.takeBack(attempt.network)
            tables.users.takeBack(attempt.user)
            if tables.familiar.count >= Self.familiarCapacity { tables.familiar.removeFirst() }
            tables.familiar.insert(attempt)
        }
    }

    /// The password was not compared, so nobody has learned anything.
    func takeBack(_ attempt: Attempt) {
        tables.withLock { tables in
            tables.attempts.takeBack(attempt)
            tables.networks.takeBack(attempt.network)
            tables.users.takeBack(attempt.user)
        }
    }
}

/// Who made how many mistakes lately. Bounded, whatever strangers make up.
struct MistakeTable<Key: Hashable & Sendable>: Sendable {
    private struct Entry: Sendable {
        var mistakes: Int
        var latest: Timestamp
    }

    /// Beyond it the entry goes whose last mistake is oldest.
    static var capacity: Int { 10_000 }
    /// After so long without a mistake all are forgotten.
    static var memorySeconds: Int { 3600 }

    let freeMistakes: Int
    let longestWaitSeconds: Int
    private var entries: [Key: Entry] = [:]

    init(freeMistakes: Int, longestWaitSeconds: Int) {
        self.freeMistakes = freeMistakes
        self.longestWaitSeconds = longestWaitSeconds
    }

    var count: Int { entries.count }

    /// How many seconds it must wait from now on, rounded up; nil when it need not.
    mutating func wait(_ key: Key, at now: Timestamp) -> Int? {
        guard var entry = entries[key], entry.mistakes >= freeMistakes else { return nil }
        if now < entry.latest {
            // The clock was set back. The wait begins anew, rather than last until the clock is where it was.
            entry.latest = now
            entries[key] = entry
        }
        let delay = min(longestWaitSeconds, 1 << min(entry.mistakes - freeMistakes, 20))
        let left = Double(delay) - now.seconds(since: entry.latest)
        return left > 0 ? Int(left.rounded(.up)) : nil
    }

    mutating func note(_ key: Key, at now: Timestamp) {
        var entry = entries[key] ?? Entry(mistakes: 0, latest: now)
        if now.seconds(since: entry.latest) > Double(Self.memorySeconds) { entry.mistakes = 0 }
        entry.mistakes += 1
        entry.latest = now
        if entries[key] == nil, entries.count >= Self.capacity { makeRoom(at: now) }
        entries[key] = entry
    }

    /// Counts the wait for the mistakes so far from `now` on.
    mutating func delay(_ key: Key, until now: Timestamp) {
        guard var entry = entries[key], entry.latest < now else { return }
        entry.latest = now
        entries[key] = entry
    }

    mutating func forget(_ key: Key) {
        entries[key] = nil
    }

    mutating func takeBack(_ key: Key) {
        guard var entry = entries[key] else { return }
        entry.mistakes -= 1
        entries[key] = entry.mistakes > 0 ? entry : nil
    }

    /// Drops what is forgotten anyway, or else the oldest tenth, so that a flood does not sort the table at each step.
    private mutating func makeRoom(at now: Timestamp) {
        entries = entries.filter { now.seconds(since: $0.value.latest) <= Double(Self.memorySeconds) }
        guard entries.count >= Self.capacity else { return }
        for (key, _) in entries.sorted(by: { $0.value.latest < $1.value.latest }).prefix(Self.capacity / 10) {
            entries[key] = nil
        }
    }
}

import OCPPJ
import Synchronization

/// Slows down who guesses passwords: by user name, whoever exists or not, and by address.
///
/// A few mistakes are free. From then on every attempt must wait, twice as long each time, counted from the moment that the last one
/// was refused. An attempt counts as a mistake from its beginning, so that many at once gain nothing; a success takes it back.
final class LoginThrottle: Sendable {
    struct Attempt: Hashable, Sendable {
        var user: String
        var address: String
    }

    private struct Tables: Sendable {
        var users = MistakeTable(freeMistakes: 5, longestWaitSeconds: 300)
        /// Several people may share an address.
        var addresses = MistakeTable(freeMistakes: 20, longestWaitSeconds: 300)
    }

    private let tables = Mutex(Tables())

    /// - Returns: how many seconds to wait; nil when the attempt may go on.
    func begin(_ attempt: Attempt, at now: Timestamp) -> Int? {
        tables.withLock { tables in
            let waits = [tables.users.wait(attempt.user, at: now), tables.addresses.wait(attempt.address, at: now)]
            if let longest = waits.compactMap(\.self).max() { return longest }
            tables.users.note(attempt.user, at: now)
            tables.addresses.note(attempt.address, at: now)
            return nil
        }
    }

    /// - Parameter now: when the password had been compared, which takes a while.
    func failed(_ attempt: Attempt, at now: Timestamp) {
        tables.withLock { tables in
            tables.users.delay(attempt.user, until: now)
            tables.addresses.delay(attempt.address, until: now)
        }
    }

    func succeeded(_ attempt: Attempt) {
        tables.withLock { tables in
            tables.users.forget(attempt.user)
            tables.addresses.takeBack(attempt.address)
        }
    }
}

/// Who made how many mistakes lately. Bounded, whatever strangers make up.
struct MistakeTable: Sendable {
    private struct Entry: Sendable {
        var mistakes: Int
        var latest: Timestamp
    }

    /// Beyond it the entry goes whose last mistake is oldest.
    static let capacity = 10_000
    /// After so long without a mistake all are forgotten.
    static let memorySeconds = 3600

    let freeMistakes: Int
    let longestWaitSeconds: Int
    private var entries: [String: Entry] = [:]

    init(freeMistakes: Int, longestWaitSeconds: Int) {
        self.freeMistakes = freeMistakes
        self.longestWaitSeconds = longestWaitSeconds
    }

    var count: Int { entries.count }

    /// How many seconds it must wait from now on, rounded up; nil when it need not.
    func wait(_ key: String, at now: Timestamp) -> Int? {
        guard let entry = entries[key], entry.mistakes >= freeMistakes else { return nil }
        let delay = min(longestWaitSeconds, 1 << min(entry.mistakes - freeMistakes, 20))
        let left = Double(delay) - now.seconds(since: entry.latest)
        return left > 0 ? Int(left.rounded(.up)) : nil
    }

    mutating func note(_ key: String, at now: Timestamp) {
        var entry = entries[key] ?? Entry(mistakes: 0, latest: now)
        if now.seconds(since: entry.latest) > Double(Self.memorySeconds) { entry.mistakes = 0 }
        entry.mistakes += 1
        entry.latest = now
        if entries[key] == nil, entries.count >= Self.capacity { makeRoom(at: now) }
        entries[key] = entry
    }

    /// Counts the wait for the mistakes so far from `now` on.
    mutating func delay(_ key: String, until now: Timestamp) {
        guard var entry = entries[key], entry.latest < now else { return }
        entry.latest = now
        entries[key] = entry
    }

    mutating func forget(_ key: String) {
        entries[key] = nil
    }

    mutating func takeBack(_ key: String) {
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

package import OCPPJ
import Persistence

/// What the whole network charges with now, and what it charged.
package struct NetworkLoadService: Sendable {
    let database: any Database
    let time: any TimeSource
    let book: NetworkLoadBook

    /// The power of the last hour, oldest first, a sample every ten seconds. Empty just after a start.
    package func lastHour() -> [LoadSample] { book.history }

    /// Takes a sample, from time to time.
    func sample() async throws {
        let starts = try await database.read { try TransactionStore.openStarts(in: $0) }
        book.sample(at: time.now(), starts: starts)
    }

    /// The energy of the transactions that ended in each hour, the first beginning at `start`. Hours without any are absent.
    ///
    /// Read from an index, so that it stays quick however many transactions there are; ask for days, not for years.
    package func energy(from start: Timestamp, to end: Timestamp) async throws -> [HourlyEnergy] {
        try await database.read { try TransactionStore.energy(from: start, to: end, in: $0) }
    }
}

/// The transactions that ended within one hour.
package struct HourlyEnergy: Hashable, Sendable {
    /// 0 for the first hour that was asked for.
    package var hour: Int
    package var energy: WattHours
    package var transactions: Int
}

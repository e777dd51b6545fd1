import Persistence

/// How busy the database is, without its words.
package struct DatabaseLoad: Hashable, Sendable {
    /// Group commits since the start, and the milliseconds that one took on average.
    package var commits: Int
    package var millisecondsOfCommit: Double
    package var failedWrites: Int
    /// Reads and writes that wait at this moment.
    package var waiting: Int
}

extension CentralSystemMetrics {
    package var databaseLoad: DatabaseLoad {
        let statistics = databaseStatistics
        let milliseconds = Double(statistics.commitNanoseconds) / 1_000_000
        return DatabaseLoad(
            commits: statistics.commits, millisecondsOfCommit: milliseconds / Double(max(1, statistics.commits)),
            failedWrites: statistics.failedWrites, waiting: statistics.queued + statistics.queuedReads)
    }
}

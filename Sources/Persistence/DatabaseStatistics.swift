/// Counters since the database was opened.
package struct DatabaseStatistics: Sendable, Hashable {
    /// Writes that succeeded: they are on disk.
    package var writes = 0
    /// Group commits that changed something. Each cost one flush of the disk; `writes / commits` tells how well they are shared.
    package var commits = 0
    /// Writes whose body threw or that could not be stored.
    package var failedWrites = 0
    /// The most writes that were ever taken at once.
    package var largestBatch = 0
    /// Writes that wait at this moment, without those being carried out.
    package var queued = 0
    /// Time spent in commits, in nanoseconds; nearly all of it waiting for the disk.
    package var commitNanoseconds = 0
    /// Reads that ran, successful or not.
    package var reads = 0
    /// Reads that wait at this moment.
    package var queuedReads = 0

    package init() {}
}

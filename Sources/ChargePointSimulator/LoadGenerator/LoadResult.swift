/// What the load generator saw of the server: how many answers, how fast.
package struct LoadResult: Sendable {
    /// How many of the answers were CALLERRORs.
    package private(set) var errors = 0
    /// Messages whose answer was still missing when the script ended.
    package internal(set) var unanswered = 0
    /// Connections that were lost before the script ended.
    package internal(set) var lostConnections = 0
    /// Whether a connection was lost.
    package var isLost: Bool { lostConnections > 0 }
    private var times = ResponseTimes()

    package init() {}

    package var answers: Int { times.count }
    package var slowestNanoseconds: Int64 { times.slowestNanoseconds }

    mutating func record(nanoseconds: Int64, isError: Bool) {
        if isError { errors += 1 }
        times.record(nanoseconds: nanoseconds)
    }

    /// Takes another connection's result in.
    package mutating func add(_ other: LoadResult) {
        errors += other.errors
        times.add(other.times)
        unanswered += other.unanswered
        lostConnections += other.lostConnections
    }

    /// The time within which this share of the answers came, in microseconds.
    ///
    /// - Parameter share: from 0 to 1.
    package func percentileMicroseconds(_ share: Double) -> Double { times.percentileMicroseconds(share) }
}

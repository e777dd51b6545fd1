/// What the load generator saw of the server: how many answers, how fast.
package struct LoadResult: Sendable {
    /// How many of the answers were CALLERRORs.
    package private(set) var errors = 0
    /// The connection was lost while a script was played.
    package internal(set) var isLost = false
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
        isLost = isLost || other.isLost
    }

    /// The time within which this share of the answers came, in microseconds.
    ///
    /// - Parameter share: from 0 to 1.
    package func percentileMicroseconds(_ share: Double) -> Double { times.percentileMicroseconds(share) }
}

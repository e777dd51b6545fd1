import OCPPJ
import Persistence

/// The time from which the age of kept evidence is measured.
///
/// A clock that jumps years ahead would make everything too old at once. So the present is at most two days after the newest row that
/// is older than a day: rows that are written after such a jump give a day's time to set the clock right, and where rows come every
/// day this is simply the present.
enum RetentionTime {
    private static let daySeconds = 86_400

    /// - Parameters:
    ///   - table: the table that is pruned; part of the program, never of a message.
    ///   - column: its indexed column with the time of each row.
    static func reference(
        at now: Timestamp, table: String, column: String, in connection: any SQLConnection
    ) throws -> Timestamp {
        let newest = try connection.row(
            "SELECT max(\(column)) AS newest FROM \(table) WHERE \(column) < $1",
            [.integer(now.advanced(bySeconds: -daySeconds).milliseconds)]
        )?.timestampIfPresent("newest")
        guard let newest else { return now }
        return min(now, newest.advanced(bySeconds: 2 * daySeconds))
    }
}

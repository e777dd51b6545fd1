package import OCPPJ

/// A transaction that is going on: TxProfiles hold for it, and relative schedules count from its start.
///
/// It is taken to go on for as long as the schedule that is asked for.
package struct RunningTransaction: Hashable, Sendable {
    /// The identifier; nil while the Central System's answer is outstanding. Profiles that name a transaction then do not
    /// hold, those that name none do.
    package var id: Int?
    /// The connector, 1 or more.
    package var connectorId: Int
    package var start: Timestamp

    package init(id: Int?, connectorId: Int, start: Timestamp) {
        self.id = id
        self.connectorId = connectorId
        self.start = start
    }
}

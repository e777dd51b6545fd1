import OCPPJ

/// A transaction, as much of it as a StopTransaction needs to know.
struct StopCandidate: Hashable, Sendable {
    var id: Int
    var chargePointKey: Int64
    var connectorId: Int
    var state: TransactionState
    /// In lower case.
    var idTagKey: String
    var parentIdTag: String?
    var meterStart: WattHours
    var startTimestamp: Timestamp
    /// When the next transaction on its connector started: this one was over by then. nil when none did, or nobody looked.
    var supersededAt: Timestamp?
    var meterStop: WattHours?
    var stopTimestampReceived: String?
    var closedBy: TransactionEnd?
    var energy: WattHours?
    var flags: [RecordFlag]
}

import OCPPJ

/// Which transaction samples belong to, decided from what is recorded (field note 3.5).
struct MeterValueAttachment: Hashable, Sendable {
    /// As much of a transaction as the decision needs.
    struct Candidate: Hashable, Sendable {
        var id: Int
        var chargePointKey: Int64
        var connectorId: Int
        var state: TransactionState
        var startTimestamp: Timestamp
        /// nil while it is not closed.
        var stopTimestamp: Timestamp?
    }

    /// nil: kept with the connector.
    var transactionId: Int?
    var connectorId: Int
    var flag: RecordFlag?

    /// Clocks with whole seconds, and samples taken just around a start or stop, still belong to it; in milliseconds.
    private static let slack: Int64 = 2000

    /// Whether samples of `connectorId` under `transactionId` belong to `named` beyond doubt: no search, no flag.
    static func isPlain(_ named: Candidate, chargePointKey: Int64, connectorId: Int) -> Bool {
        named.chargePointKey == chargePointKey && named.state != .closed
            && (named.connectorId == connectorId || connectorId == 0)
    }

    /// - Parameters:
    ///   - sent: the transactionId as sent.
    ///   - named: the transaction with that id, whoever's it is.
    ///   - open: the transaction that is open on the connector.
    init(
        sent: Int?, named: Candidate?, open: Candidate?, chargePointKey: Int64, connectorId: Int,
        timestamp: Timestamp, at moment: Timestamp
    ) {
        self.connectorId = connectorId
        let own = named.flatMap { $0.chargePointKey == chargePointKey ? $0 : nil }
        if let own, own.state != .closed {
            transactionId = own.id
            if connectorId != 0, own.connectorId != connectorId {
                flag = RecordFlag(
                    .connectorMismatch, "sent for connector \(connectorId), transaction \(own.id) is on \(own.connectorId)",
                    at: moment)
            }
            return
        }
        let fitting = open.flatMap { Self.covers($0, timestamp) && $0.connectorId == connectorId ? $0 : nil }
        guard let sent else {
            guard let fitting else { return }
            transactionId = fitting.id
            flag = RecordFlag(
                .attachedByConnector, "sent without transactionId; transaction \(fitting.id) is open on the connector", at: moment)
            return
        }
        let what =
            if own != nil { "is closed" } else if named != nil { "is another charge point's" } else { "is unknown" }
        if let own, own.connectorId == connectorId || connectorId == 0, Self.covers(own, timestamp) {
            transactionId = own.id
            flag = RecordFlag(
                .invalidTransactionId, "transaction \(sent) \(what); the time is within it, so attached to it", at: moment)
        } else if let fitting {
            transactionId = fitting.id
            flag = RecordFlag(
                .invalidTransactionId,
                "transaction \(sent) \(what); attached to \(fitting.id), which is open on the connector", at: moment)
        } else {
            flag = RecordFlag(.invalidTransactionId, "transaction \(sent) \(what); kept with the connector", at: moment)
        }
    }

    private static func covers(_ transaction: Candidate, _ timestamp: Timestamp) -> Bool {
        if timestamp.milliseconds < transaction.startTimestamp.milliseconds - slack { return false }
        guard let stop = transaction.stopTimestamp else { return true }
        return timestamp.milliseconds <= stop.milliseconds + slack
    }
}

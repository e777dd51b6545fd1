package import OCPP16
package import OCPPJ

/// Where a transaction stands.
package enum TransactionState: String, Hashable, Sendable, CaseIterable {
    case open = "Open"
    /// Probably over, but its StopTransaction never came; a stop that still comes is taken.
    case stale = "Stale"
    case closed = "Closed"
}

/// Where a session's energy was taken from.
package enum EnergySource: String, Hashable, Sendable, CaseIterable {
    /// `meterStop` minus `meterStart`.
    case registers
    /// The last good sample of its meter values.
    case meterValues
    /// An operator said so.
    case `operator`
}

/// Who ended a transaction.
package enum TransactionEnd: String, Hashable, Sendable, CaseIterable {
    case chargePoint
    case `operator`
}

/// One charging session, from StartTransaction to StopTransaction (OCPP 1.6, sections 4.8 and 4.10).
package struct Transaction: Hashable, Sendable {
    /// The transactionId on the wire: positive, unique over all charge points, never given twice.
    package var id: Int
    package var chargePointKey: Int64
    package var chargePointID: String
    package var connectorId: Int
    package var idTag: String
    package var parentIdTag: String?
    /// What StartTransaction was answered.
    package var authorizationStatus: AuthorizationStatus
    package var state: TransactionState

    /// When it started, corrected; see `startTimestampReceived` for what was sent.
    package var startTimestamp: Timestamp
    package var startTimestampReceived: String
    package var startReceivedAt: Timestamp
    /// How many times StartTransaction was sent again.
    package var startRepeats: Int
    package var startLastReceivedAt: Timestamp
    package var meterStart: WattHours
    package var reservationId: Int?

    /// nil while the transaction is open.
    package var stop: Stop?
    /// How many times StopTransaction was sent again after it had been taken.
    package var stopRepeats: Int
    package var stopLastReceivedAt: Timestamp?

    package var energy: Energy?
    package var stale: Stale?
    package var quarantine: Quarantine?
    package var flags: [RecordFlag]
    /// The newest meter value attached to it, nil when there is none.
    package var lastMeterValueAt: Timestamp?
    /// The session's energy so far by its last good sample, in Wh.
    package var lastEnergy: WattHours?

    /// The end of a transaction.
    package struct Stop: Hashable, Sendable {
        package var timestamp: Timestamp
        /// As sent; nil when an operator closed the transaction.
        package var timestampReceived: String?
        package var receivedAt: Timestamp
        /// As sent, in Wh, also when it makes no sense (then the transaction is quarantined); nil when an operator closed it.
        package var meterStop: WattHours?
        /// As sent; absent means Local (OCPP 1.6, section 6.49).
        package var reason: String?
        package var idTag: String?
        package var closedBy: TransactionEnd
    }

    /// The energy to bill, in Wh, and where it comes from.
    package struct Energy: Hashable, Sendable {
        package var wattHours: WattHours
        package var source: EnergySource
    }

    /// Since when and why a transaction is taken to be over without a stop.
    package struct Stale: Hashable, Sendable {
        package var since: Timestamp
        package var reason: String
    }

    /// Energy that must not be billed before a person has looked at it.
    package struct Quarantine: Hashable, Sendable {
        package var reason: String
        package var since: Timestamp
        /// What its meter values say, nil when there are none to trust.
        package var proposedEnergy: WattHours?
        /// The energy register in the last good sample, in Wh, and its time.
        package var lastGoodSample: RegisterReading?
        package var resolution: Resolution?
    }

    /// How an operator ended a quarantine or an orphaned stop.
    package struct Resolution: Hashable, Sendable {
        package var at: Timestamp
        package var by: String
        package var text: String
    }
}

/// Which transactions to list; nil means any.
package struct TransactionFilter: Hashable, Sendable {
    /// The charge point's identity.
    package var chargePointID: String?
    package var connectorId: Int?
    /// Compared without regard to case.
    package var idTag: String?
    package var state: TransactionState?
    /// true: only those in a quarantine that is not resolved; false: only the others.
    package var quarantined: Bool?
    /// Only those that started at or after this moment.
    package var from: Timestamp?
    /// Only those that started before this moment.
    package var to: Timestamp?

    package init(
        chargePointID: String? = nil, connectorId: Int? = nil, idTag: String? = nil, state: TransactionState? = nil,
        quarantined: Bool? = nil, from: Timestamp? = nil, to: Timestamp? = nil
    ) {
        self.chargePointID = chargePointID
        self.connectorId = connectorId
        self.idTag = idTag
        self.state = state
        self.quarantined = quarantined
        self.from = from
        self.to = to
    }
}

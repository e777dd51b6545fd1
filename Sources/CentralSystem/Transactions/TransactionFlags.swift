extension RecordFlag.Code {
    /// The idTag was not accepted when the transaction started; the energy may have nobody to bill it to (field note 4.3).
    package static let authorizationNotAccepted = RecordFlag.Code(rawValue: "authorizationNotAccepted")
    /// Started on connector 0, which stands for the whole charge point.
    package static let connectorZero = RecordFlag.Code(rawValue: "connectorZero")
    /// StopTransaction came with another id and was found to be this transaction's (field note 4.4).
    package static let transactionMatched = RecordFlag.Code(rawValue: "transactionMatched")
    /// The charge point's own stop came after an operator had closed the transaction (field note 4.7).
    package static let operatorCloseReplaced = RecordFlag.Code(rawValue: "operatorCloseReplaced")
    /// An operator gave an orphaned stop to this transaction.
    package static let orphanedStopAssigned = RecordFlag.Code(rawValue: "orphanedStopAssigned")
    /// An operator closed the transaction.
    package static let closedByOperator = RecordFlag.Code(rawValue: "closedByOperator")
    /// The stop came for a transaction that had been taken to be over.
    package static let stoppedWhileStale = RecordFlag.Code(rawValue: "stoppedWhileStale")
    /// The stop's time is before the start's.
    package static let stopBeforeStart = RecordFlag.Code(rawValue: "stopBeforeStart")
    /// Both registers are the same.
    package static let noEnergy = RecordFlag.Code(rawValue: "noEnergy")
    /// More energy than any charge point delivers in the time.
    package static let implausibleEnergy = RecordFlag.Code(rawValue: "implausibleEnergy")
}

extension DeviationRule {
    /// StartTransaction on connector 0.
    package static let transactionOnConnectorZero = DeviationRule(rawValue: "transactionOnConnectorZero")
    /// StopTransaction with an id that is unknown, 0, −1 or another charge point's (field note 4.4).
    package static let invalidTransactionIdInStop = DeviationRule(rawValue: "invalidTransactionIdInStop")
    /// StopTransaction with other contents for a transaction that is closed already.
    package static let conflictingStop = DeviationRule(rawValue: "conflictingStop")
    /// meterStop −1, 0 after a session or below meterStart, or meterStart below 0 (field note 4.5).
    package static let implausibleRegisters = DeviationRule(rawValue: "implausibleRegisters")
}

import OCPP16

/// A message about a transaction: kept until the Central System has it, and sent in order (OCPP 1.6, section 3.7).
enum TransactionMessage: Hashable, Sendable {
    case start(session: Int, StartTransaction)
    case meterValues(session: Int, MeterValues)
    case stop(session: Int, StopTransaction)

    /// The charge point's own number of the transaction, which it has before the Central System gives it an id.
    var session: Int {
        switch self {
        case .start(let session, _), .meterValues(let session, _), .stop(let session, _): session
        }
    }

    var isMeterValues: Bool {
        if case .meterValues = self { true } else { false }
    }

    /// The message with the transaction's id filled in.
    ///
    /// - Parameter id: nil when the Central System never gave one. MeterValues then go without; StopTransaction, which
    ///   must have one, goes with -1, as charge points do that lost the answer to their StartTransaction.
    func identified(by id: Int?) -> TransactionMessage {
        switch self {
        case .start: return self
        case .meterValues(let session, var message):
            message.transactionId = id
            return .meterValues(session: session, message)
        case .stop(let session, var message):
            message.transactionId = id ?? -1
            return .stop(session: session, message)
        }
    }
}

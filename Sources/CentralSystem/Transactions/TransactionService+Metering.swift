import OCPPJ
import Persistence

extension TransactionService {
    /// For the Metering feature, inside its write: the transaction with this id, whoever's it is.
    static func meteringCandidate(_ id: Int, in connection: any SQLConnection) throws -> MeterValueAttachment.Candidate? {
        try TransactionStore.meteringCandidate(id, in: connection)
    }

    /// For the Metering feature, inside its write: the transaction that is open on a connector.
    static func openMeteringCandidate(
        chargePointKey: Int64, connectorId: Int, in connection: any SQLConnection
    ) throws -> MeterValueAttachment.Candidate? {
        try TransactionStore.openMeteringCandidate(chargePointKey: chargePointKey, connectorId: connectorId, in: connection)
    }
}

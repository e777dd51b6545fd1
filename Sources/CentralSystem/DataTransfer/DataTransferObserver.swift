import OCPP16
import OCPPJ
import Persistence

/// Keeps the DataTransfers that are sent to charge points, whoever sends them (OCPP 1.6, section 5.6).
struct DataTransferObserver: CommandObserver {
    func recorded(_ request: DataTransfer, _ command: CommandReference, in connection: any SQLConnection) throws {
        let record = DataTransferRecord(
            id: 0, direction: .sent, vendorId: request.vendorId.text, messageId: request.messageId?.text,
            data: request.data?.kept, commandId: command.id, receivedAt: command.requestedAt)
        try DataTransferStore.add(record, chargePointKey: command.chargePoint.key, in: connection)
    }

    func concluded(
        _ request: DataTransfer, _ conclusion: CommandConclusion<DataTransferResponse>, _ command: CommandReference,
        in connection: any SQLConnection
    ) throws {
        switch conclusion {
        case .answered(let answer, _):
            try DataTransferStore.conclude(
                command: command, status: answer.status.rawValue, data: answer.data?.kept, reason: nil, in: connection)
        case .unanswered(_, let text, _):
            try DataTransferStore.conclude(command: command, status: nil, data: nil, reason: text, in: connection)
        }
    }
}

import OCPP16
import Persistence

/// Answers DataTransfer (OCPP 1.6, section 4.3): no vendor's extension is implemented, so every vendorId is unknown. What was
/// sent is kept for the operator.
struct DataTransferHandler: CallHandler {
    /// Characters of the data that are kept; the message log has the rest.
    private static let dataLimit = 10_000

    let database: any Database

    func handle(_ request: DataTransfer, _ context: CallContext) async throws -> DataTransferResponse {
        let status = DataTransferStatus.unknownVendorId
        let record = DataTransferRecord(
            id: 0, vendorId: request.vendorId.text, messageId: request.messageId?.text,
            data: request.data.map { String($0.prefix(Self.dataLimit)) }, status: status.rawValue,
            receivedAt: context.receivedAt)
        let key = context.chargePoint.key
        try await database.write { try DataTransferStore.add(record, chargePointKey: key, in: $0) }
        return DataTransferResponse(status: status)
    }
}

import OCPP16
import OCPPJ
import Persistence

/// Answers DataTransfer (OCPP 1.6, section 4.3): a registered vendor's message is handed to the operator's webhook, every other
/// vendorId is unknown. What was sent and answered is kept before the answer goes out.
struct DataTransferHandler: CallHandler {
    let database: any Database
    let webhook: any DataTransferWebhook

    func handle(_ request: DataTransfer, _ context: CallContext) async throws -> DataTransferResponse {
        let key = context.chargePoint.key
        let vendor = try await database.read { connection -> DataTransferVendor? in
            // Strangers that wait for acceptance shall not reach the operator's software.
            guard try ChargePointService.isAccepted(key: key, in: connection) else { return nil }
            return try DataTransferVendorStore.find(request.vendorId.key, in: connection)
        }
        let answer = await answer(request, vendor?.values, context)
        let record = DataTransferRecord(
            id: 0, direction: .received, vendorId: request.vendorId.text, messageId: request.messageId?.text,
            data: request.data?.kept, status: answer.status.rawValue, answerData: answer.data?.kept, reason: answer.reason,
            receivedAt: context.receivedAt)
        try await database.write { try DataTransferStore.add(record, chargePointKey: key, in: $0) }
        return DataTransferResponse(status: answer.status, data: answer.data)
    }

    private func answer(
        _ request: DataTransfer, _ vendor: DataTransferVendorValues?, _ context: CallContext
    ) async -> DataTransferAnswer {
        guard let vendor else { return DataTransferAnswer(.unknownVendorId) }
        guard vendor.knows(request.messageId?.text) else { return DataTransferAnswer(.unknownMessageId) }
        let message = WebhookMessage(
            url: vendor.url, body: Self.body(request, context), secret: vendor.secret,
            timeout: .seconds(vendor.timeoutSeconds))
        do throws(WebhookFailure) {
            return DataTransferAnswer(webhook: try await webhook.post(message))
        } catch {
            return DataTransferAnswer(.rejected, reason: error.description)
        }
    }

    private static func body(_ request: DataTransfer, _ context: CallContext) -> [UInt8] {
        var writer = JSONWriter(capacity: 256)
        writer.raw(#"{"chargePointId":"#)
        writer.string(context.chargePoint.identity)
        writer.raw(#","vendorId":"#)
        writer.string(request.vendorId.text)
        writer.raw(#","messageId":"#)
        if let messageId = request.messageId { writer.string(messageId.text) } else { writer.raw("null") }
        writer.raw(#","data":"#)
        if let data = request.data { writer.string(data) } else { writer.raw("null") }
        writer.raw(#","receivedAt":"#)
        writer.string(context.receivedAt.rfc3339)
        writer.raw("}")
        return writer.bytes
    }
}

extension String {
    /// The part of a DataTransfer's data that is kept in its record.
    var kept: String { cut(to: DataTransferRecord.dataLimit) }
}

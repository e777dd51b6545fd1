package import OCPP16
import OCPPJ

/// Answers MeterValues (OCPP 1.6, section 4.7). Always acknowledges: a charge point whose samples are refused repeats them for
/// ever and blocks its own queue (field note 3.5).
package struct MeterValuesHandler: CallHandler {
    private let meterValues: MeterValueService

    package init(meterValues: MeterValueService) {
        self.meterValues = meterValues
    }

    package func handle(_ request: MeterValuesReport, _ context: CallContext) async throws -> MeterValuesResponse {
        if request.transactionId == nil, let sent = context.payload["transactionId"], sent.kind != .null {
            context.deviations.note(
                .invalidTransactionIdInMeterValues, "the transactionId \(String(decoding: sent.text, as: UTF8.self)) is no number")
        }
        let values = ReceivedMeterValue.read(context.payload["meterValue"], receivedAt: context.receivedAt)
        guard !values.isEmpty else {
            context.deviations.note(.meterValueWithoutSamples, "MeterValues without meterValue")
            return MeterValuesResponse()
        }
        try await meterValues.record(values, of: request, context)
        context.noteDeviations(of: values)
        return MeterValuesResponse()
    }
}

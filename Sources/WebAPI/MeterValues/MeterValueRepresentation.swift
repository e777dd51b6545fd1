import CentralSystem
import OCPP16
import OCPPJ

/// One element of a charge point's `meterValue` as the API shows it.
struct MeterValueView: JSONObject, Sendable {
    var value: RecordedMeterValue

    static let representation = Representation<MeterValueView>(
        "MeterValue", "One meter value as it was sent (OCPP 1.6, section 7.33), and what was made of it.",
        [
            Field("id", "Rises with the time of receipt; unique within one charge point.", \.value.id),
            Field("connectorId", "The connector.", \.value.connectorId),
            Field("transactionId", "The transaction that it is attached to; `null` when it is kept with the connector.", \.value.transactionId),
            Field("transactionIdReceived", "The transactionId as sent, which may be unknown, closed, 0 or −1.", \.value.transactionIdReceived),
            Field("timestamp", "When it was measured, by the charge point's clock; corrected where it had to be.", \.value.timestamp),
            Field("timestampReceived", "The time as it was sent.", \.value.timestampReceived),
            Field("receivedAt", "When it came.", \.value.receivedAt),
            Field("context", "The message that brought it: `MeterValues` or `StopTransaction`.", \.value.origin.name),
            Field("sampledValue", "The samples as sent: a list.", { VerbatimList(text: $0.value.sampledValue) }),
            Field("samples", "The good samples in base units.", \.value.samples),
            Field("setAside", "Samples that cannot be trusted.", \.value.setAside),
            Field("flags", "What was odd about it, or was repaired.", \.value.flags),
        ])
}

/// A JSON list of objects that is passed through as it came.
struct VerbatimList: JSONRepresentable, Sendable {
    let text: [UInt8]

    static var schema: Schema { .list(of: .any) }
    func write(to writer: inout JSONWriter) { writer.raw(text) }
}

extension NormalizedSample: JSONObject {
    static let representation = Representation<NormalizedSample>(
        "Sample", "A sample in base units: Wh, W, varh, var, VA, A, V, Celsius, Fahrenheit, K, Percent, Hertz.",
        [
            Field("measurand", "What was measured.", \.measurand.rawValue),
            Field("value", "The value in `unit`; `null` for signed data.", \.value),
            Field("unit", "The base unit; `null` for what has none.", \.unit),
            Field("phase", "The phase.", \.phase),
            Field("context", "Why it was measured; `Sample.Periodic` when nothing else was said.", \.context),
            Field("location", "Where it was measured; `Outlet` when nothing else was said.", \.location),
            Field("rule", "The repairs and conversions that were applied, joined by `+`; `null` when it stands as sent.", \.rule),
        ])
}

extension SetAsideSample: JSONObject {
    static let representation = Representation<SetAsideSample>(
        "SetAsideSample", "A sample that cannot be trusted.",
        [
            Field("sample", "The sample as sent.", { VerbatimJSON(text: $0.sample) }),
            Field("reason", "Why, in words.", \.reason),
        ])
}

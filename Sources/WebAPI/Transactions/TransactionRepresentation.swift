import CentralSystem
import OCPP16
import OCPPJ

extension TransactionState: JSONEnumeration {}
extension EnergySource: JSONEnumeration {}
extension TransactionEnd: JSONEnumeration {}
extension AuthorizationStatus: JSONEnumeration {}

extension WattHours: JSONRepresentable {
    static var schema: Schema { .integer }
    func write(to writer: inout JSONWriter) { writer.number(value) }
}

extension Transaction: JSONObject {
    static let representation = Representation<Transaction>(
        "Transaction", "One charging session, from StartTransaction to StopTransaction (OCPP 1.6, sections 4.8 and 4.10).",
        identityFields + startFields + stopFields + outcomeFields)

    private static let identityFields: [Field<Transaction>] = [
        Field("id", "The transactionId on the wire: positive, never given twice.", \.id),
        Field("chargePointId", "The charge point.", \.chargePointID),
        Field("connectorId", "The connector.", \.connectorId),
        Field("idTag", "Who started it, as sent.", \.idTag),
        Field("parentIdTag", "The group of the idTag at that time.", \.parentIdTag),
        Field("authorizationStatus", "What StartTransaction was answered.", \.authorizationStatus),
        Field("state", "`Stale`: probably over, but its StopTransaction never came; one that still comes is taken.", \.state),
    ]

    private static let startFields: [Field<Transaction>] = [
        Field("startTimestamp", "When it started, by the charge point's clock; corrected where it had to be.", \.startTimestamp),
        Field("startTimestampReceived", "The time as it was sent.", \.startTimestampReceived),
        Field("startReceivedAt", "When StartTransaction first came.", \.startReceivedAt),
        Field("meterStart", "The meter at the start, in Wh.", \.meterStart),
        Field("reservationId", "The reservation that it used up.", \.reservationId),
        Field("startRepeats", "How many times StartTransaction was sent again.", \.startRepeats),
        Field("startLastReceivedAt", "When StartTransaction last came.", \.startLastReceivedAt),
    ]

    private static let stopFields: [Field<Transaction>] = [
        Field("stopTimestamp", "When it ended; corrected where it had to be. `null` until it did.", \.stop?.timestamp),
        Field("stopTimestampReceived", "The time as it was sent; `null` when an operator closed it.", \.stop?.timestampReceived),
        Field("stopReceivedAt", "When its end was told.", \.stop?.receivedAt),
        Field("meterStop", "The meter at the end as sent, in Wh, also when it makes no sense.", \.stop?.meterStop),
        Field("stopReason", "The reason as sent; when absent, OCPP takes it as `Local`.", \.stop?.reason),
        Field("stopIdTag", "Who ended it.", \.stop?.idTag),
        Field("closedBy", "Who told its end.", \.stop?.closedBy),
        Field("stopRepeats", "How many times StopTransaction was sent again.", \.stopRepeats),
    ]

    private static let outcomeFields: [Field<Transaction>] = [
        Field("energyWh", "The energy to bill, in Wh; `null` while it is not known or not to be trusted.", \.energy?.wattHours),
        Field("energySource", "Where `energyWh` comes from.", \.energy?.source),
        Field("stale", "Since when and why it is taken to be over without a StopTransaction.", \.stale),
        Field("quarantine", "Why its energy must not be billed before a person has looked at it.", \.quarantine),
        Field("flags", "What was odd about it, or was repaired.", \.flags),
        Field("lastMeterValueAt", "The time of its newest meter value.", \.lastMeterValueAt),
        Field("lastEnergyWh", "The energy so far by its last good sample, in Wh.", \.lastEnergy),
    ]
}

extension Transaction.Stale: JSONObject {
    static let representation = Representation<Transaction.Stale>(
        "Stale", "A transaction that is taken to be over without a StopTransaction.",
        [
            Field("since", "Since when.", \.since),
            Field("reason", "Why, in words.", \.reason),
        ])
}

extension Transaction.Quarantine: JSONObject {
    static let representation = Representation<Transaction.Quarantine>(
        "Quarantine", "Energy that must not be billed before a person has looked at it.",
        [
            Field("reason", "Why, in words.", \.reason),
            Field("since", "Since when.", \.since),
            Field("proposedEnergyWh", "What its meter values say, in Wh; `null` when there are none to trust.", \.proposedEnergy),
            Field("resolvedAt", "When an operator resolved it; `null` until then.", \.resolution?.at),
            Field("resolvedBy", "Who resolved it.", \.resolution?.by),
            Field("resolution", "What was decided, in words.", \.resolution?.text),
        ])
}

extension RecordFlag: JSONObject {
    static let representation = Representation<RecordFlag>(
        "Flag", "Something that was odd, or was repaired.",
        [
            Field("code", "Names the rule; stable, for programs.", \.code.rawValue),
            Field("detail", "What was found and what was made of it.", \.detail),
            Field("at", "When it was found.", \.at),
        ])
}

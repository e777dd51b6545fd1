import CentralSystem
import OCPPJ

extension OrphanedStop: JSONObject {
    static let representation = Representation<OrphanedStop>(
        "OrphanedStop", "A StopTransaction that fits no transaction, or several; kept until an operator says where it belongs.",
        [
            Field("id", "The id of this record.", \.id),
            Field("chargePointId", "The charge point that sent it.", \.chargePointID),
            Field("transactionIdReceived", "The transactionId as sent: unknown, closed, 0, −1, or another charge point's.", \.transactionIdReceived),
            Field("idTag", "The idTag as sent.", \.idTag),
            Field("meterStop", "The meter at the end as sent, in Wh.", \.meterStop),
            Field("timestamp", "The end, by the charge point's clock; corrected where it had to be.", \.timestamp),
            Field("timestampReceived", "The time as it was sent.", \.timestampReceived),
            Field("reason", "The reason as sent; when absent, OCPP takes it as `Local`.", \.reason),
            Field("receivedAt", "When it first came.", \.receivedAt),
            Field("repeats", "How many times it was sent again.", \.repeats),
            Field("cause", "Why it fits no transaction, in words.", \.cause),
            Field("candidates", "The ids of the transactions that it might belong to.", \.candidates),
            Field("resolvedAt", "When an operator resolved it; `null` until then.", \.resolution?.at),
            Field("resolvedBy", "Who resolved it.", \.resolution?.by),
            Field("resolution", "What was decided, in words.", \.resolution?.text),
            Field("resolvedTransactionId", "The transaction that it was given to; `null` when it was dismissed.", \.resolvedTransactionID),
        ])
}

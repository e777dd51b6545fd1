import CentralSystem
import OCPPJ

extension RemoteStartState: JSONEnumeration {}
extension RemoteStopState: JSONEnumeration {}

extension RemoteStart: JSONObject {
    static let representation = Representation<RemoteStart>(
        "RemoteStart", "A RemoteStartTransaction, from the request to the transaction that came of it, whoever sent it.",
        [
            Field("id", "The id of the job.", \.id),
            Field("chargePointId", "The charge point.", \.chargePointId),
            Field("connectorId", "The connector that was asked for; `null`: the charge point chooses.", \.connectorId),
            Field("idTag", "The idTag to start for.", \.idTag),
            Field("chargingProfile", "The charging profile that was sent along.", { $0.chargingProfile.map(VerbatimObject.init) }),
            Field("chargingProfileTemplate", "The template that the profile was made from.", \.chargingProfileTemplate),
            Field("state", stateDescription, \.state),
            Field("requestedAt", "When it was asked for.", \.requestedAt),
            Field("requestedBy", "Who asked for it.", \.requestedBy),
            Field("commandId", "The command that carries it.", \.commandId),
            Field("answeredAt", "When the charge point answered.", \.answeredAt),
            Field("timeoutSeconds", "How long after an accepting answer the StartTransaction is waited for.", \.timeoutSeconds),
            Field("dueAt", "The end of that wait; `null` without an accepting answer.", \.dueAt),
            Field("transactionId", "The transaction that came of it.", \.transactionId),
            Field("startedAt", "When the StartTransaction came.", \.startedAt),
            Field("late", "Whether it came after the job was given up.", \.isLate),
            Field("text", "More about the state, in words.", \.text),
        ])

    private static let stateDescription = """
        `requested`: not answered yet. `accepted`: the StartTransaction is waited for. `started`: it came. `rejected`: the charge \
        point will not. `neverStarted`: accepted, but the StartTransaction did not come in time. `unanswered`: no usable answer, \
        see `text`.
        """
}

extension RemoteStop: JSONObject {
    static let representation = Representation<RemoteStop>(
        "RemoteStop", "A RemoteStopTransaction, from the request to the end of the transaction, whoever sent it.",
        [
            Field("id", "The id of the job.", \.id),
            Field("chargePointId", "The charge point.", \.chargePointId),
            Field("transactionId", "The transaction as it was asked for, known or not.", \.transactionId),
            Field("state", stateDescription, \.state),
            Field("requestedAt", "When it was asked for.", \.requestedAt),
            Field("requestedBy", "Who asked for it.", \.requestedBy),
            Field("commandId", "The command that carries it.", \.commandId),
            Field("answeredAt", "When the charge point answered.", \.answeredAt),
            Field("timeoutSeconds", "How long after an accepting answer the StopTransaction is waited for.", \.timeoutSeconds),
            Field("dueAt", "The end of that wait; `null` without an accepting answer.", \.dueAt),
            Field("stoppedAt", "When the StopTransaction came.", \.stoppedAt),
            Field("stopReason", "The reason in the StopTransaction; `null` stands for Local.", \.stopReason),
            Field("late", "Whether it came after the job was given up.", \.isLate),
            Field("text", "More about the state, in words.", \.text),
        ])

    private static let stateDescription = """
        `requested`: not answered yet. `accepted`: the StopTransaction is waited for. `stopped`: it came. `rejected`: the charge \
        point will not, and the transaction goes on. `neverStopped`: accepted, but the StopTransaction did not come in time. \
        `unanswered`: no usable answer, see `text`.
        """
}
